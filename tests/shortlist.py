"""A shortlist small enough to know by heart: two candidates, a lead, two interviewers, an observer.

The kit is `a_bank`'s ten questions: q01 placement, q02 and q03 execution, q04 and q05 breadth, then
integration, performance, assurance, governance (q09) and portfolio (q10), each weighing 1.
"""

from collections.abc import Mapping, Sequence

from assessment.domain.added import AddedQuestion
from assessment.domain.deviations import OffKit
from assessment.domain.ids import CandidateId, InterviewId, RaterId, RequisitionId, SheetKey
from assessment.domain.interview import Interview
from assessment.domain.rating import Kind, Recommendation, Verdict
from assessment.domain.requisition import SeatRole
from assessment.services.store.ports import OpenUnitOfWork
from tests.builders import a_seat, an_entry, an_interview, furnish

MES_1 = RequisitionId("MES-1")
LEAD, SECOND, THIRD = RaterId("R-01"), RaterId("R-02"), RaterId("R-03")
OBSERVER, STRANGER = RaterId("R-08"), RaterId("R-99")
NAMES = {LEAD: "Ann Lead", SECOND: "Ben Second", THIRD: "Cem Third", OBSERVER: "Dana Observer"}
ONE, TWO = CandidateId("MES-1.C-01"), CandidateId("MES-1.C-02")
FIRST, OTHER = InterviewId("MES-1.C-01.1"), InterviewId("MES-1.C-02.1")
PANEL = (
    a_seat(LEAD, SeatRole.LEAD),
    a_seat(SECOND),
    a_seat(THIRD),
    a_seat(OBSERVER, SeatRole.OBSERVER),
)
EVENLY: dict[str, Verdict] = {f"q{n:02}": 3 for n in range(1, 11)}


def a_shortlist(open_uow: OpenUnitOfWork) -> tuple[Interview, ...]:
    """Both candidates planned at noon with the whole panel; nobody has written anything."""
    meetings = [an_interview(i, seats=PANEL) for i in (FIRST, OTHER)]
    return furnish(open_uow, *meetings, names=NAMES)


def fill(
    open_uow: OpenUnitOfWork,
    rater: RaterId,
    interview: InterviewId = FIRST,
    verdicts: Mapping[str, Verdict] = EVENLY,
    *,
    evidence: Mapping[str, str] | None = None,
    added: Sequence[AddedQuestion] = (),
    why: Mapping[tuple[str, OffKit], str] | None = None,
    submit: bool = True,
) -> SheetKey:
    """Writes one rater's sheet, asked in the order of `verdicts`; `why` explains what left the kit.

    The recommendation is a yes with a reason.
    """
    sheet = SheetKey(interview, rater)
    entries = [an_entry(a.text(), kind=Kind.ADDED, item=a.item.id, sheet=sheet) for a in added]
    entries += [an_entry(v, item=item, sheet=sheet) for item, v in verdicts.items()]
    entries += [
        an_entry(text, kind=Kind.EVIDENCE, item=item, sheet=sheet)
        for item, text in (evidence or {}).items()
    ]
    entries += [
        an_entry(text, kind=Kind.DEVIATION, item=item, part=part, sheet=sheet)
        for (item, part), text in (why or {}).items()
    ]
    if submit:
        entries += [
            an_entry(Recommendation.YES, kind=Kind.RECOMMENDATION, sheet=sheet),
            an_entry("Sure on the shop floor.", kind=Kind.REASONS, sheet=sheet),
            an_entry(value=True, kind=Kind.SUBMIT, sheet=sheet),
        ]
    with open_uow() as uow:
        written = len(uow.entries.history(sheet))
        for seq, entry in enumerate(entries, written + 1):
            values = {name: getattr(entry, name) for name in entry.__slots__}
            uow.entries.append(type(entry)(**(values | {"seq": seq})))
        uow.commit()
    return sheet


def fill_all(open_uow: OpenUnitOfWork, interview: InterviewId = FIRST) -> None:
    """Every rating seat of an interview submits threes throughout."""
    for rater in (LEAD, SECOND, THIRD):
        fill(open_uow, rater, interview)
