"""What a kit leaves open of its brief, each hole with its reason in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.role import RoleBrief
from assessment.planning.blueprint import Blueprint, cells_of
from question_bank import Cell, Competency, Question, QuestionBank
from question_bank.similar import without_similar


class HoleReason(StrEnum):
    """Why a hole is open."""

    NO_QUESTION = "no_question"
    NO_TIME = "no_time"
    TYPE_MIX = "type_mix"
    SIMILAR = "similar"
    RECENTLY_ASKED = "recently_asked"
    LEFT_OUT = "left_out"
    """A question would fit: somebody took it out or has not added it."""
    NOT_ASKED_FOR = "not_asked_for"
    """The brief that the kit was made from did not want it."""
    FORGOTTEN = "forgotten"
    """What it depended on is not there any more."""


Subject = Competency | Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A competency without a question, or a cell in scope that no question covers."""

    subject: Subject
    name: str
    essential: bool
    reason: HoleReason
    why: str
    """In words; holes with the same reason share them."""

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.why}."


def find_holes(
    questions: Sequence[Question], blueprint: Blueprint, bank: QuestionBank
) -> tuple[Hole, ...]:
    """Competencies by weight, then cells, essential ones first."""
    pool = blueprint.pool(bank)
    found = []
    for subject in open_subjects(
        blueprint.brief, {q.competency for q in questions}, cells_of(questions)
    ):
        by = [q for q in pool if _is_on(q, subject)]
        reason, why = _reason(questions, by, blueprint) or _nothing_fits(subject, blueprint, bank)
        found.append(hole_on(subject, blueprint.brief, bank, reason, why))
    return tuple(found)


def open_subjects(
    brief: RoleBrief, heard: Collection[Competency], spoken_of: Collection[Cell]
) -> list[Subject]:
    """What the brief wants and no question is on, in the order of holes."""
    cells = sorted(brief.cells.items(), key=lambda kept: -kept[1])
    return [
        *(c for c in Blueprint(brief=brief, minutes=0).by_weight if c not in heard),
        *(cell for cell, _ in cells if cell not in spoken_of),
    ]


def hole_on(
    subject: Subject, brief: RoleBrief, bank: QuestionBank, reason: HoleReason, why: str
) -> Hole:
    """The hole, named as the brief and the bank name its subject."""
    name = subject.label if isinstance(subject, Cell) else bank.competencies[subject].name
    return Hole(
        subject=subject,
        name=name[0].upper() + name[1:],
        essential=not isinstance(subject, Cell) or brief.cells[subject] == 2,
        reason=reason,
        why=why,
    )


def _is_on(question: Question, subject: Subject) -> bool:
    if isinstance(subject, Cell):
        return subject in question.cells
    return question.competency is subject


def _reason(
    questions: Sequence[Question], by: Sequence[Question], blueprint: Blueprint
) -> tuple[HoleReason, str] | None:
    """Why none of `by` was added to the questions; None where there is nothing to add."""
    if not by:
        return None
    left = blueprint.minutes - sum(q.minutes for q in questions)
    short = [q for q in by if q.minutes <= left]
    if not short:
        shortest = min(q.minutes for q in by)
        return (
            HoleReason.NO_TIME,
            f"not enough time ({max(left, 0)} min left, the shortest question takes {shortest})",
        )
    keeping = [q for q in short if blueprint.keeps_mix((*questions, q))]
    if not keeping:
        share = f"{blueprint.behaviour_share}\u00a0% must be situational or about past behaviour"
        return HoleReason.TYPE_MIX, f"only knowledge questions fit, and {share}"
    apart = list(without_similar(keeping, questions))
    if not apart:
        return HoleReason.SIMILAR, "the only questions that fit are similar to one in this kit"
    fresh = [q for q in apart if q.id not in blueprint.recent]
    if not fresh:
        return (
            HoleReason.RECENTLY_ASKED,
            "the only questions that fit were recently asked at this client",
        )
    shortest_fresh = min(fresh, key=lambda q: (q.minutes, q.id))
    return (
        HoleReason.LEFT_OUT,
        f"{shortest_fresh.id} ({shortest_fresh.minutes} min) would cover this",
    )


def _nothing_fits(
    subject: Subject, blueprint: Blueprint, bank: QuestionBank
) -> tuple[HoleReason, str]:
    """Whether the bank has nothing at all, or only what was written for the other kind of role."""
    on_it = [q for q in bank.active if _is_on(q, subject)]
    if any(map(blueprint.wrong_target, on_it)):
        other = "plant" if blueprint.brief.enterprise_share else "enterprise"
        return HoleReason.NO_QUESTION, f"the bank only has {other} questions for this"
    if on_it:
        return HoleReason.NO_QUESTION, "no suitable question in the bank"
    return HoleReason.NO_QUESTION, "no question in the bank"
