"""The estimates of a role, from the ratings that its viewer may see.

Earlier ratings of the same questions say how hard those are, and earlier ratings by the same people
how strict they are, where that is switched on. They come from other roles' candidates whose debrief
is open, so that everybody on a role reads the same of them, and nothing of a sealed candidate is in
it.
"""

import hashlib
from collections.abc import Hashable, Mapping
from typing import NamedTuple

from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.interview import Interview
from assessment.domain.kit import BOARD_ITEM, AskedQuestion, InterviewKit
from assessment.domain.permissions import OWNER
from assessment.domain.practice import rounds_of
from assessment.domain.scorecard import Scorecard
from assessment.measurement.role import (
    STEPS,
    Estimate,
    Rated,
    RoleEstimates,
    RoleRatings,
    role_estimates,
)
from assessment.measurement.shortlist import board_level
from assessment.scoring.shortlist import C, P, Scores, place, scores
from assessment.services.practice.rules import StrictnessSources, sources_in
from assessment.services.reading.observations import points_of, submitted_observations
from assessment.services.reading.visible_ratings import (
    CandidateFile,
    RequisitionFile,
    requisition_file,
)
from assessment.services.store.generation import generation_of
from assessment.services.store.kept import Kept
from assessment.services.store.ports import UnitOfWork
from question_bank import Competency

MOST_KEPT = 200
"""Roles whose ratings are kept; with more they are read anew now and then."""
_kept: Kept[tuple[Rated, ...]] = Kept(MOST_KEPT)
"""Of other roles: by generation and role, with what the ratings were read from."""
MOST_VIEWS = 64
"""Roles as somebody sees them whose results are kept; with more the oldest are worked out anew."""
_own_ratings: Kept[tuple[Rated, ...]] = Kept(MOST_VIEWS)
_estimated: Kept[tuple[RoleEstimates | None]] = Kept(MOST_VIEWS)


def read_estimates(
    uow: UnitOfWork,
    file: RequisitionFile,
    profiles: Mapping[P, Mapping[C, float]],
    found: Mapping[str, Scores],
    *,
    floor: float,
    before: "KnownBefore | None" = None,
) -> RoleEstimates | None:
    """With intervals, ranges of ranks and tiers; `found` are the rubric scores of the candidates.

    `before` is what `known_before` read already, in the same transaction; without it, it is read.
    None where fewer than two candidates have ratings that the viewer may see.
    """
    ratings = _kept_ratings(uow, file)
    ranks = {p: {c: place(c, p, found) for c in found} for p in profiles}
    before = before or known_before(uow, file)
    return role_estimates(
        RoleRatings(
            ratings=ratings,
            earlier=before.ratings,
            severity_history=before.sources.history,
            practice=before.practice,
            weights=tuple(
                (str(p), tuple((str(c), float(w)) for c, w in weights.items()))
                for p, weights in profiles.items()
            ),
            kit=tuple(_reference_kit(file).items()),
            ranks=tuple(
                (str(p), tuple((c, rank) for c, rank in of.items() if rank is not None))
                for p, of in ranks.items()
            ),
            floor=floor,
            withdrawn=frozenset(
                str(c.candidate.id) for c in file.candidates if c.candidate.withdrawn_at
            ),
        )
    )


def candidate_estimates(
    uow: UnitOfWork,
    file: RequisitionFile,
    candidate: CandidateFile,
    profiles: Mapping[P, Mapping[C, float]],
    *,
    floor: float,
) -> Mapping[str, Estimate]:
    """By profile, those of one candidate beside the others; blank while it is sealed."""
    if not candidate.sight.others:
        return {}

    before = known_before(uow, file)

    def estimated() -> RoleEstimates | None:
        ids = [c.candidate.id for c in file.candidates]
        numbers = scores(submitted_observations(file), ids, profiles, floor=floor)
        return read_estimates(uow, file, profiles, numbers, floor=floor, before=before)

    name = kept_name(uow, file)
    if name is None:
        found = estimated()
    else:
        state = (file, dict(profiles), floor, before)
        (found,) = _estimated.or_made(name, state, lambda: (estimated(),))
    return found.of(candidate.candidate.id) if found else {}


def kept_name(uow: UnitOfWork, file: RequisitionFile) -> Hashable | None:
    """Under what a result from `file` is kept; None where nothing may be kept.

    What it was made from, `file` itself with all that its viewer may see, belongs into the state.
    """
    generation = generation_of(uow)
    return (generation, file.requisition.id, file.viewer.rater) if generation else None


class KnownBefore(NamedTuple):
    """What is known of questions and raters before a role's own ratings."""

    ratings: tuple[Rated, ...]
    """Of other roles' open candidates: on the same questions or, if wanted, by the same raters."""
    practice: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    """Rater, and key and level, from 0, of every answer of the finished rounds; if wanted."""
    sources: StrictnessSources


def known_before(uow: UnitOfWork, file: RequisitionFile) -> KnownBefore:
    """The same for everybody who sees the same of the role."""
    ratings, sources = _kept_ratings(uow, file), sources_in(uow)
    items = frozenset(r.item for r in ratings)
    raters = frozenset(r.rater for r in ratings if r.rater is not None)
    wanted = raters if sources.history else frozenset()
    return KnownBefore(
        _earlier(uow, file.requisition.id, items, wanted),
        _practice(uow, raters) if sources.practice else (),
        sources,
    )


def _kept_ratings(uow: UnitOfWork, file: RequisitionFile) -> tuple[Rated, ...]:
    name = kept_name(uow, file)
    if name is None:
        return ratings_of(file)
    return _own_ratings.or_made(name, file, lambda: ratings_of(file))


def ratings_of(file: RequisitionFile) -> tuple[Rated, ...]:
    """Every level of a submitted scorecard that the viewer may see, and the finished boards."""
    names: Names = {}
    found = [r for c in file.candidates for r in _of_candidate(file, c, names)]
    return tuple(sorted(found, key=lambda r: (r.candidate, r.occasion, r.rater or "")))


Names = dict[int, tuple[str, str]]
"""Question and competency of each item by its identity: the file holds them all meanwhile."""


def _of_candidate(file: RequisitionFile, candidate: CandidateFile, names: Names) -> list[Rated]:
    return [
        rated
        for interview in candidate.interviews
        if (cards := [c for c in candidate.submitted if c.sheet.interview == interview.id])
        for rated in (
            *(r for card in cards for r in _of_scorecard(file, candidate, card, interview, names)),
            *_of_board(file, candidate, interview),
        )
    ]


def _of_scorecard(
    file: RequisitionFile,
    candidate: CandidateFile,
    card: Scorecard,
    interview: Interview,
    names: Names,
) -> list[Rated]:
    found: list[Rated] = []
    for item in file.items_of(interview, card):
        level = card.record(item.id).level
        if level is None:
            continue
        if (named := names.get(id(item))) is None:
            named = names[id(item)] = (question_name(item.asked), item.asked.competency.value)
        occasion = f"{interview.id}/{item.id}"
        found.append(Rated(candidate.candidate.id, card.sheet.rater, *named, level - 1, occasion))
    return found


def _of_board(file: RequisitionFile, candidate: CandidateFile, interview: Interview) -> list[Rated]:
    """A finished board is one item of placement that nobody rated."""
    board = candidate.boards.get(interview.id)
    fraction = points_of(file, interview, board).fraction if board else None
    if fraction is None:
        return []
    return [
        Rated(
            candidate=candidate.candidate.id,
            rater=None,
            item=board_name(file.kit_of(interview)),
            competency=Competency.PLACEMENT.value,
            level=board_level(fraction, STEPS),
            occasion=f"{interview.id}/{BOARD_ITEM}",
        )
    ]


def question_name(asked: AskedQuestion) -> str:
    """`prd-dsp-001 revision 2, execution`: only the same words have the same difficulty."""
    return f"{asked.question} revision {asked.revision}, {asked.competency.value}"


def board_name(kit: InterviewKit) -> str:
    """The same for the same cards in the same revisions."""
    cards = sorted(f"{c.id}/{c.revision}" for c in (kit.deck.cards if kit.deck else ()))
    told = hashlib.sha256(" ".join(cards).encode()).hexdigest()[:12]
    return f"{BOARD_ITEM} of cards {told}"


def _reference_kit(file: RequisitionFile) -> dict[str, float]:
    """The items of the role's first frozen kit: parallel forms are compared on it."""
    kit = next(iter(file.kits.values()), None)
    if kit is None:
        return {}
    board = {board_name(kit): 1.0} if kit.deck else {}
    return board | {question_name(i.asked): i.weight for i in kit.items}


def _practice(
    uow: UnitOfWork, raters: frozenset[str]
) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """Key and level, from 0, of every answer that each rater finished rating for practice."""
    return tuple(
        (rater, tuple((key - 1, level - 1) for key, level in pairs))
        for rater in sorted(raters)
        if (
            pairs := [
                pair
                for each in rounds_of(uow.practice.of(RaterId(rater)))
                if each.finished_at is not None
                for pair in each.pairs
            ]
        )
    )


def _earlier(
    uow: UnitOfWork, requisition: RequisitionId, items: frozenset[str], raters: frozenset[str]
) -> tuple[Rated, ...]:
    """Ratings of other roles' candidates who were rated on one of `items` or by one of `raters`."""
    found: list[Rated] = []
    for other in uow.requisitions.all():
        kits = uow.kits.of(other.id) if other.id != requisition else []
        panel = (m.rater for m in uow.requisitions.panel(other.id)) if kits and raters else ()
        if any(not items.isdisjoint(_names(kit)) for kit in kits) or not raters.isdisjoint(panel):
            rated = _open_ratings(uow, other.id)
            people = {r.candidate for r in rated if r.item in items or r.rater in raters}
            found += [r for r in rated if r.candidate in people]
    return tuple(found)


def _open_ratings(uow: UnitOfWork, requisition: RequisitionId) -> tuple[Rated, ...]:
    """What anybody on another role may see of this one; read anew only where it may differ."""
    interviews = uow.interviews.of_requisition(requisition)
    debriefs = uow.debriefs.of_requisition(requisition)
    ids = [i.id for i in interviews]
    state = (
        tuple(interviews),
        tuple(record.id for records in debriefs.values() for record in records),
        uow.entries.positions(ids),
        uow.boards.positions(ids),
    )
    name = (generation_of(uow), requisition)
    if not name[0]:
        return ratings_of(requisition_file(uow, requisition, by=OWNER))
    return _kept.or_made(
        name, state, lambda: ratings_of(requisition_file(uow, requisition, by=OWNER))
    )


def _names(kit: InterviewKit) -> list[str]:
    questions = [question_name(item.asked) for item in kit.items]
    return [*questions, *([board_name(kit)] if kit.deck else [])]
