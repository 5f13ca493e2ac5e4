"""A board takes in what its page sends, once and in order; a code opens one board."""

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment.domain.board import Convention, Footprint, Stance
from assessment.domain.deck import Deck
from assessment.domain.errors import NotAllowed, NotFound
from assessment.domain.ids import InterviewId, KitId
from assessment.domain.permissions import OWNER
from assessment.domain.rating import Standing
from assessment.services.access import tokens
from assessment.services.hiring.candidates import remove_candidate
from assessment.services.hiring.scheduling import (
    change_interview,
    remove_interview,
    restore_interview,
)
from assessment.services.placement import boards
from assessment.services.placement.board_inbox import LATE_AT_MOST, record_board_events
from assessment.services.recording.inbox import Refusal
from assessment.services.store.generation import KEY, Restored
from question_bank import Cell
from tests.boards import a_dealt_card, laid
from tests.builders import CANDIDATE, INTERVIEW, NOON, a_candidate, a_kit, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow

DECK = Deck(tuple(a_dealt_card(f"crd-00{n}") for n in (1, 2, 3)))
SECOND = InterviewId("MES-1.C-02.1")


def with_deck(kit=None):
    return replace(kit or a_kit(), deck=DECK)


@pytest.fixture
def store():
    made = fake_open_uow()
    furnish(made, an_interview(), an_interview(SECOND), kit=with_deck())
    return made


@pytest.fixture
def send(store):
    def sending(*events, client="tab-1", interview=INTERVIEW, generation=""):
        return record_board_events(
            store,
            StoppedClock(),
            interview=InterviewId(interview),
            client=client,
            events=events,
            generation=generation,
        )

    return sending


def event(seq=1, kind="move", part="crd-001", value="4", **more):
    return {"seq": seq, "kind": kind, "item": "", "part": part, "value": value, "base": 0} | more


def board(store, interview=INTERVIEW):
    return boards.open_board(store, InterviewId(interview)).board


def test_everything_a_candidate_does_stands_on_the_board(store, send):
    taken = send(
        event(1, "convention", "", "own_words"),
        event(2, "words", "", "what the shop floor logs into"),
        event(3, "move", "crd-001", "3.quality.tracking"),
        event(4, "move", "crd-002", "none"),
        event(5, "move", "crd-001", "4"),
        event(6, "footprint", "quality.tracking", value=True),
        event(7, "finish", "", value=True),
    )

    found = board(store)
    assert taken.ids == {n: n for n in range(1, 8)}
    assert (taken.refused, taken.submitted) == ([], True)
    assert found.placements == laid({"crd-001": "4", "crd-002": "none"})
    assert [m.card for m in found.moves] == ["crd-001", "crd-002", "crd-001"]
    assert found.convention == Convention(
        stance=Stance.OWN_WORDS, words="what the shop floor logs into"
    )
    assert found.footprint == Footprint(frozenset({Cell.parse("quality.tracking")}))
    assert found.finished_at == NOON


def test_a_card_goes_back_to_the_tray(store, send):
    send(event(1), event(2, value=None))

    assert board(store).placements == {}
    assert len(board(store).moves) == 2


def test_a_repeat_gets_its_first_answer(store, send):
    send(event(1, value="4"))
    again = send(event(1, value="2"), event(2, "move", "crd-002", "1"))

    assert again.ids == {1: 1, 2: 2}
    assert board(store).placements == laid({"crd-001": "4", "crd-002": "1"})


def test_what_its_own_page_has_overtaken_is_kept_and_moves_nothing(store, send):
    send(event(5, value="4"))
    late = send(event(4, value="2"))

    assert late.ids == {4: 0}
    assert board(store).placements == laid({"crd-001": "4"})


def test_nothing_moves_after_the_finish_from_any_page(store, send):
    send(event(1), event(2, "finish", "", value=True))
    after = send(event(1, value="0"), client="tab-2")

    assert (after.ids, after.submitted) == ({1: 0}, True)
    assert board(store).placements == laid({"crd-001": "4"})
    with store(read_only=True) as uow:
        assert [e.standing for e in uow.boards.log(INTERVIEW)][-1] is Standing.LATE


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"kind": "verdict"}, "'verdict' is not something a board can record."),
        ({"part": "crd-099"}, "'crd-099' is no card of this board."),
        ({"value": "3.production"}, "'3.production' is no place on the board."),
        ({"value": 4}, "4 is no place on the board."),
        (
            {"kind": "convention", "part": "", "value": "mine"},
            "A convention is one of the four or blank, not 'mine'.",
        ),
        ({"kind": "words", "part": "", "value": 3}, "Own words are text."),
        (
            {"kind": "words", "part": "", "value": "x" * 2001},
            "Own words have at most 2,000 characters, not 2,001.",
        ),
        (
            {"kind": "footprint", "part": "production.tracking", "value": 1},
            "A cell is painted or not, not 1.",
        ),
        (
            {"kind": "footprint", "part": "production", "value": True},
            "'production' is no cell of Level 3.",
        ),
        ({"kind": "finish", "part": "", "value": False}, "A board is finished or left alone."),
        ({"kind": "finish", "value": True}, "Finish: 'crd-001' is not a part of it."),
        ({"seq": 0}, "Seq is a whole number from 1, not 0."),
    ],
)
def test_a_bad_event_is_refused_alone_by_name(store, send, wrong, why):
    bad = event(1) | wrong
    taken = send(bad, event(2, "move", "crd-002", "1"))

    assert taken.refused == [Refusal(seq=bad["seq"], why=why)]
    assert board(store).placements == laid({"crd-002": "1"})


def test_words_that_no_database_holds_are_kept_as_far_as_they_go(store, send):
    send(event(1, "words", "", "a\x00b"))

    assert board(store).convention.words == "a\ufffdb"


def test_each_interview_has_a_board_of_its_own(store, send):
    send(event(1, value="4"))
    send(event(1, value="2"), interview=SECOND)

    assert board(store).placements == laid({"crd-001": "4"})
    assert board(store, SECOND).placements == laid({"crd-001": "2"})


def test_a_kit_without_a_deck_has_no_board():
    store = fake_open_uow()
    furnish(store)

    with pytest.raises(NotFound, match=r"has no placement exercise\.$"):
        boards.open_board(store, INTERVIEW)
    taken = record_board_events(
        store, StoppedClock(), interview=INTERVIEW, client="tab-1", events=[event()]
    )
    assert [r.why for r in taken.refused] == [
        f"The kit of the interview '{INTERVIEW}' has no placement exercise."
    ]


def test_a_withdrawn_candidate_moves_nothing(store, send):
    with store() as uow:
        uow.requisitions.save_candidate(replace(a_candidate(CANDIDATE), withdrawn_at=NOON))
        uow.commit()

    taken = send(event())

    assert (taken.refused, taken.ids) == ([], {1: 0})  # kept in the log, as what comes too late
    with store(read_only=True) as uow:
        assert [e.standing for e in uow.boards.log(INTERVIEW)] == [Standing.LATE]


def test_a_page_from_before_a_restore_is_told_so(store, send):
    with store() as uow:
        uow.settings.put(KEY, "new")
        uow.commit()

    with pytest.raises(Restored):
        send(event(), generation="old")
    assert board(store).moves == ()


def test_a_code_opens_its_own_board_and_nothing_else(store):
    first, second = (
        boards.code_of(store, INTERVIEW, by=OWNER),
        boards.code_of(store, SECOND, by=OWNER),
    )

    assert (len(first), len(second), first == second) == (26, 26, False)
    assert boards.interview_of(store, first) == INTERVIEW
    assert boards.interview_of(store, second) == SECOND
    for wrong in ("", first[:-1], first.upper(), f"{first} ", INTERVIEW, "\ud800"):
        assert boards.interview_of(store, wrong) is None


def test_a_board_s_token_is_no_sheet_s_and_no_link(store):
    token = tokens.board_token(store, INTERVIEW)

    assert tokens.opens_box_of_board(store, token, INTERVIEW)
    assert not tokens.opens_box_of_board(store, token, SECOND)
    assert tokens.board_opened_by(store, token, [INTERVIEW, SECOND]) is None


def test_pages_keep_what_counts(store, send):
    send(event(1, value="4"), event(2, value="2"), event(3, "finish", "", value=True))

    assert boards.open_board(store, INTERVIEW).state == {
        "move||crd-001": ["2", 2, NOON.timestamp(), "tab-1"],
        "finish||": [True, 3, NOON.timestamp(), "tab-1"],
    }


def test_a_board_that_was_begun_keeps_its_kit_and_its_interview(store, send):
    another = with_deck(a_kit("MES-1.K2"))
    with store() as uow:
        uow.kits.add(another)
        uow.commit()
    send(event(1))
    later, seats = NOON + timedelta(days=3), ["R-01"]

    with pytest.raises(NotAllowed) as kept:
        change_interview(
            store, interview=INTERVIEW, planned_at=later, kit=another.id, seats=seats, by=OWNER
        )
    moved = change_interview(
        store, interview=INTERVIEW, planned_at=later, kit=KitId("MES-1.K1"), seats=seats, by=OWNER
    )
    with pytest.raises(NotAllowed, match="someone has already entered evidence"):
        remove_candidate(
            store, lambda: NOON, candidate=CANDIDATE, reason="Added by mistake.", by=OWNER
        )

    assert str(kept.value) == (
        "The interview with C-01 keeps the kit MES-1.K1: the placement board has been started with "
        "its cards. Plan a second interview if you need another kit."
    )
    assert moved.planned_at == later
    assert board(store).placements.keys() == {"crd-001"}


def test_an_interview_with_a_finished_board_took_place(store, send):
    send(event(1), event(2, "finish", "", value=True))

    with pytest.raises(NotAllowed, match="can no longer be cancelled: part of it is complete"):
        remove_interview(store, lambda: NOON, interview=INTERVIEW, reason="Postponed.", by=OWNER)


def test_a_board_that_was_begun_comes_back_with_its_interview(store, send):
    send(event(1))
    remove_interview(store, lambda: NOON, interview=INTERVIEW, reason="Postponed.", by=OWNER)
    restore_interview(store, interview=INTERVIEW, by=OWNER)

    assert board(store).placements.keys() == {"crd-001"}


def test_a_finished_board_takes_a_bounded_amount(store, send):
    send(event(1, "finish", "", value=True))
    many = [event(n + 2, value="4") for n in range(LATE_AT_MOST)]
    assert send(*many).refused == []

    result = send(event(5000, value="2"), client="tab-2")

    assert result.refused == [
        Refusal(
            seq=5000,
            why=f"This board is finished and has taken {LATE_AT_MOST} more entries since, so it "
            "takes no more.",
        )
    ]
    assert send(*many[:3]).refused == []  # a repeated entry gets its first answer
