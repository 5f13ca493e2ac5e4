"""Probes that hold what the upper levels are given for: then nobody can tell 5 from 3."""

from collections.abc import Iterator

from question_bank.content_words import rare_stems, stem, subject_words
from question_bank.errors import Problem
from question_bank.loader import Authored
from question_bank.model import Question
from question_bank.passages import Passage, passages

KEY_LEVELS = (3, 5)
"""The step from 2 to 3, and the level-5 idea."""


def remarks(entry: Authored) -> Iterator[Problem]:
    """Each probe with a word that the prompt does not hold and an anchor at 3 or 5 does."""
    question = entry.question
    for passage in passages(question):
        if passage.kind == "probes":
            for level, words in _given_away(question, passage):
                said = (
                    f'the probe gives away level {level}: "{", ".join(words)}" is in that anchor '
                    "and not in the prompt; ask in neutral words, such as Who decides?"
                )
                yield Problem(entry.path, entry.parsed.line(passage.at), said)


def _given_away(question: Question, probe: Passage) -> Iterator[tuple[int, list[str]]]:
    """The highest level whose anchor shares rare words with the probe, and these words."""
    known = rare_stems(f"{question.title}\n{question.handout or ''}\n{_prompt_of(question, probe)}")
    for level in reversed(KEY_LEVELS):
        key = rare_stems(question.anchor(level) or "") - known
        if found := [w for w in dict.fromkeys(subject_words(probe.text)) if stem(w) in key]:
            yield level, found
            return


def _prompt_of(question: Question, probe: Passage) -> str:
    """What the candidate has heard before the probe: in a variant, its own prompt."""
    if probe.at[0] != "variants":
        return question.prompt
    told = question.variants.by_name[str(probe.at[1])]
    return f"{told.prompt}\n{told.handout or ''}"
