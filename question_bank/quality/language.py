"""How a question is worded: whether it can be said aloud, and means one thing to two raters."""

import re
from collections.abc import Iterator, Sequence

from question_bank import spoken
from question_bank.errors import Problem
from question_bank.exemplar_files import AuthoredExemplar
from question_bank.loader import Authored
from question_bank.model import Question
from question_bank.passages import Passage, gist, passages, prompts
from question_bank.quality.personal_words import personal_words
from question_bank.strict_yaml import At

FEWEST_WORDS = {
    "prompt": 12,
    "behaviour": 6,
    "probes": 3,
    "listen_for": 2,
    "wrong_beliefs": 3,
    "accepted_positions": 3,
}
"""Fewer, and two raters read two things into it. Our choice; no shipped text is shorter."""

JUDGING_WORDS = re.compile(
    r"\b(good|understanding|understands|strong|excellent|deep|solid|some|basic|clear|appropriate"
    r"|adequate|knows|familiar|aware)\b",
    re.IGNORECASE,
)
"""Words that judge an answer instead of describing it: each rater fills them differently."""

LEAST_EASE = 60
"""Flesch's line for plain English; somebody who hears the prompt once has to be able to answer."""

LONGEST_SENTENCE = 22
"""Words in a sentence of a prompt, on average; a listener loses the start of a longer one."""

SHORTEST_POINT, LONGEST_POINT = 0.5, 2
"""Minutes of answer that one point to listen for takes, when the minutes are plausible."""


def remarks(entry: Authored) -> Iterator[Problem]:
    """What the question should word better, passage by passage."""
    for passage in passages(entry.question):
        for said in _wording(passage):
            yield Problem(entry.path, entry.parsed.line(passage.at), said)
    for passage in prompts(entry.question):
        for said in _aloud(passage.text):
            yield Problem(entry.path, entry.parsed.line(passage.at), said)
    for said in _implausible(entry.question):
        yield Problem(entry.path, entry.parsed.line(("minutes",)), said)
    for industry in entry.question.told:
        for said in _implausible(entry.question.told_in(industry)):
            yield Problem(entry.path, entry.parsed.line(("variants", industry)), said)


def _wording(passage: Passage) -> Iterator[str]:
    if passage.kind == "behaviour":
        for word in JUDGING_WORDS.findall(passage.text):
            yield f'the anchor says "{word}": describe what is heard instead of judging it'
    for word in personal_words(passage.text):
        yield f'"{word}" speaks of the person; the question has to do without it'
    words, fewest = len(passage.text.split()), FEWEST_WORDS.get(passage.kind, 1)
    if words < fewest:
        yield f'"{passage.text}" is nearly empty: {words} of at least {fewest} words'


def _aloud(prompt: str) -> Iterator[str]:
    ease = spoken.reading_ease(prompt)
    if ease < LEAST_EASE:
        yield (
            f"the prompt is hard to follow by ear: reading ease {ease:.1f} of at least "
            f"{LEAST_EASE}; take shorter words and sentences"
        )
    length = spoken.sentence_length(prompt)
    if length > LONGEST_SENTENCE:
        yield (
            f"the sentences of the prompt have {length:.1f} words on average; "
            f"at most {LONGEST_SENTENCE} can be followed by ear"
        )


def _implausible(question: Question) -> Iterator[str]:
    asking = spoken.minutes(question.prompt, question.handout or "", *question.probes)
    points = len(question.listen_for)
    least, most = asking + points * SHORTEST_POINT, asking + points * LONGEST_POINT
    if not least <= question.minutes <= most:
        yield (
            f"{question.minutes} minutes are not plausible: asking takes {asking:.1f} and "
            f"{points} points to listen for take {points * SHORTEST_POINT:g} to "
            f"{points * LONGEST_POINT:g}"
        )


def repeated(authored: Sequence[Authored]) -> Iterator[Problem]:
    """Titles, prompts and anchors that stand in the bank twice, whatever their case and stops."""
    first: dict[tuple[str, str], tuple[Authored, At]] = {}
    for entry in authored:
        for passage in passages(entry.question):
            if passage.kind not in {"title", "prompt", "behaviour"}:
                continue
            other, at = first.setdefault((passage.kind, gist(passage.text)), (entry, passage.at))
            if (other.path, at) != (entry.path, passage.at):
                noun = "anchor" if passage.kind == "behaviour" else passage.kind
                there = f"{other.path.name}:{other.parsed.line(at)}"
                said = f"the {noun} is word for word the one at {there}"
                yield Problem(entry.path, entry.parsed.line(passage.at), said)


def exemplar_remarks(exemplars: Sequence[AuthoredExemplar]) -> Iterator[Problem]:
    """What exemplar answers should do without: words about the person, and each other's words."""
    first: dict[str, tuple[AuthoredExemplar, At]] = {}
    for entry in exemplars:
        for i, answer in enumerate(entry.exemplar.answers):
            at = ("answers", i, "answer")
            why = answer.tempting.why if answer.tempting else ""
            for word in personal_words(f"{answer.answer}\n{answer.reason}\n{why}"):
                said = f'"{word}" speaks of the person; the answer has to do without it'
                yield Problem(entry.path, entry.parsed.line(at), said)
            other, there = first.setdefault(gist(answer.answer), (entry, at))
            if other is not entry:
                place = f"{other.path.name}:{other.parsed.line(there)}"
                said = f"the answer is word for word the one at {place}"
                yield Problem(entry.path, entry.parsed.line(at), said)
