"""Role briefs: one row per saved revision, and what somebody typed and did not save yet."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, select

from assessment.domain.ids import RaterId, RequisitionId
from assessment.domain.role import RoleBrief
from db.repositories import writing
from db.tables import brief_drafts, briefs
from question_bank import Cell, Competency


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
        return _brief(row, saved_at=row["saved_at"]) if row else None

    def revisions(self, requisition: RequisitionId) -> list[RoleBrief]:
        query = select(briefs).where(briefs.c.requisition == requisition)
        rows = self._connection.execute(query.order_by(briefs.c.revision)).mappings()
        return [_brief(row, saved_at=row["saved_at"]) for row in rows]

    def keep_draft(self, brief: RoleBrief, keeper: RaterId | None) -> None:
        writing.put(
            self._connection,
            brief_drafts,
            {"requisition": brief.requisition, "keeper": keeper or ""},
            {"revision": brief.revision, **_fields(brief), "kept_at": brief.saved_at},
            name=f"a brief in preparation for {brief.requisition}",
        )

    def draft(self, requisition: RequisitionId, keeper: RaterId | None) -> RoleBrief | None:
        query = select(brief_drafts).where(_draft_of(requisition, keeper))
        row = self._connection.execute(query).mappings().one_or_none()
        return _brief(row, saved_at=row["kept_at"]) if row else None

    def drop_draft(self, requisition: RequisitionId, keeper: RaterId | None) -> None:
        which = _draft_of(requisition, keeper)
        writing.remove(self._connection, brief_drafts, which, name=requisition)


def _draft_of(requisition: RequisitionId, keeper: RaterId | None) -> ColumnElement[bool]:
    c = brief_drafts.c
    return and_(c.requisition == requisition, c.keeper == (keeper or ""))


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
    }


def _brief(row: RowMapping, *, saved_at: datetime) -> RoleBrief:
    return RoleBrief(
        requisition=row["requisition"],
        revision=row["revision"],
        title=row["title"],
        client=row["client"],
        enterprise_share=row["enterprise_share"],
        cells={Cell.parse(key): emphasis for key, emphasis in row["cells"].items()},
        organisational_scope=row["organisational_scope"],
        industry=row["industry"],
        weights={Competency(name): weight for name, weight in row["weights"].items()},
        rationale={Competency(name): why for name, why in row["rationale"].items()},
        required_score=row["required_score"],
        coverage_floor=row["coverage_floor"],
        to_clear_up=row["to_clear_up"],
        saved_at=saved_at,
    )
