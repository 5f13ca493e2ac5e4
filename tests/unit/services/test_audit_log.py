"""What stands in the audit log, and that it holds ids and codes and no words of anybody."""

import pytest

from assessment.domain.errors import NotAllowed
from assessment.domain.ids import ItemId
from assessment.domain.permissions import OWNER, Action, Actor
from assessment.domain.rating import Kind
from assessment.services.access import seat_links
from assessment.services.hiring import candidates
from assessment.services.recording.amendments import accept_proposed, amend, decline_proposed
from assessment.services.recording.sheet_inbox import record_sheet_events
from assessment.services.store.page_token import PageToken
from tests.builders import CANDIDATE, INTERVIEW, RATER, SHEET, a_kit, an_interview, furnish
from tests.fakes import StoppedClock
from tests.unit.services.recording.test_sheets import COMPLETE, TWO_QUESTIONS, event

CLOCK = StoppedClock()
HER = Actor(rater=SHEET.rater)
WORDS = "Marker words of Ada Park"


@pytest.fixture
def store(any_store):
    furnish(any_store, an_interview(), kit=a_kit(questions=TWO_QUESTIONS))
    return any_store


def lines(store):
    with store(read_only=True) as uow:
        return [(line.by, line.act, line.about, line.detail) for line in uow.journal.lines()]


def test_every_use_of_a_link_is_noted_and_a_refusal_once(store):
    offered = seat_links.issue(store, CLOCK, interview=INTERVIEW, sheet=SHEET, by=OWNER)
    code = offered.path.removeprefix("/s/")
    for _ in range(2):
        seat_links.note_opened(store, seat_links.opened(store, CLOCK, code))
    seat_links.revoke(store, CLOCK, interview=INTERVIEW, sheet=SHEET, by=OWNER)
    for _ in range(2):
        with pytest.raises(NotAllowed):
            seat_links.opened(store, CLOCK, code)

    number = f"link {offered.link.number}"
    assert lines(store) == [
        (None, Action.MANAGE_LINKS, SHEET.box, f"issued until {offered.link.ends_at:%Y-%m-%d}"),
        (RATER, "link opened", SHEET.box, number),
        (RATER, "link opened", SHEET.box, number),
        (None, Action.MANAGE_LINKS, SHEET.box, "revoked"),
        (RATER, "link refused", SHEET.box, number),
    ]


def test_amendments_are_noted_without_their_words(store):
    def sent(client, *events):
        return record_sheet_events(
            store, CLOCK, sheet=SHEET, client=client, events=events, token=PageToken()
        )

    sent("tab-1", *COMPLETE, event(5, "submit", value=True))
    asked = {"sheet": SHEET, "because": WORDS, "by": HER}
    first = amend(
        store, CLOCK, kind=Kind.EVIDENCE, item=ItemId("q01"), value=f"{WORDS}.", **asked
    ).id
    taken = sent("tab-2", event(1, "verdict", 5, item="q01"))
    second = accept_proposed(store, CLOCK, entry=taken.ids[1], **asked).id
    left = sent("tab-2", event(2, "verdict", 1, item="q01"))
    third = decline_proposed(store, CLOCK, entry=left.ids[2], **asked).id

    act = (RATER, Action.AMEND_SCORECARD, SHEET.box)
    assert lines(store) == [
        (*act, f"evidence q01, entry {first}"),
        (*act, f"verdict q01, entry {second}; proposal {taken.ids[1]} taken"),
        (*act, f"verdict q01, entry {third}; proposal {left.ids[2]} left"),
    ]
    with store(read_only=True) as uow:
        assert WORDS not in repr(uow.journal.lines())


def test_erasing_a_name_takes_the_reasons_about_this_person_along(store):
    def named(name, reason=""):
        candidates.rename_candidate(
            store, CLOCK, candidate=CANDIDATE, name=name, reason=reason, by=OWNER
        )

    named("Ada Park")
    named("Ada Parker", reason=WORDS)
    candidates.withdraw(store, CLOCK, candidate=CANDIDATE, reason=WORDS, by=OWNER)
    with store(read_only=True) as uow:
        assert [line.because for line in uow.journal.lines()].count(WORDS) == 2
    named("")

    rename, withdraw = Action.RENAME_CANDIDATE, Action.WITHDRAW_CANDIDATE
    assert [line[1:] for line in lines(store)] == [
        (rename, CANDIDATE, ""),
        (rename, CANDIDATE, ""),
        (withdraw, CANDIDATE, ""),
        (rename, CANDIDATE, "name erased"),
    ]
    with store(read_only=True) as uow:
        assert "Ada" not in repr(uow.journal.lines())
