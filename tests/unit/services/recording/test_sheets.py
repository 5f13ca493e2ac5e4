"""What a page sends is appended in order, once, and refused only by name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assessment.domain.errors import NotFound, NotOnPanel
from assessment.domain.ids import ItemId, SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind, NotRated, Recommendation, Standing
from assessment.domain.requisition import SeatRole
from assessment.domain.scorecard import scorecard
from assessment.domain.seat_link import SeatLink
from assessment.services.hiring import scheduling
from assessment.services.recording.inbox import OtherText, Refusal
from assessment.services.recording.sheet_inbox import record_sheet_events
from assessment.services.recording.sheets import sheet
from assessment.services.store.page_token import EARLIER, PageToken
from tests.builders import (
    CANDIDATE,
    INTERVIEW,
    NOON,
    OTHER_RATER,
    SHEET,
    a_candidate,
    a_kit,
    a_panel_member,
    a_question,
    a_seat,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow

TWO_QUESTIONS = (a_question("prd-dsp-001"), a_question("plc-001", title="MES or MOM"))


@pytest.fixture
def clock():
    return StoppedClock()


@pytest.fixture
def store():
    """Two questions; R-01 interviews, R-02 observes."""
    made = fake_open_uow()
    seats = (a_seat(), a_seat(OTHER_RATER, SeatRole.OBSERVER))
    furnish(made, an_interview(seats=seats), kit=a_kit(questions=TWO_QUESTIONS))
    return made


def event(seq=1, kind="verdict", value=3, item="q01", **more):
    """As the browser writes it; kinds of the whole sheet get a blank item."""
    whole = kind in {"recommendation", "reasons", "submit"}
    written = {"seq": seq, "kind": kind, "item": "" if whole else item, "part": "", "value": value}
    return written | {"base": 0, "at": 1_772_452_800_000} | more


@pytest.fixture
def send(store, clock):
    def sending(*events, client="tab-1", sheet=SHEET):
        return record_sheet_events(
            store, clock, sheet=sheet, client=client, events=events, token=PageToken()
        )

    return sending


def log(store):
    with store(read_only=True) as uow:
        return [(e.kind, e.item, e.part, e.value) for e in uow.entries.history(SHEET)]


COMPLETE = (
    event(1, value=3),
    event(2, value="not_asked", item="q02"),
    event(3, "recommendation", "yes"),
    event(4, "reasons", "Knows the floor."),
)


def test_every_kind_is_stored_as_what_it_means(store, send):
    taken = send(
        event(1, value=4),
        event(2, value="no_evidence", item="q02"),
        event(3, "evidence", "moved 12 orders"),
        event(4, "probe", value=True, part="1"),
        event(5, "belief", value=True, part="0"),
        event(6, "seconds", 40),
        event(7, "recommendation", "mixed"),
        event(8, "reasons", "Strong on the floor."),
        event(9, value=None),
    )

    assert (taken.refused, taken.proposed, taken.submitted) == ([], [], False)
    assert taken.ids == {seq: seq for seq in range(1, 10)}
    assert log(store) == [
        (Kind.VERDICT, "q01", "", 4),
        (Kind.VERDICT, "q02", "", NotRated.NO_EVIDENCE),
        (Kind.EVIDENCE, "q01", "", "moved 12 orders"),
        (Kind.PROBE, "q01", "1", True),
        (Kind.BELIEF, "q01", "0", True),
        (Kind.SECONDS, "q01", "", 40),
        (Kind.RECOMMENDATION, "", "", Recommendation.MIXED),
        (Kind.REASONS, "", "", "Strong on the floor."),
        (Kind.VERDICT, "q01", "", None),
    ]


def test_a_repeat_gets_its_first_answer_and_is_stored_once(store, send):
    first = send(event(1, value=2), event(2, value=4))

    again = send(event(1, value=2), event(2, value=4))

    assert again.ids == first.ids == {1: 1, 2: 2}
    assert len(log(store)) == 2


def test_what_arrives_behind_something_newer_of_the_same_page_is_kept_but_does_not_count(
    store, send
):
    send(event(5, "evidence", "newer"))

    late = send(event(4, "evidence", "older"))

    assert late.ids == {4: 0}
    assert [v for *_, v in log(store)] == ["newer", "older"]
    assert (
        sheet(store, SHEET, by=Actor(rater=SHEET.rater)).card.record(ItemId("q01")).evidence
        == "newer"
    )


def test_the_same_number_of_another_page_is_another_event(store, send):
    send(event(1, value=2), client="tab-1")

    assert send(event(1, value=5), client="tab-2").ids == {1: 2}
    assert sheet(store, SHEET, by=Actor(rater=SHEET.rater)).card.record(ItemId("q01")).level == 5


def test_a_text_that_its_writer_had_not_seen_comes_back_with_the_answer(send, clock):
    send(event(1, "evidence", "from one tab"), client="tab-1")
    clock.forward(5)

    taken = send(event(1, "evidence", "from another"), client="tab-2")

    other = OtherText(item=ItemId("q01"), kind=Kind.EVIDENCE, text="from one tab", at=NOON)
    assert list(taken.others.values()) == [other]
    repeated = send(event(1, "evidence", "from another"), client="tab-2")
    assert list(repeated.others.values()) == [other]


def test_a_text_on_top_of_one_that_was_seen_or_is_the_same_raises_no_alarm(send):
    first = send(event(1, "evidence", "from one tab"), client="tab-1")

    seen = send(event(1, "evidence", "continued", base=first.ids[1]), client="tab-2")
    same = send(event(1, "evidence", "continued"), client="tab-3")

    assert (seen.others, same.others) == ({}, {})


def test_a_level_over_another_tabs_level_needs_no_choice(send):
    send(event(1, value=2), client="tab-1")

    assert send(event(1, value=4), client="tab-2").others == {}


VERDICT = "A verdict is a level from 1 to 5, a reason for none, or blank"
RECOMMENDATION = "A recommendation is one of the five or blank"
TOO_LONG = (
    "The note on question 1 has 50,001 characters. Shorten it to 50,000 or fewer. "
    "The rest of the scorecard is saved."
)


OTHER_KIT = (
    "This was entered for the kit MES-1.K9, and the interview now follows MES-1.K1. "
    "Reload the page and enter it again."
)


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (event(2, value=6), f"{VERDICT}, not 6."),
        (event(2, value=True), f"{VERDICT}, not True."),
        (event(2, "gossip"), "'gossip' is not something a page can record."),
        (event(2, "evidence", 7), "A note is text."),
        (event(2, "evidence", "x" * 50_001), TOO_LONG),
        (event(2, "probe", value=True, part="2"), "Question 1 has no probe number 2."),
        (event(2, "probe", value=True), "Probe: '' is not a part of it."),
        (event(2, "probe", value="yes", part="0"), "A mark is set or not set, not 'yes'."),
        (event(2, value=3, item="q09"), "The kit of this interview has no item q09."),
        (event(2, value=3, kit="MES-1.K9"), OTHER_KIT),
        (event(2, value=3, item=""), "Verdict: it names no item."),
        (event(2, "reasons", "x") | {"item": "q01"}, "Reasons: it concerns no single item."),
        (event(2, "seconds", -1), "Seconds is a whole number from 0, not -1."),
        (event(2, "recommendation", "hire"), f"{RECOMMENDATION}, not 'hire'."),
        (event(2, "submit", value=False), "A scorecard is submitted or left alone."),
    ],
)
def test_one_bad_event_is_refused_alone(store, send, bad, why):
    taken = send(event(1, value=2), bad, event(3, value=4))

    assert taken.refused == [Refusal(seq=2, why=why)]
    assert taken.ids == {1: 1, 3: 2}
    assert log(store) == [(Kind.VERDICT, "q01", "", 2), (Kind.VERDICT, "q01", "", 4)]


def test_what_belongs_to_no_question_is_taken_whatever_kit_its_page_showed(send):
    taken = send(event(1, "reasons", "Knows the floor.", kit="MES-1.K9"), event(2, kit="MES-1.K1"))

    assert (taken.refused, taken.ids) == ([], {1: 1, 2: 2})


@pytest.mark.parametrize("seq", [0, -1, 1.5, "1", None, True, 2**31])
def test_an_event_without_a_number_of_its_own_is_refused(store, send, seq):
    assert len(send(event(seq)).refused) == 1
    assert log(store) == []


def test_no_text_is_refused_for_what_is_in_it(store, send):
    half_a_pair, nul = "\ud83d", "\x00"

    send(event(1, "evidence", f"é 你好 😀 {half_a_pair}{nul} =1+1"))

    assert log(store) == [(Kind.EVIDENCE, "q01", "", "é 你好 😀 \ufffd\ufffd =1+1")]


@pytest.mark.parametrize("at", ["now", None, 1e30, -1e30, float("nan"), True])
def test_a_wild_clock_is_no_reason_to_refuse(send, at):
    assert send(event(1, at=at)).ids == {1: 1}


def test_the_pages_own_time_is_kept_beside_the_servers(store, send):
    send(event(1, at=1_772_452_801_500))

    with store(read_only=True) as uow:
        stored = uow.entries.history(SHEET)[0]
    # 2026-03-02 12:00:01.5 UTC is 1772452801.5 seconds after the epoch
    assert stored.client_at == datetime(2026, 3, 2, 12, 0, 1, 500_000, tzinfo=UTC)
    assert stored.at == NOON


def test_submitting_waits_until_nothing_is_missing(store, send):
    taken = send(*COMPLETE[:3], event(4, "submit", value=True))

    assert taken.refused == [Refusal(seq=4, why="Recommendation: give your reasons.")]
    assert not taken.submitted
    assert sheet(store, SHEET, by=Actor(rater=SHEET.rater)).card.submitted_at is None


def test_submitting_is_the_last_event_of_the_sheet(store, send):
    taken = send(*COMPLETE, event(5, "submit", value=True))

    assert (taken.submitted, taken.refused) == (True, [])
    assert sheet(store, SHEET, by=Actor(rater=SHEET.rater)).card.submitted_at == NOON


def test_submitting_twice_locks_once(store, send):
    first = send(*COMPLETE, event(5, "submit", value=True), client="tab-1")

    second = send(event(1, "submit", value=True), client="tab-2")

    assert second.ids == {1: first.ids[5]}
    assert (second.submitted, second.proposed) == (True, [])
    assert len(log(store)) == 5


def test_what_another_tab_still_held_is_proposed_and_changes_nothing(store, send):
    send(*COMPLETE, event(5, "submit", value=True), client="tab-1")

    taken = send(event(1, value=5), event(2, "evidence", "heard more"), client="tab-2")

    assert (taken.proposed, taken.refused) == ([1, 2], [])
    card = sheet(store, SHEET, by=Actor(rater=SHEET.rater)).card
    assert (card.record(ItemId("q01")).level, card.record(ItemId("q01")).evidence) == (3, "")
    assert [(e.kind, e.value) for e in card.proposed] == [
        (Kind.VERDICT, 5),
        (Kind.EVIDENCE, "heard more"),
    ]


def test_a_clock_or_a_repeated_value_after_submission_asks_nobody_for_a_decision(store, send):
    send(*COMPLETE, event(5, "submit", value=True), client="tab-1")

    taken = send(event(1, "seconds", 90), event(2, value=3), client="tab-2")

    assert (taken.ids, taken.proposed) == ({1: 0, 2: 0}, [])
    with store(read_only=True) as uow:
        assert [e.standing for e in uow.entries.history(SHEET)[-2:]] == [Standing.LATE] * 2


def proposals(store, sheet=SHEET):
    with store(read_only=True) as uow:
        return [(e.kind, e.value) for e in scorecard(sheet, uow.entries.newest(sheet)).proposed]


def test_what_a_page_without_a_rating_seat_still_sends_is_only_proposed(store, send):
    taken = send(event(1), sheet=SheetKey(INTERVIEW, OTHER_RATER))

    assert (taken.refused, taken.proposed) == ([], [1])
    assert taken.set_aside == "R-02 is no longer a rater in this interview with C-01."
    assert proposals(store, SheetKey(INTERVIEW, OTHER_RATER)) == [(Kind.VERDICT, 3)]


def test_what_a_page_of_a_removed_interview_still_sends_is_only_proposed(store, send):
    gone = {"clock": lambda: NOON, "interview": INTERVIEW, "reason": "Postponed.", "by": OWNER}
    scheduling.remove_interview(store, **gone)
    taken = send(event(1, "evidence", "in mid-sentence"))
    assert (taken.refused, taken.proposed) == ([], [1])
    assert taken.set_aside == "The interview with C-01 was removed."

    scheduling.restore_interview(store, interview=INTERVIEW, by=OWNER)

    assert proposals(store) == [(Kind.EVIDENCE, "in mid-sentence")]
    assert send(event(2, value=3)).proposed == []


LINK = SeatLink(
    number=1, sheet=SHEET, issued_at=NOON, issued_by=None, ends_at=NOON + timedelta(days=14)
)


@pytest.mark.parametrize(
    ("later", "revoked", "counts"),
    [
        (timedelta(days=14, seconds=-1), False, True),
        (timedelta(days=14), False, False),
        (timedelta(0), True, False),
    ],
)
def test_words_of_a_link_that_ended_or_was_revoked_are_only_proposed(store, later, revoked, counts):
    with store() as uow:
        number = uow.links.add(LINK).number
        if revoked:
            uow.links.revoke(SHEET, at=NOON, by=None)
        uow.commit()
    token = PageToken(link=number, ends_at=LINK.ends_at)
    given = {"sheet": SHEET, "client": "tab-1", "token": token}

    taken = record_sheet_events(
        store, lambda: NOON + later, events=[event(1, "evidence", "in mid-sentence")], **given
    )

    assert taken.refused == []
    assert (taken.proposed == []) is counts
    assert (taken.set_aside == "") is counts
    submitting = record_sheet_events(
        store, lambda: NOON + later, events=[event(2, "submit", value=True)], **given
    )
    assert (len(submitting.refused), submitting.submitted) == (1, False)


def test_a_newer_link_does_not_cut_off_a_page_of_the_one_before(store):
    with store() as uow:
        first = uow.links.add(LINK).number
        uow.links.add(LINK)
        uow.commit()

    taken = record_sheet_events(
        store,
        lambda: NOON,
        sheet=SHEET,
        client="tab-1",
        events=[event(1)],
        token=PageToken(link=first, ends_at=LINK.ends_at),
    )

    assert (taken.proposed, taken.set_aside) == ([], "")


def test_a_page_of_an_earlier_version_ends_with_its_seats_link_from_then(store):
    given = {"sheet": SHEET, "client": "tab-1", "token": PageToken(link=EARLIER)}
    assert record_sheet_events(store, lambda: NOON, events=[event(1)], **given).proposed == []
    with store() as uow:
        uow.links.add(replace(LINK, earlier=True))
        uow.commit()

    assert record_sheet_events(store, lambda: NOON, events=[event(2)], **given).proposed == []
    late = record_sheet_events(store, lambda: LINK.ends_at, events=[event(3, value=2)], **given)
    assert late.proposed == [3]


def test_an_interview_that_is_gone_is_said_by_name_for_every_event(send):
    gone = SheetKey(INTERVIEW.replace("C-01", "C-09"), SHEET.rater)

    taken = send(event(1), event(2), sheet=gone)

    why = "There is no interview 'MES-1.C-09.1' in this database."
    assert taken.refused == [Refusal(seq=1, why=why), Refusal(seq=2, why=why)]


def test_what_is_sent_for_a_withdrawn_candidate_is_only_proposed(store, send):
    with store() as uow:
        withdrawn = replace(a_candidate(CANDIDATE), withdrawn_at=NOON, withdrawn_because="moved")
        uow.requisitions.save_candidate(withdrawn)
        uow.commit()

    taken = send(event(1))

    assert (taken.refused, taken.proposed) == ([], [1])
    assert taken.set_aside == "C-01 withdrew on 2 March 2026."
    assert proposals(store) == [(Kind.VERDICT, 3)]


def test_the_screen_reads_the_sheet_as_its_pages_keep_it(store, send):
    send(event(1, value=5), event(2, "probe", value=True, part="1"))

    view = sheet(store, SHEET, by=Actor(rater=SHEET.rater))

    noon = NOON.timestamp()
    assert view.state == {
        "verdict|q01|": [5, 1, noon, "tab-1"],
        "probe|q01|1": [True, 2, noon, "tab-1"],
    }
    assert (view.title, view.candidate.code, view.unrated) == ("MES engineer", "C-01", ("q02",))
    assert view.missing == (
        "Question 1, A line goes down: write down what you heard that makes this a 5.",
        "Question 2, MES or MOM: give a level, or a reason for none.",
        "Recommendation: choose one of the five options.",
        "Recommendation: give your reasons.",
    )


def test_there_is_no_sheet_without_a_seat_or_an_interview(store):
    with store() as uow:
        uow.requisitions.seat(a_panel_member(OTHER_RATER, role=SeatRole.OBSERVER))
        uow.commit()
    with pytest.raises(NotOnPanel):
        sheet(store, SheetKey(INTERVIEW, OTHER_RATER), by=Actor(rater=OTHER_RATER))
    elsewhere = SheetKey(INTERVIEW.replace("C-01", "C-09"), SHEET.rater)
    with pytest.raises(NotFound):
        sheet(store, elsewhere, by=Actor(rater=SHEET.rater))


def test_the_same_batch_means_the_same_in_every_store(any_store):
    furnish(any_store, an_interview(), kit=a_kit(questions=TWO_QUESTIONS))
    batch = (*COMPLETE, event(5, "evidence", "a"), event(6, "submit", value=True))

    for _ in range(2):  # the second time everything is a repeat
        taken = record_sheet_events(
            any_store,
            StoppedClock(),
            sheet=SHEET,
            client="tab-1",
            events=batch,
            token=PageToken(),
        )
        assert (len(taken.ids), taken.refused, taken.submitted) == (6, [], True)

    with any_store(read_only=True) as uow:
        assert len(uow.entries.history(SHEET)) == 6


@pytest.mark.parametrize("field", ["item", "kit"])
@pytest.mark.parametrize("unstorable", ["q\ud800", "q\x00"])
def test_an_id_that_no_database_can_hold_is_refused_alone(store, send, field, unstorable):
    answer = send(event(1, **{field: unstorable}), event(2, value=4))

    assert [r.seq for r in answer.refused] == [1]
    assert answer.refused[0].why.startswith(f"{field.capitalize()} is a short text, not 'q\\")
    assert log(store) == [("verdict", "q01", "", 4)]
