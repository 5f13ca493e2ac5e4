"""Where a brief comes from: what it began with, and what the client answered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal

from pydantic import TypeAdapter

from assessment.domain.stored_values import StoredCell, StoredNumber, StoredTexts
from question_bank import Competency, OrganisationalScope


class WayIn(StrEnum):
    """What a proposal for a brief was made from."""

    ROLE = "role"
    CONVERSATION = "conversation"
    ADVERT = "advert"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefStart:
    """What a brief began with, so that every later change can be shown beside it."""

    way_in: WayIn | None
    """None where somebody began by hand, before the first answer of a conversation."""
    name: str = ""
    """The role's name or the advert's file, as it was called then."""
    role: str = ""
    """The id of the role in the catalogue; blank for anything else."""
    title: str = ""
    """A suggested title; blank where there was none."""
    cells: Mapping[StoredCell, Literal[1, 2]]
    organisational_scope: OrganisationalScope
    enterprise_share: int
    weights: Mapping[Competency, StoredNumber]
    rationale: Mapping[Competency, str] = field(default_factory=dict)
    asks: StoredTexts = ()
    """The open questions that came with it; they go with it where nobody reworded them."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why, by item: `cells.production.dispatching`, `organisational_scope`, `enterprise_share`,
    `weights.execution`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAnswer:
    """What the client answered to one question of the conversation."""

    chosen: StoredTexts = ()
    """The ids of the answers that apply."""
    note: str = ""
    """The client's own words, as typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOrigin:
    """Everything that a brief was made from, kept with each revision."""

    start: BriefStart | None = None
    answers: Mapping[str, ClientAnswer] = field(default_factory=dict)
    """By the id of the question."""


def origin_cleaned(origin: BriefOrigin, clean: Callable[[str], str]) -> BriefOrigin:
    """Return `origin` with each of the client's own words passed through `clean`."""
    answers = {q: replace(answer, note=clean(answer.note)) for q, answer in origin.answers.items()}
    return replace(origin, answers=answers)


ORIGIN: TypeAdapter[BriefOrigin] = TypeAdapter(BriefOrigin)
"""How an origin stands in a database column and in a draft."""
