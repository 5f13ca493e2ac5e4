"""What an interviewer is told of the board while it is played, and once it is finished."""

from dataclasses import replace

import pytest

from assessment.domain.deck import Deck
from assessment.domain.errors import NotFound, NotOnPanel
from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.permissions import Actor
from assessment.domain.requisition import SeatRole
from assessment.services.placement.board_inbox import record_board_events
from assessment.services.placement.board_progress import board_talk
from question_bank import Activity
from tests.boards import a_dealt_card, a_view
from tests.builders import INTERVIEW, SHEET, a_kit, a_seat, an_interview, furnish
from tests.fakes import StoppedClock, fake_open_uow

CELL = "3.production.dispatching"
DISPUTED = a_dealt_card(
    "crd-002",
    "3.quality.tracking",
    near=(Activity.DATA_COLLECTION,),
    other_views=(a_view("4", points=0.6), a_view("2", points=0.3)),
    statement="Keep the oven curve with the lot",
)
DECK = Deck(
    (a_dealt_card("crd-001"), DISPUTED, *(a_dealt_card(f"crd-{n:03}") for n in range(3, 10)))
)
OBSERVER = SheetKey(INTERVIEW, RaterId("R-03"))


def a_store(deck=DECK):
    made = fake_open_uow()
    seats = (a_seat(), a_seat("R-03", SeatRole.OBSERVER))
    furnish(made, an_interview(seats=seats), kit=replace(a_kit(), deck=deck))
    return made


def play(store, places, *, finish=True):
    moves = [("move", card, place) for card, place in places.items()]
    acts = [*moves, *([("finish", "", True)] if finish else [])]
    taken = record_board_events(
        store,
        StoppedClock(),
        interview=INTERVIEW,
        client="tab-1",
        events=[
            {"seq": n, "kind": kind, "item": "", "part": part, "value": value, "base": 0}
            for n, (kind, part, value) in enumerate(acts, 1)
        ],
    )
    assert taken.refused == []
    return board_talk(store, SHEET, by=Actor(rater=SHEET.rater))


def test_while_it_is_played_only_the_count_is_told():
    told = play(a_store(), {"crd-001": "4", "crd-002": "2"}, finish=False)

    assert told.document() == {
        "said": "2 of 9 placed · not finished",
        "finished": False,
        "cards": [],
    }


def test_a_finished_board_names_the_two_cards_with_every_place_that_earns_something():
    placed = dict.fromkeys(DECK.ids, CELL) | {"crd-001": "4", "crd-002": "3.quality.tracking"}

    told = play(a_store(), placed)

    assert told.document() == {
        "said": "9 of 9 placed · finished",
        "finished": True,
        "cards": [
            {
                "number": 1,
                "statement": "Hand job 88 to the crew of press 5",
                "why": "largest error",
                "put": "Level 4",
                "belongs": "production · dispatching",
                "right": False,
                "near": [],
                "views": [],
                "dispute": "",
            },
            {
                "number": 2,
                "statement": "Keep the oven curve with the lot",
                "why": "most disputed",
                "put": "quality · tracking",
                "belongs": "quality · tracking",
                "right": True,
                "near": ["data collection"],
                "views": [
                    {
                        "place": "Level 4",
                        "points": 0.6,
                        "reason": "it is done there in some plants",
                    },
                    {
                        "place": "Level 2",
                        "points": 0.3,
                        "reason": "it is done there in some plants",
                    },
                ],
                "dispute": "whose work it is",
            },
        ],
    }


def test_a_board_finished_below_eight_cards_says_that_it_is_not_rated():
    told = play(a_store(), dict.fromkeys(DECK.ids[2:], CELL))

    assert told.sentence == "7 of 9 placed · finished, not rated below 8"
    assert told.points == ()


def test_who_only_observes_is_told_nothing():
    with pytest.raises(NotOnPanel, match=r"^R-03 is not a rater in this interview with C-01\.$"):
        board_talk(a_store(), OBSERVER, by=Actor(rater=OBSERVER.rater))


def test_a_kit_without_an_exercise_says_so():
    with pytest.raises(NotFound, match="has no placement exercise"):
        board_talk(a_store(deck=None), SHEET, by=Actor(rater=SHEET.rater))
