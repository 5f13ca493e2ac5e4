"""The candidates' log of their boards, in every store."""

from dataclasses import replace

import pytest

from assessment.domain.board import BoardEntry, BoardKind
from assessment.domain.deck import Deck
from assessment.domain.errors import Invalid, NotFound
from assessment.domain.ids import InterviewId
from assessment.domain.kit import KitDraft, contents, digest_of
from assessment.domain.rating import Standing
from tests.boards import a_dealt_card
from tests.builders import INTERVIEW, NOON, REQUISITION, a_kit, an_interview, furnish

SECOND = InterviewId("MES-1.C-02.1")
DECK = Deck((a_dealt_card("crd-001"), a_dealt_card("crd-002", "none")))


@pytest.fixture
def store(any_store):
    kit = a_kit()
    digest = digest_of(contents(kit.minutes, kit.items, kit.weights, DECK))
    furnish(
        any_store,
        an_interview(),
        an_interview(SECOND),
        kit=replace(kit, deck=DECK, digest=digest),
    )
    return any_store


def an_entry(seq=1, interview=INTERVIEW, **more):
    plain = {"client": "tab-1", "kind": BoardKind.MOVE, "part": "crd-001", "value": "4"}
    return BoardEntry(id=0, interview=interview, seq=seq, at=NOON, **plain | more)


def append(store, *entries):
    with store() as uow:
        stored = [uow.boards.append(e) for e in entries]
        uow.commit()
    return stored


@pytest.mark.parametrize(
    ("kind", "part", "value"),
    [
        (BoardKind.CONVENTION, "", "own_words"),
        (BoardKind.CONVENTION, "", None),
        (BoardKind.WORDS, "", ""),
        (BoardKind.WORDS, "", "système d’atelier 生产 😀"),
        (BoardKind.MOVE, "crd-002", "3.production.detailed_scheduling"),
        (BoardKind.MOVE, "crd-002", None),
        (BoardKind.FOOTPRINT, "maintenance.definition_management", True),
        (BoardKind.FOOTPRINT, "maintenance.definition_management", False),
        (BoardKind.FINISH, "", True),
    ],
)
def test_an_entry_comes_back_as_it_went_in(store, kind, part, value):
    entry = an_entry(kind=kind, part=part, value=value, standing=Standing.LATE, client_at=NOON)

    (stored,) = append(store, entry)

    with store(read_only=True) as uow:
        assert uow.boards.log(INTERVIEW) == [stored]
    assert replace(stored, id=0) == entry


def test_a_log_keeps_its_order_and_its_interview(store):
    append(store, an_entry(2, value="1"), an_entry(1, SECOND), an_entry(1, value="2"))

    with store(read_only=True) as uow:
        assert [e.seq for e in uow.boards.log(INTERVIEW)] == [2, 1]
        logs = uow.boards.logs([INTERVIEW, SECOND, InterviewId("MES-1.C-09.1")])
        assert {i: len(log) for i, log in logs.items()} == {INTERVIEW: 2, SECOND: 1}


def test_one_number_of_one_page_is_stored_once(store):
    append(store, an_entry())

    with pytest.raises(Invalid, match=r"The board of .* already has number 1 of tab-1\."):
        append(store, an_entry(value="2"))


def test_an_interview_that_is_not_stored_has_no_board(store):
    with pytest.raises(NotFound):
        append(store, an_entry(interview=InterviewId("MES-1.C-09.1")))


def test_a_deck_is_frozen_with_its_kit(store):
    with store(read_only=True) as uow:
        kit = uow.kits.find(an_interview().kit)

    assert kit.deck == DECK
    assert kit.digest == digest_of(contents(kit.minutes, kit.items, kit.weights, kit.deck))


def test_the_cards_of_a_kit_in_preparation_are_kept_in_order(store):
    draft = KitDraft(
        requisition=REQUISITION, minutes=60, questions=("plc-001",), cards=("crd-002", "crd-001")
    )
    with store() as uow:
        uow.kits.save_draft(draft)
        uow.commit()

    with store(read_only=True) as uow:
        assert uow.kits.draft(REQUISITION) == draft


def test_the_position_of_each_board_moves_with_its_own_entries_alone(store):
    with store(read_only=True) as uow:
        assert uow.boards.positions([INTERVIEW, SECOND]) == {}
        assert uow.boards.positions([]) == {}

    first, other = append(store, an_entry(), an_entry(interview=SECOND))

    with store(read_only=True) as uow:
        assert uow.boards.positions([INTERVIEW])[INTERVIEW].newest == first.id
        both = uow.boards.positions([INTERVIEW, SECOND])
    assert {i: at.newest for i, at in both.items()} == {INTERVIEW: first.id, SECOND: other.id}
