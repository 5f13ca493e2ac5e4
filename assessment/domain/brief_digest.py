"""A digest of a saved brief, which the audit log has in the line of its saving."""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from assessment.domain.brief_origin import ORIGIN
from assessment.domain.role import RoleBrief

LENGTH = 32
"""Hexadecimal digits: 128 bits, so that nobody finds another brief with the same ones."""
_NOTED = re.compile(rf"revision ([0-9]{{1,9}})(?:, content ([0-9a-f]{{{LENGTH}}}))?")


def noted(brief: RoleBrief) -> str:
    """`revision 3, content 7d1e…`: the detail of the audit log's line."""
    return f"revision {brief.revision}, content {digest_of_brief(brief)}"


def read_noted(detail: str) -> tuple[int, str] | None:
    """The revision and the digest in such a detail, which an earlier version left blank."""
    found = _NOTED.fullmatch(detail)
    return (int(found[1]), found[2] or "") if found else None


def digest_of_brief(brief: RoleBrief) -> str:
    """The same for what was saved and for what is read back, from either kind of database."""
    told: Mapping[str, Any] = {
        "requisition": brief.requisition,
        "revision": brief.revision,
        "title": brief.title,
        "client": brief.client,
        "enterprise_share": brief.enterprise_share,
        "cells": {cell.key: emphasis for cell, emphasis in brief.cells.items()},
        "organisational_scope": brief.organisational_scope.value,
        "industry": brief.industry.value,
        "weights": {c.value: weight for c, weight in brief.weights.items()},
        "rationale": {c.value: said for c, said in brief.rationale.items()},
        "required_score": brief.required_score,
        "coverage_floor": brief.coverage_floor,
        "to_clear_up": brief.to_clear_up,
        "origin": ORIGIN.dump_python(brief.origin, mode="json"),
        "saved_at": brief.saved_at.timestamp(),
    }
    plain = json.dumps(_plain(told), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:LENGTH]


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """`value` with each number in one form: a database may give 20 back as 20.0."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
