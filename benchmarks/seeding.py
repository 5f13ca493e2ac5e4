"""Interviews to measure with: each has a candidate and an interviewer of its own."""

from assessment.domain.ids import InterviewId, KitId, RaterId, SheetKey
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import load_bank
from tests.builders import a_kit, a_seat, an_interview, furnish

KIT = KitId("LOAD.K1")
QUESTIONS = 12
"""An hour's kit is about this long; what a page is given weighs as much as its wording."""


def seed(open_uow: OpenUnitOfWork, number: int) -> list[SheetKey]:
    """One sheet per interviewer, all on one kit of shipped questions."""
    sheets = [
        SheetKey(InterviewId(f"LOAD.C-{n:03}.1"), RaterId(f"R-{n:03}"))
        for n in range(1, number + 1)
    ]
    questions = list(load_bank().questions.values())[:QUESTIONS]
    planned = [an_interview(s.interview, kit=KIT, seats=(a_seat(s.rater),)) for s in sheets]
    furnish(open_uow, *planned, kit=a_kit(KIT, questions=questions))
    return sheets
