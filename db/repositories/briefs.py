"""Role briefs: one row per saved revision."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Connection, RowMapping, select

from assessment.domain.brief_origin import ORIGIN, BriefOrigin
from assessment.domain.ids import RequisitionId
from assessment.domain.role import Emphasis, RoleBrief
from assessment.domain.stored_values import StoredCell, StoredNumber
from db.repositories import writing
from db.tables import briefs
from question_bank import Competency


class SqlBriefs:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, brief: RoleBrief) -> None:
        name = f"revision {brief.revision} of the brief of {brief.requisition}"
        key = {"requisition": brief.requisition, "revision": brief.revision}
        row = {**key, **_fields(brief), "saved_at": brief.saved_at}
        writing.add(self._connection, briefs, row, name=name)

    def latest(self, requisition: RequisitionId) -> RoleBrief | None:
        c = briefs.c
        query = (
            select(briefs).where(c.requisition == requisition).order_by(c.revision.desc()).limit(1)
        )
        row = self._connection.execute(query).mappings().one_or_none()
        return _brief(row) if row else None

    def revisions(self, requisition: RequisitionId) -> list[RoleBrief]:
        query = select(briefs).where(briefs.c.requisition == requisition)
        rows = self._connection.execute(query.order_by(briefs.c.revision)).mappings()
        return [_brief(row) for row in rows]


def _fields(brief: RoleBrief) -> Mapping[str, Any]:
    return {
        "title": brief.title,
        "client": brief.client,
        "enterprise_share": brief.enterprise_share,
        "cells": {cell.key: emphasis for cell, emphasis in brief.cells.items()},
        "organisational_scope": brief.organisational_scope,
        "industry": brief.industry,
        "weights": dict(brief.weights),
        "rationale": dict(brief.rationale),
        "required_score": brief.required_score,
        "coverage_floor": brief.coverage_floor,
        "to_clear_up": brief.to_clear_up,
        **_origin(brief),
    }


def _origin(brief: RoleBrief) -> Mapping[str, Any]:
    """Nothing for a brief that was written by hand: the column stays blank, as in those before."""
    if brief.origin == BriefOrigin():
        return {}
    return {"origin": ORIGIN.dump_python(brief.origin, mode="json")}


class _Documents(BaseModel):
    """The columns of a brief that hold more than one value."""

    cells: Mapping[StoredCell, Emphasis]
    weights: Mapping[Competency, StoredNumber]
    rationale: Mapping[Competency, str]
    origin: BriefOrigin | None = None
    """None in a brief that was saved before there was one."""


def _brief(row: RowMapping) -> RoleBrief:
    found = _Documents.model_validate(dict(row))
    return RoleBrief(
        requisition=row["requisition"],
        revision=row["revision"],
        title=row["title"],
        client=row["client"],
        enterprise_share=row["enterprise_share"],
        cells=dict(found.cells),
        organisational_scope=row["organisational_scope"],
        industry=row["industry"],
        weights=dict(found.weights),
        rationale=dict(found.rationale),
        required_score=row["required_score"],
        coverage_floor=row["coverage_floor"],
        to_clear_up=row["to_clear_up"],
        origin=found.origin or BriefOrigin(),
        saved_at=row["saved_at"],
    )
