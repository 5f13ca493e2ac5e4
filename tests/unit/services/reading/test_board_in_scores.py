"""A finished board is one more item of `placement`, in scores and in every file.

Eight cards of production dispatching, 5 points each. Six lie there; two lie on Level 4, one level
off, which earns 1 each: 32 of 40 points, 0.8. One question on placement was rated 2, which is 0.25.
s_placement = (0.25 + 0.8) / 2 = 0.525.
"""

import csv
import io
from dataclasses import replace

import pytest

from assessment.domain.board import BoardEntry, BoardKind
from assessment.domain.deck import Deck
from assessment.domain.ids import RequisitionId
from assessment.domain.kit import contents, digest_of
from assessment.domain.permissions import OWNER, Actor
from assessment.domain.rating import Kind, Recommendation
from assessment.domain.requisition import SeatRole
from assessment.export.verify import verify
from assessment.services.reading.comparisons import read_comparison
from assessment.services.reading.exports import export_requisition, ratings_csv
from assessment.services.reading.observations import submitted_observations
from assessment.services.reading.scorecards import read_scorecard
from assessment.services.reading.visible_ratings import read_requisition
from question_bank import Competency
from tests.boards import a_dealt_card
from tests.builders import (
    INTERVIEW,
    KIT,
    NOON,
    OTHER_RATER,
    RATER,
    REQUISITION,
    SHEET,
    a_bank,
    a_kit,
    a_question,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow

CARDS = tuple(f"crd-{n:03}" for n in range(1, 9))
DECK = Deck(tuple(a_dealt_card(card) for card in CARDS))
HOME, UP = "3.production.dispatching", "4"


def a_store(*placed: str, finished: bool = True, submitted: bool = True):
    """One rater, one observer, one question, and a board with `placed` on its first cards."""
    kit = a_kit(
        KIT, questions=[a_question("plc-001", title="MES or MOM", competency=Competency.PLACEMENT)]
    )
    digest = digest_of(contents(kit.minutes, kit.items, kit.weights, DECK))
    store = fake_open_uow()
    seats = (a_seat(RATER), a_seat(OTHER_RATER, SeatRole.OBSERVER))
    furnish(store, an_interview(seats=seats), kit=replace(kit, deck=DECK, digest=digest))
    marks = [
        (Kind.VERDICT, 2),
        (Kind.RECOMMENDATION, Recommendation.MIXED),
        (Kind.REASONS, "Placement wavers."),
        *([(Kind.SUBMIT, True)] if submitted else []),
    ]
    moves = [(BoardKind.MOVE, card, to) for card, to in zip(CARDS, placed, strict=False)]
    with store() as uow:
        for seq, (kind, value) in enumerate(marks, 1):
            uow.entries.append(an_entry(value, kind=kind, seq=seq))
        ending = [(BoardKind.FINISH, "", True)] if finished else []
        for seq, (kind, part, value) in enumerate([*moves, *ending], 1):
            uow.boards.append(
                BoardEntry(
                    id=0,
                    interview=INTERVIEW,
                    client="tablet",
                    seq=seq,
                    kind=kind,
                    part=part,
                    value=value,
                    at=NOON,
                )
            )
        uow.commit()
    return store


WHOLE = (*[HOME] * 6, UP, UP)


def observed(store, rater=None):
    table = submitted_observations(read_requisition(store, REQUISITION, by=Actor(rater=rater)))
    return sorted(zip(table["item"], table["rater"].fillna(""), table["value"], strict=True))


def exported(store, kind=ratings_csv, rater=None):
    return kind(store, a_bank(), StoppedClock(), RequisitionId(REQUISITION), by=Actor(rater=rater))


def rows(store, rater=None):
    text = exported(store, rater=rater).decode("utf-8-sig")
    return [
        (r["item"], r["rater"], r["level"], r["value"]) for r in csv.DictReader(io.StringIO(text))
    ]


def test_the_board_counts_beside_the_question():
    store = a_store(*WHOLE)

    assert observed(store) == [
        (f"{INTERVIEW}/board", "", pytest.approx(0.8)),
        (f"{INTERVIEW}/q01", RATER, 0.25),
    ]
    (row,) = read_comparison(store, a_bank(), REQUISITION, by=OWNER).candidates
    assert row.scores.by_competency == {Competency.PLACEMENT: pytest.approx(0.525)}
    assert (row.scores.raters, row.scores.rated_items) == (1, 2)


@pytest.mark.parametrize(
    "store",
    [
        a_store(*WHOLE, finished=False),
        a_store(*WHOLE[:7]),
        a_store(),
    ],
    ids=["not finished", "seven placed", "nothing done"],
)
def test_a_board_that_is_not_rated_changes_nothing(store):
    assert observed(store) == [(f"{INTERVIEW}/q01", RATER, 0.25)]
    assert rows(store) == [("q01", RATER, "2", "0.25")]


def test_its_row_has_neither_rater_nor_level_and_recomputes():
    store = a_store(*WHOLE)

    assert rows(store) == [("q01", RATER, "2", "0.25"), ("board", "", "", "0.8")]
    assert verify(exported(store, export_requisition)) == ()


def test_before_the_debrief_only_its_raters_read_it():
    store = a_store(*WHOLE, submitted=False)

    def boards(rater):
        return read_requisition(store, REQUISITION, by=Actor(rater=rater)).candidates[0].boards

    assert list(boards(RATER)) == [INTERVIEW]
    assert (boards(OTHER_RATER), boards(None)) == ({}, {})
    assert observed(store) == []
    assert rows(store, rater=RATER) == [("q01", RATER, "2", "0.25")]


def test_a_rater_s_own_draft_counts_the_board_for_her():
    store = a_store(*WHOLE, submitted=False)

    found = read_scorecard(store, a_bank(), REQUISITION, SHEET, by=Actor(rater=RATER))

    assert found.scores.by_competency == {Competency.PLACEMENT: pytest.approx(0.525)}
