"""What others rated changes nothing that somebody is told while it is hidden from them.

Two stores differ in another rater's scorecard alone. Every use case that reads, asked by each
viewer, has to answer the same: lists, counts, files, sentences of refusals.
"""

import re

import pytest

from assessment.domain.errors import AssessmentError
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.requisition import SeatRole
from assessment.services.hiring import requisitions
from assessment.services.kits import exposure
from assessment.services.reading import exports, scorecards
from assessment.services.reading.audit_log import read_audit_log
from assessment.services.reading.search import search
from assessment.services.reading.today import today
from tests.builders import a_bank, a_panel_member
from tests.fakes import StoppedClock, fake_open_uow
from tests.shortlist import (
    EVENLY,
    FIRST,
    LEAD,
    MES_1,
    OBSERVER,
    ONE,
    SECOND,
    THIRD,
    a_shortlist,
    fill,
)
from tests.unit.services.test_strangers import ASKED

BANK, CLOCK = a_bank(), StoppedClock()
CONSULTANT = "R-07"
RATERS = {
    "lead": Actor(rater=LEAD),
    "interviewer": Actor(rater=SECOND),
    "device": Actor(rater=SECOND, link=SheetKey(FIRST, SECOND)),
}
OTHERS = {
    "observer": Actor(rater=OBSERVER),
    "consultant": Actor(rater=CONSULTANT),
    "owner": OWNER,
}
WORDS = ("said", "alpha", "beta", "shop floor", "yes", "1 of 3", "Cem")
"""In a scorecard, or about one."""
READ = {
    name: ASKED[name]
    for name in (
        *("read_requisition", "panel_names", "report", "read_review", "client_pack", "pack_key"),
        *("read_comparison", "read_panel", "read_debrief", "read_scorecard", "read_meeting"),
        *("interview_event", "read_invitation", "export", "names", "contacts", "read_notice"),
        *("kept forms", "latest brief", "read_retention", "unseated", "removed_interviews"),
        *("links_of", "seat_places", "drawn_report", "draw up", "ledger", "board_talk", "sheet"),
        *("offered", "read_outcomes", "export_outcomes", "practice_status", "read_kit"),
        *("came_from_elsewhere", "kept brief", "kept advert", "drafted kit", "share_wanted"),
    )
} | {
    "search": lambda u, _, by: [search(u, BANK, word, by=by) for word in WORDS],
    "today": lambda u, _, by: today(u, CLOCK, by=by),
    "audit log": lambda u, _, by: read_audit_log(u, by=by, most=50),
    "lists": lambda u, _, by: requisitions.read_all(u, by=by),
    "heard_at": lambda u, _, by: exposure.heard_at(u, "plc-001", by=by),
    "workbook": lambda u, r, by: exports.xlsx(u, BANK, CLOCK, r, by=by),
    "zip": lambda u, r, by: exports.export_requisition(u, BANK, CLOCK, r, by=by),
    "shortlist": lambda u, r, by: exports.shortlist_csv(u, BANK, CLOCK, r, by=by),
    "decisions": lambda u, r, by: exports.decisions_csv(u, BANK, CLOCK, r, by=by),
    "another's scorecard": lambda u, r, by: scorecards.read_scorecard(
        u, BANK, r, SheetKey(FIRST, THIRD), by=by
    ),
}
LOW = {"verdicts": dict.fromkeys(EVENLY, 1), "evidence": {"q02": "She said alpha."}}
HIGH = {"verdicts": dict.fromkeys(list(EVENLY)[:9], 5), "evidence": {"q03": "He said beta twice."}}


def a_store(third, *, submit=False, own=False):
    """The panel's own scorecards are begun, or submitted; `third` is what the third rater did."""
    made = fake_open_uow()
    a_shortlist(made)
    with made() as uow:
        uow.people.add_rater(CONSULTANT, "Cora Consultant")
        uow.requisitions.seat(a_panel_member(CONSULTANT, role=SeatRole.CONSULTANT))
        uow.people.name_candidate(ONE, "Noor Näslund")
        uow.commit()
    for rater in (LEAD, SECOND):
        fill(made, rater, submit=own)
    if third:
        fill(made, THIRD, submit=submit, **third)
    return made


def told(ask, store, by):
    try:
        found = ask(store, MES_1, by)
    except AssessmentError as refusal:
        return f"{type(refusal).__name__}: {refusal}"
    return re.sub(r" at 0x[0-9a-f]+", "", repr(found))


def differing(by, *worlds):
    """The use cases that don't answer alike in all of these stores."""
    return [n for n, ask in READ.items() if len({told(ask, w, by) for w in worlds}) > 1]


@pytest.mark.parametrize("by", RATERS.values(), ids=RATERS)
def test_who_has_to_rate_first_learns_nothing_of_others(by):
    worlds = [
        a_store(None),
        *(a_store(third, submit=submit) for third in (LOW, HIGH) for submit in (False, True)),
    ]

    assert differing(by, *worlds) == []


@pytest.mark.parametrize("by", (RATERS | OTHERS).values(), ids=RATERS | OTHERS)
@pytest.mark.parametrize(
    ("submit", "own"), [(True, False), (False, False), (False, True)], ids=["in", "begun", "last"]
)
def test_what_is_sealed_is_the_same_whatever_it_says(by, submit, own):
    worlds = [a_store(third, submit=submit, own=own) for third in (LOW, HIGH)]

    assert differing(by, *worlds) == []


def test_once_it_is_open_they_are_told_apart():
    worlds = [a_store(third, submit=True, own=True) for third in (LOW, HIGH)]

    apart = {"read_requisition", "search", "export", "zip", "another's scorecard", "read_panel"}
    assert apart <= set(differing(OWNER, *worlds))
