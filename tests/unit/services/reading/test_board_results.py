"""Boards are read through the gate of the records, and laid beside those with the same cards."""

from dataclasses import replace

import pytest

from assessment.domain.deck import Deck
from assessment.domain.errors import NotFound
from assessment.domain.ids import InterviewId, KitId
from assessment.domain.permissions import Actor
from assessment.services.reading.board_results import NOT_FINISHED, boards_by_deck, read_board
from assessment.services.reading.visible_ratings import read_requisition
from tests.boards import a_dealt_card, at
from tests.builders import KIT, a_kit, an_interview, furnish
from tests.fakes import fake_open_uow
from tests.placed_boards import DECK, KEYED, lay
from tests.shortlist import FIRST, MES_1, NAMES, OTHER, PANEL, SECOND, STRANGER, fill, fill_all

AGAIN = InterviewId("MES-1.C-01.2")
K2 = KitId("MES-1.K2")
OTHER_DECK = Deck((a_dealt_card("crd-099", "4"),))


@pytest.fixture
def store():
    made = fake_open_uow()
    meetings = [an_interview(i, seats=PANEL) for i in (FIRST, OTHER)]
    furnish(made, *meetings, kit=replace(a_kit(), deck=DECK), names=NAMES)
    return made


def decks(store, rater=None):
    return boards_by_deck(read_requisition(store, MES_1, by=Actor(rater=rater)))


def blanks(store, rater=None):
    return [[(b.label, b.blank_because) for b in d.boards] for d in decks(store, rater)]


def test_boards_that_anybody_may_read_stand_side_by_side(store):
    for interview in (FIRST, OTHER):
        lay(store, interview, KEYED | {"crd-003": "4"} if interview == OTHER else KEYED)
        fill_all(store, interview)

    (shared,) = decks(store)
    assert list(shared.readable) == ["C-01", "C-02"]
    assert [(d.card.id, d.by_place) for d in shared.differences] == [
        ("crd-003", {at(KEYED["crd-003"]): ("C-01",), at("4"): ("C-02",)})
    ]


def test_a_sealed_candidate_is_blank_also_for_a_rater_who_saw_the_board(store):
    lay(store, FIRST)
    fill(store, SECOND)

    file = read_requisition(store, MES_1, by=Actor(rater=SECOND))
    (candidate, _) = file.candidates
    assert read_board(file, candidate, candidate.interviews[0])
    assert blanks(store, SECOND) == [
        [("C-01", "1 of 3 scorecards in"), ("C-02", "hidden until you submit your scorecard")]
    ]


def test_somebody_without_a_seat_reads_no_board(store):
    lay(store, FIRST)
    fill_all(store)

    with pytest.raises(NotFound):
        blanks(store, STRANGER)


def test_a_board_that_is_not_finished_is_not_read(store):
    lay(store, FIRST, finish=False)
    fill_all(store)

    assert blanks(store)[0][0] == ("C-01", NOT_FINISHED)


def test_two_interviews_of_one_candidate_are_told_apart_and_other_decks_stand_apart(store):
    with store() as uow:
        uow.kits.add(replace(a_kit(K2), deck=OTHER_DECK))
        uow.commit()
    furnish(store, an_interview(AGAIN, kit=K2, seats=PANEL))

    assert [(d.deck, [b.label for b in d.boards]) for d in decks(store)] == [
        (DECK, ["C-01, interview 1", "C-02"]),
        (OTHER_DECK, ["C-01, interview 2"]),
    ]


def test_a_shortlist_without_the_exercise_has_no_boards():
    plain = fake_open_uow()
    furnish(plain, an_interview(FIRST, kit=KIT))

    assert decks(plain) == ()
