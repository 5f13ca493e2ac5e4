"""How much prompts ask at once, and whether a bank varies the scenes that it sets."""

from collections.abc import Iterator, Sequence

from question_bank.errors import Problem
from question_bank.loader import Authored
from question_bank.model import Question, QuestionType
from question_bank.passages import prompts
from question_bank.quality.floors import Floors
from question_bank.quality.prompt_shape import has_fallback, questions_in, stages_positions

MOST_QUESTIONS = 2
"""In one prompt: the candidate forgets a third, and the rater can't tell what was left out."""

MOST_NAMED = 5
"""Ids that a sentence about the whole bank lists."""


def remarks(entry: Authored) -> Iterator[Problem]:
    """Each prompt of a question that asks more than a listener can keep in mind."""
    for passage in prompts(entry.question):
        asked = questions_in(passage.text)
        if asked > MOST_QUESTIONS:
            said = (
                f"the prompt asks {asked} questions; keep one, or two where the second follows "
                "from it, and move the rest to the probes"
            )
            yield Problem(entry.path, entry.parsed.line(passage.at), said)


def shares(active: Sequence[Question], floors: Floors) -> Iterator[str]:
    """Where too many of the `active` questions are built alike."""
    double = [q for q in active if questions_in(q.prompt) > 1]
    yield from _above(floors.most_double, double, active, "prompts ask two questions or more")
    staged = [q for q in active if stages_positions(q.prompt)]
    yield from _above(
        floors.most_staged, staged, active, "prompts are staged as one who wants, one who says"
    )
    past = [q for q in active if q.type is QuestionType.PAST_BEHAVIOUR]
    without = [q for q in past if not has_fallback(q.prompt)]
    yield from _above(
        floors.most_without_fallback,
        without,
        past,
        "questions about past behaviour have no fallback such as If you haven't seen one, …",
    )


def _above(
    most: float, found: Sequence[Question], of: Sequence[Question], what: str
) -> Iterator[str]:
    if len(found) > most * len(of):
        named = ", ".join(q.id for q in found[:MOST_NAMED])
        more = ", …" if len(found) > MOST_NAMED else ""
        yield f"{len(found)} of {len(of)} {what}: at most {most:.0%} may ({named}{more})"
