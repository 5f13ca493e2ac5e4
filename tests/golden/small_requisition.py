"""A requisition small enough to work out by hand, with everything in it that a file can trip over.

C-01 is assessed by two raters, C-02 waits for one scorecard, C-03 was never interviewed.

    item          weight  R-01          R-02          mean x
    q01 placement   1     2 (0.25)      4 (0.75)      0.5
    q02 execution   1     5 (1)         no evidence   1
    q03 execution   3     not asked     3 (0.5)       0.5

s_placement = 0.5, s_execution = (1 x 1 + 3 x 0.5) / 4 = 0.625; nothing else was asked.
brief       weights 40, 60      (20 + 37.5) / 100 = 57.5 %      coverage 1
plant       weights 20, 25      (10 + 15.625) / 45 = 56.94 %    coverage 0.45, provisional
enterprise  weights 20, 5       (10 + 3.125) / 25 = 52.5 %      coverage 0.25, provisional
equal       weights 1, 1        1.125 / 2 = 56.25 %             coverage 2/8, provisional
"""

from dataclasses import replace

from assessment.domain.decision import DebriefKind
from assessment.domain.ids import CandidateId, SheetKey
from assessment.domain.kit import InterviewKit, contents, digest_of
from assessment.domain.rating import EntryValue, Kind, NotRated, Recommendation
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Cell, Competency
from tests.builders import (
    KIT,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    a_brief,
    a_candidate,
    a_debrief_record,
    a_kit,
    a_kit_item,
    a_question,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import fake_open_uow

C1, C2, C3 = (CandidateId(f"{REQUISITION}.C-0{n}") for n in (1, 2, 3))
WEIGHTS = dict.fromkeys(Competency, 0.0) | {Competency.PLACEMENT: 40.0, Competency.EXECUTION: 60.0}
RATIONALE = {Competency.EXECUTION: "one line, two shifts; nobody else to ask"}
NAMES = {RATER: "Ada Park", OTHER_RATER: "Bo Ek"}

Sheet = dict[tuple[Kind, str, str], EntryValue]


def small_kit() -> InterviewKit:
    dispatching = Cell.parse("production.dispatching")
    items = (
        a_kit_item(
            "q01",
            question=a_question(
                "plc-001", competency=Competency.PLACEMENT, functional_level="none"
            ),
        ),
        a_kit_item("q02", question=a_question("prd-dsp-001", cell=dispatching)),
        a_kit_item(
            "q03", question=a_question("prd-dsp-002", cell=dispatching, revision=3), weight=3.0
        ),
    )
    kit = a_kit(KIT)
    digest = digest_of(contents(kit.minutes, items, kit.weights))
    return replace(kit, items=items, digest=digest)


HEARD_BY_R01: Sheet = {
    (Kind.VERDICT, "q01", ""): 2,
    (Kind.EVIDENCE, "q01", ""): '=MES; she said: "it is the ERP\'s",\nthen took it back',
    (Kind.BELIEF, "q01", "0"): True,
    (Kind.BELIEF, "q01", "1"): True,
    (Kind.VERDICT, "q02", ""): 5,
    (Kind.EVIDENCE, "q02", ""): "排程 and dispatching kept apart 👍",
    (Kind.PROBE, "q02", "0"): True,
    (Kind.PROBE, "q02", "1"): True,
    (Kind.VERDICT, "q03", ""): NotRated.NOT_ASKED,
    (Kind.RECOMMENDATION, "", ""): Recommendation.YES,
    (Kind.REASONS, "", ""): "Sound on the floor.",
}
HEARD_BY_R02: Sheet = {
    (Kind.VERDICT, "q01", ""): 4,
    (Kind.VERDICT, "q02", ""): NotRated.NO_EVIDENCE,
    (Kind.VERDICT, "q03", ""): 3,
    (Kind.EVIDENCE, "q03", ""): "- names the queue",
    (Kind.RECOMMENDATION, "", ""): Recommendation.MIXED,
    (Kind.REASONS, "", ""): "Placement wavers.",
}
STILL_TO_COME: Sheet = {(Kind.VERDICT, "q01", ""): 3}


def small_requisition(open_uow: OpenUnitOfWork | None = None) -> OpenUnitOfWork:
    """A store that holds it: the given one, else one in memory."""
    open_uow = open_uow or fake_open_uow()
    seats = (a_seat(RATER), a_seat(OTHER_RATER))
    first = an_interview(f"{C1}.1", seats=seats)
    second = an_interview(f"{C2}.1", seats=seats)
    furnish(open_uow, first, second, kit=small_kit(), names=NAMES)
    with open_uow() as uow:
        uow.requisitions.add_candidate(a_candidate(C3))
        uow.people.name_candidate(C1, "=Zoë Quill")
        uow.briefs.add(a_brief(REQUISITION, revision=2, weights=WEIGHTS, rationale=RATIONALE))
        for text in ("mixed", "yes"):
            uow.debriefs.add(
                a_debrief_record(
                    DebriefKind.FINAL_RECOMMENDATION, candidate=C1, recommendation=text
                )
            )
        uow.commit()
    fill(open_uow, SheetKey(first.id, RATER), HEARD_BY_R01, submit=True)
    fill(open_uow, SheetKey(first.id, OTHER_RATER), HEARD_BY_R02, submit=True)
    fill(open_uow, SheetKey(second.id, RATER), HEARD_BY_R02, submit=True)
    fill(open_uow, SheetKey(second.id, OTHER_RATER), STILL_TO_COME, submit=False)
    return open_uow


def fill(
    open_uow: OpenUnitOfWork, sheet: SheetKey, heard: Sheet, *, submit: bool, first: int = 1
) -> None:
    """What a rater entered, numbered from `first`, and then perhaps the lock."""
    entries = heard | ({(Kind.SUBMIT, "", ""): True} if submit else {})
    with open_uow() as uow:
        for seq, ((kind, item, part), value) in enumerate(entries.items(), first):
            uow.entries.append(
                an_entry(value, kind=kind, item=item, part=part, sheet=sheet, seq=seq, at=NOON)
            )
        uow.commit()
