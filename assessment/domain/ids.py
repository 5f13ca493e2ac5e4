"""Identities, each its own type so that one cannot be passed for another."""

import re
from functools import lru_cache
from typing import NamedTuple, NewType

RequisitionId = NewType("RequisitionId", str)
"""The reference in the applicant tracking system, or one we made: `DEMO-PLANT`."""
CandidateId = NewType("CandidateId", str)
"""`DEMO-PLANT.C-01`: unique everywhere; screens show its `code` beside the requisition."""
RaterId = NewType("RaterId", str)
"""`R-01`."""
InterviewId = NewType("InterviewId", str)
"""`DEMO-PLANT.C-01.1`: the candidate's first interview."""
KitId = NewType("KitId", str)
"""`DEMO-PLANT.K1`."""
ItemId = NewType("ItemId", str)
"""`q01`: a kit item, one place in the kit; the item of a rating is this within its interview."""
CardId = NewType("CardId", str)
"""`crd-014`: a placement card, in the bank and in every deck it was dealt into."""


class SheetKey(NamedTuple):
    """One rater's sheet for one interview: whose entries belong together and in order."""

    interview: InterviewId
    rater: RaterId

    @property
    def box(self) -> str:
        """`DEMO-PLANT.C-01.1:R-01`: how the browser's outbox names the sheet."""
        return f"{self.interview}:{self.rater}"

    @classmethod
    def parse(cls, box: str) -> "SheetKey":
        interview, _, rater = box.partition(":")
        return cls(InterviewId(interview), RaterId(rater))


def code_of(candidate: CandidateId) -> str:
    """`C-01`: the candidate's code inside its requisition."""
    return candidate.rpartition(".")[2]


def candidate_in(interview: InterviewId) -> CandidateId:
    """`DEMO-PLANT.C-01`: whose interview this is."""
    return CandidateId(interview.rpartition(".")[0])


def requisition_of(candidate: CandidateId) -> RequisitionId:
    """`DEMO-PLANT`: for which role this candidate is considered."""
    return RequisitionId(candidate.rpartition(".")[0])


def short(kit: KitId) -> str:
    """`K1`: the kit's number inside its requisition."""
    return kit.rpartition(".")[2]


@lru_cache(maxsize=10_000)
def counting_order(name: str) -> tuple[tuple[int, str], ...]:
    """Sorts `C-9` before `C-10`: digits by what they count, the rest by letter."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part)
        for part in re.split(r"([0-9]+)", name)
        if part
    )
