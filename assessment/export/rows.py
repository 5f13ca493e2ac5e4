"""Domain values to rows of the three files; nothing is looked up here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from assessment.domain.chain import Head
from assessment.domain.ids import InterviewId, RequisitionId
from assessment.domain.kit import BOARD_ITEM, InterviewKit, KitItem, digest_of
from assessment.domain.scorecard import ItemRecord, Scorecard, items_of
from assessment.export.columns import (
    BRIEF,
    COLUMNS,
    ESTIMATED,
    LIST_SEPARATOR,
    PROFILE_NUMBERS,
    PROFILES,
    RATINGS,
    SCHEMA,
)
from assessment.export.tables import Cell
from assessment.measurement.role import Estimate
from assessment.scoring.rubric import value_of
from assessment.scoring.shortlist import Profiles, Scores
from question_bank import Competency

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an export comes from; stands in every row of the shortlist and in the manifest."""

    requisition: RequisitionId
    bank_version: str
    levelset_version: str
    exported_at: datetime
    coverage_floor: float
    """Below it a score is provisional."""
    weights_hash: str
    heads: Mapping[str, Head] = field(default_factory=dict)
    """How the chains ended of what is exported, and of the audit log."""


def instant(at: datetime) -> str:
    """ISO 8601 in UTC: `2026-03-02T12:00:00Z`."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def joined(texts: Sequence[str]) -> str:
    return LIST_SEPARATOR.join(texts)


def rating_rows(
    card: Scorecard, kit: InterviewKit, *, requisition: RequisitionId, candidate: str, rater: str
) -> list[Row]:
    """One row for every item of this rater's sheet, rated or not: the kit's and those she added."""
    sheet: Row = {
        "schema": SCHEMA,
        "requisition": requisition,
        "candidate": candidate,
        "interview": card.sheet.interview,
        "rater": rater,
        "scorecard_status": card.status.value,
        "kit_hash": kit.digest,
    }
    return [{**sheet, **_asked(i), **_noted(i, card.record(i.id))} for i in items_of(kit, card)]


def board_row(
    interview: InterviewId,
    kit: InterviewKit,
    fraction: float,
    *,
    finished_at: datetime | None,
    requisition: RequisitionId,
    candidate: str,
) -> Row:
    """A finished placement board: one item of `placement`, rated by its fraction and by nobody."""
    blank: dict[str, Cell] = dict.fromkeys(COLUMNS[RATINGS])
    return blank | {
        "schema": SCHEMA,
        "requisition": requisition,
        "candidate": candidate,
        "interview": interview,
        "item": BOARD_ITEM,
        "competency": Competency.PLACEMENT.value,
        "item_weight": 1.0,
        "value": fraction,
        "rated_at": instant(finished_at) if finished_at else None,
        "kit_hash": kit.digest,
    }


def _asked(item: KitItem) -> Row:
    asked = item.asked
    return {
        "item": item.id,
        "question": asked.question,
        "revision": asked.revision,
        "competency": asked.competency.value,
        "operations_category": asked.operations_category and asked.operations_category.value,
        "activity": asked.activity and asked.activity.value,
        "functional_level": asked.functional_level,
        "target_level": asked.target_level,
        "item_weight": item.weight,
        "question_title": asked.title,
        "question_prompt": asked.prompt,
    }


def _noted(item: KitItem, record: ItemRecord) -> Row:
    asked, level = item.asked, record.level
    return {
        "level": level,
        "value": None if level is None else value_of(level),
        "not_rated_reason": record.not_rated and record.not_rated.value,
        "wrong_beliefs": joined([asked.wrong_beliefs[n] for n in record.beliefs]),
        "probes_used": joined([asked.probes[n] for n in record.probes]),
        "evidence": record.evidence,
        "rated_at": instant(record.rated_at) if record.rated_at else None,
    }


def shortlist_row(
    candidate: str,
    scores: Scores | None,
    estimates: Mapping[str, Estimate],
    *,
    recommendation: str,
    kit_hashes: Sequence[str],
    origin: Origin,
) -> Row:
    """One candidate's row; without scores (still sealed for the viewer) its numbers are blank.

    `estimates` are by profile. Where there is none, ranks and tier are blank as well, because a
    rank is never given without its range.
    """
    row: dict[str, Cell] = {
        f"{number}_{profile}": None for profile in PROFILES for number in PROFILE_NUMBERS
    }
    row |= {f"s_{c.value}": None for c in Competency}
    row |= {"raters": None, "rated_items": None}
    if scores:
        row |= numbers(scores)
        row |= estimated(estimates)
    return row | {
        "schema": SCHEMA,
        "requisition": origin.requisition,
        "candidate": candidate,
        "recommendation": recommendation,
        "weights_hash": origin.weights_hash,
        "kit_hashes": joined(kit_hashes),
        "bank_version": origin.bank_version,
        "levelset_version": origin.levelset_version,
        "exported_at": instant(origin.exported_at),
    }


def numbers(scores: Scores) -> Row:
    """The columns of the shortlist that follow from ratings and weights."""
    row: dict[str, Cell] = {"raters": scores.raters, "rated_items": scores.rated_items}
    row |= {f"s_{c.value}": s for c, s in scores.by_competency.items()}
    for profile, under in scores.by_profile.items():
        row[f"score_{profile}"] = under.score
        row[f"coverage_{profile}"] = under.coverage
        row[f"provisional_{profile}"] = under.provisional
    return row


def estimated(estimates: Mapping[str, Estimate]) -> Row:
    """The columns of the shortlist that come from the model of the ratings."""
    return {
        f"{number}_{profile}": getattr(estimate, number)
        for profile, estimate in estimates.items()
        for number in ESTIMATED
    }


def weight_rows(profiles: Profiles, rationale: Mapping[Competency, str]) -> list[Row]:
    """Every profile's weights; the brief's own come with the reason for each edit."""
    return [
        {
            "profile": profile,
            "competency": str(competency),
            "weight": float(weight),
            "rationale": rationale.get(Competency(competency)) if profile == BRIEF else None,
        }
        for profile, weights in profiles.items()
        for competency, weight in weights.items()
    ]


def weights_hash(profiles: Profiles) -> str:
    """Twelve hex digits over every profile's weights, whatever order they stand in."""
    return digest_of({p: {c: float(w) for c, w in ws.items()} for p, ws in profiles.items()})
