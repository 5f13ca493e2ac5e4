"""What an interviewer is told of the board while it is played and talked about."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.comparison.talking_points import TalkingPoint, talking_points
from assessment.domain.deck import Deck
from assessment.domain.ids import SheetKey
from assessment.domain.permissions import Action, Actor
from assessment.scoring.placement import FEWEST_PLACED, board_points
from assessment.services.placement import boards
from assessment.services.recording.sheets import meeting
from assessment.services.store.permits import acting, permit_sheet
from assessment.services.store.ports import OpenUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardTalk:
    """A board as far as it is; the cards to talk about once it is finished."""

    placed: int
    of: int
    finished: bool
    points: tuple[TalkingPoint, ...]
    deck: Deck

    @property
    def sentence(self) -> str:
        """`9 of 12 placed · not finished`."""
        few = f", not rated below {FEWEST_PLACED}" if self.placed < FEWEST_PLACED else ""
        state = f"finished{few}" if self.finished else "not finished"
        return f"{self.placed} of {self.of} placed · {state}"

    def document(self) -> Mapping[str, object]:
        """Plain values for the live screen."""
        return {
            "said": self.sentence,
            "finished": self.finished,
            "cards": [self._card(point) for point in self.points],
        }

    def _card(self, point: TalkingPoint) -> Mapping[str, object]:
        card, placement = point.card.card, point.card.placement
        return {
            "number": self.deck.ids.index(card.id) + 1,
            "statement": card.statement,
            "why": point.why.label,
            "put": placement.label,
            "belongs": card.place.label,
            "right": placement == card.place,
            "near": [activity.label for activity in card.near],
            "views": [
                {"place": v.label, "points": v.points, "reason": v.reason} for v in card.other_views
            ],
            "dispute": card.dispute,
        }


def board_talk(open_uow: OpenUnitOfWork, sheet: SheetKey, *, by: Actor) -> BoardTalk:
    """For a rating seat of the interview; NotOnPanel for anybody else.

    The keys stay here until the candidate has finished: a glance at an interviewer's screen then
    cannot help with the board.
    """
    with acting(open_uow, by, read_only=True) as uow:
        permit_sheet(uow, by, Action.SEE_SCORECARD, sheet)
        meeting(uow, sheet)
        view = boards.view(uow, sheet.interview)
    finished = view.board.finished_at is not None
    points = board_points(view.deck.cards, view.board.placements)
    return BoardTalk(
        placed=points.placed,
        of=len(view.deck.cards),
        finished=finished,
        points=talking_points(points) if finished else (),
        deck=view.deck,
    )
