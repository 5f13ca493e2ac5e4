"""A requisition with given ratings, exported and verified: what the oracles are compared with."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from assessment.domain.ids import SheetKey
from assessment.domain.kit import InterviewKit, contents, digest_of
from assessment.domain.permissions import OWNER
from assessment.domain.rating import EntryValue, Kind, NotRated
from assessment.export.verify import verify
from assessment.services.reading.exports import export_requisition
from assessment.services.store.ports import OpenUnitOfWork
from question_bank import Competency
from tests.builders import (
    ENTERPRISE,
    KIT,
    PLANT,
    REQUISITION,
    a_bank,
    a_brief,
    a_kit,
    a_kit_item,
    a_seat,
    an_entry,
    an_interview,
    furnish,
)
from tests.fakes import StoppedClock, fake_open_uow
from tests.oracles.score_by_hand import Rating
from tests.unit.export.repacking import contents as unzipped

Weights = Mapping[str, Fraction]


class Exported(NamedTuple):
    archive: bytes
    shortlist: list[dict[str, str]]


def exported(
    ratings: Sequence[Rating], own: Weights, raters: Sequence[str]
) -> tuple[Exported, dict[str, Weights]]:
    """The export of a requisition with these ratings, and the weights of every profile in it."""
    store = fake_open_uow()
    candidates = sorted({r.candidate for r in ratings})
    seats = tuple(a_seat(rater) for rater in raters)
    planned = [an_interview(f"{REQUISITION}.{c}.1", seats=seats) for c in candidates]
    furnish(store, *planned, kit=_kit(ratings))
    brief = {c: float(own.get(c.value, 0)) for c in Competency}
    with store() as uow:
        uow.briefs.add(a_brief(REQUISITION, revision=2, weights=brief))
        uow.commit()
    for interview, candidate in zip(planned, candidates, strict=True):
        for rater in raters:
            mine = [r for r in ratings if (r.candidate, r.rater) == (candidate, rater)]
            _fill(store, SheetKey(interview.id, seats[raters.index(rater)].rater), mine)
    archive = export_requisition(store, a_bank(), StoppedClock(), REQUISITION, by=OWNER)
    text = unzipped(archive)["shortlist.csv"].decode()
    return Exported(archive, list(csv.DictReader(io.StringIO(text, newline="")))), _profiles(brief)


def _kit(ratings: Iterable[Rating]) -> InterviewKit:
    kit, asked = a_kit(KIT), {r.item: r for r in ratings}
    items = []
    for item, rating in sorted(asked.items()):
        plain = a_kit_item(item, weight=float(rating.weight))
        question = replace(
            plain.asked, question=f"own-{item}", competency=Competency(rating.competency)
        )
        items.append(replace(plain, asked=question))
    held = tuple(items)
    return replace(kit, items=held, digest=digest_of(contents(kit.minutes, held, kit.weights)))


def _fill(store: OpenUnitOfWork, sheet: SheetKey, mine: Iterable[Rating]) -> None:
    told: list[tuple[Kind, str, EntryValue]] = []
    submitted = False
    for rating in mine:
        submitted = rating.submitted
        value: EntryValue = NotRated.NO_EVIDENCE if rating.level is None else rating.level
        told.append((Kind.VERDICT, rating.item, value))
    if submitted:
        told.append((Kind.SUBMIT, "", True))
    with store() as uow:
        for seq, (kind, item, value) in enumerate(told, 1):
            uow.entries.append(an_entry(value, kind=kind, item=item, sheet=sheet, seq=seq))
        uow.commit()


def _profiles(brief: Mapping[Competency, float]) -> dict[str, Weights]:
    given = {"plant": PLANT, "enterprise": ENTERPRISE, "brief": brief}
    equal = dict.fromkeys(Competency, 1.0)
    return {
        name: {c.value: Fraction(w) for c, w in weights.items()}
        for name, weights in (given | {"equal": equal}).items()
    }


def problems(archive: bytes) -> list[str]:
    """What `levelset verify` would say of it."""
    return [str(problem) for problem in verify(archive)]
