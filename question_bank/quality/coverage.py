"""What a bank does not hold enough of, measured against its floors."""

from collections.abc import Iterator, Sequence

from question_bank.boundaries import (
    HAND_OFFS,
    PAIRS,
    handing_over,
    living_in,
    on,
    usable,
)
from question_bank.exemplar import Exemplar
from question_bank.model import Question, QuestionType
from question_bank.quality.floors import Floors
from question_bank.taxonomy import CELLS, Competency, TargetLevel

LIVED = {QuestionType.SITUATIONAL, QuestionType.PAST_BEHAVIOUR}
"""Questions about a situation, imagined or remembered."""

WEAK = {1, 2}


def holes(
    active: Sequence[Question], exemplars: Sequence[Exemplar], floors: Floors
) -> Iterator[str]:
    """What is missing before the `active` questions and their exemplars reach the floors."""
    if len(active) < floors.questions:
        yield f"{_counted(len(active), 'active question')}; {_needed(floors.questions)}"
    yield from _lived(active, floors)
    asked = {q.competency for q in active}
    for competency in Competency:
        if competency not in asked:
            yield f"no active question measures {competency}"
    yield from _cells(active, floors)
    yield from _boundaries(active, floors)
    yield from _practice(active, exemplars, floors)


def _lived(active: Sequence[Question], floors: Floors) -> Iterator[str]:
    lived = sum(q.type in LIVED for q in active)
    if lived < floors.lived_share * len(active):
        yield (
            f"{lived} of {len(active)} active questions are situational or about past behaviour: "
            f"fewer than {floors.lived_share:.0%}"
        )


def _cells(active: Sequence[Question], floors: Floors) -> Iterator[str]:
    for cell in CELLS:
        mine = living_in(cell, active)
        for target in TargetLevel:
            count = len(usable(target, mine))
            if count < floors.in_each_cell:
                found = _counted(count, "active question")
                needed = _needed(floors.in_each_cell)
                yield f"{found} usable at {target} in the cell {cell.key}; {needed}"


def _boundaries(active: Sequence[Question], floors: Floors) -> Iterator[str]:
    for pair in PAIRS:
        count = len(on(pair, active))
        if count < floors.on_each_boundary:
            found = _counted(count, "active question")
            yield f"{found} on the boundary {pair.label}; {_needed(floors.on_each_boundary)}"
    for level in HAND_OFFS:
        count = len(handing_over(level, active))
        if count < floors.hand_offs:
            found = _counted(count, "active question")
            yield f"{found} on the hand-off to Level {level}; {_needed(floors.hand_offs)}"


def _practice(
    active: Sequence[Question], exemplars: Sequence[Exemplar], floors: Floors
) -> Iterator[str]:
    asked = {q.id for q in active}
    levels = [a.level for e in exemplars if e.question in asked for a in e.answers]
    count = sum(e.question in asked for e in exemplars)
    if count < floors.with_exemplars:
        found = _counted(count, "active question")
        yield f"{found} with exemplar answers; {_needed(floors.with_exemplars)}"
    weak = sum(level in WEAK for level in levels)
    if weak < floors.weak_share * len(levels):
        yield (
            f"{weak} of {len(levels)} exemplar answers are of level 1 or 2: "
            f"fewer than {floors.weak_share:.0%}"
        )


def _needed(fewest: int) -> str:
    return f"at least {fewest} {'is' if fewest == 1 else 'are'} needed"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
