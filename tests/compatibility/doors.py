"""Everything the compatibility tests import from the product, in one module.

When modules of the product move, only this file changes. Nothing here may change what is compared:
every function returns plain values (texts, numbers, lists, dicts) for the recorded files.
"""

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, func, select, text
from starlette.applications import Starlette
from typer.testing import CliRunner

from assessment.cli import build
from assessment.domain.errors import AssessmentError
from assessment.domain.ids import CardId, InterviewId, RaterId, RequisitionId, SheetKey
from assessment.domain.kit import contents, digest_of
from assessment.domain.permissions import OWNER, Actor
from assessment.services.access import links, tokens
from assessment.services.placement import board_events, board_inbox, boards
from assessment.services.reading import comparisons, scorecards
from assessment.services.recording import sheet_events, sheets
from assessment.services.recording.inbox import as_sentence
from assessment.ui import app_context
from assessment.ui.printing import print_routes
from assessment.ui.shared.address.navigation import PageName, address
from assessment.ui.web.api import routes
from assessment.ui.web.candidate_link import candidate_routes
from assessment.ui.web.middleware import middleware
from assessment.ui.web.rater_link import rater_routes
from db.check import check
from db.engine import engine_for
from db.opening import Store, open_store
from db.tables import board_entries, entries, settings
from db.upgrade import upgrade
from question_bank import QuestionBank, load_bank
from tests.unit.ui.web import asgi

__all__ = ["Store", "check", "engine_for", "open_store", "upgrade"]

MOMENT = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
"""The time on the clock when the recorded answers were given."""
OWN_PAGE = asgi.OWN_PAGE
LOGS = {"entries": entries, "boards": board_entries}
EPOCH = "store_epoch"
"""The key of the database generation in the table of settings."""


@cache
def bank() -> QuestionBank:
    """The shipped question bank."""
    return load_bank()


@contextmanager
def universal_time() -> Iterator[None]:
    """Makes this process's local time zone UTC, because printed pages show local times."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


class Product:
    """The product on one database, with its clock stopped at MOMENT."""

    def __init__(self, url: str) -> None:
        self.url, self.store, self.now = url, open_store(url), MOMENT
        self.app = Starlette(
            routes=[*routes(), *print_routes(), *candidate_routes(), *rater_routes()],
            middleware=middleware(),
        )

    def close(self) -> None:
        self.store.close()

    @property
    def engine(self) -> Engine:
        return self.store.engine

    def clock(self) -> datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def _installed(self) -> None:
        app_context.install(
            app_context.AppContext(
                bank=bank(), open_uow=self.store.open_uow, clock=lambda: self.now
            )
        )

    def get(self, path: str, headers: Mapping[str, str] = OWN_PAGE) -> asgi.Answer:
        self._installed()
        return asgi.get(self.app, path, headers=dict(headers))

    def post(self, path: str, body: bytes, headers: Mapping[str, str] = OWN_PAGE) -> asgi.Answer:
        self._installed()
        return asgi.post(self.app, path, body, headers=dict(headers))

    def rows(self, log: str, after: int) -> list[dict[str, Any]]:
        """The rows of one log (`entries` or `boards`) with a higher id than `after`."""
        table = LOGS[log]
        query = select(table).where(table.c.id > after).order_by(table.c.id)
        with self.engine.connect() as connection:
            return [_plain(dict(row)) for row in connection.execute(query).mappings()]

    def newest(self, log: str) -> int:
        """The highest id in one log."""
        with self.engine.connect() as connection:
            return int(connection.scalar(select(func.max(LOGS[log].c.id))) or 0)

    def forget(self, log: str, after: int) -> None:
        """Takes rows out again and gives their ids to the next ones, as in a fresh database."""
        name = LOGS[log].name
        sequence = "update sqlite_sequence set seq = :last where name = :name"
        if self.engine.dialect.name == "postgresql":
            sequence = "select setval(pg_get_serial_sequence(:name, 'id'), :last)"
        with self.engine.begin() as connection:
            connection.execute(delete(LOGS[log]).where(LOGS[log].c.id > after))
            connection.execute(text(sequence), {"name": name, "last": after})

    @property
    def epoch(self) -> str:
        """The database generation, which every answer to a batch of events carries."""
        query = select(settings.c.value).where(settings.c.key == EPOCH)
        with self.engine.connect() as connection:
            return str(connection.scalar(query))

    def requisitions(self) -> list[str]:
        with self.store.open_uow(read_only=True) as uow:
            return [r.id for r in uow.requisitions.all()]

    def interviews(self) -> dict[str, list[str]]:
        """Interview to the raters who fill in a scorecard there."""
        with self.store.open_uow(read_only=True) as uow:
            return {
                interview.id: [sheet.rater for sheet in interview.rating_sheets]
                for requisition in uow.requisitions.all()
                for interview in uow.interviews.of_requisition(requisition.id)
            }

    def kits(self) -> dict[str, dict[str, str]]:
        """Kit to the hash it was frozen with and the hash that its contents give now."""
        with self.store.open_uow(read_only=True) as uow:
            found = [k for r in uow.requisitions.all() for k in uow.kits.of(r.id)]
        return {
            kit.id: {
                "kept": kit.digest,
                "computed": digest_of(contents(kit.minutes, kit.items, kit.weights, kit.deck)),
            }
            for kit in found
        }

    def links(self) -> list[str]:
        """The paths of all links that `levelset serve --lan` would print."""
        seats, open_boards = links.links(self.store.open_uow, self.clock, by=OWNER)
        return [link.path for link in (*seats, *open_boards)]

    def sheet_token(self, interview: str, rater: str) -> str:
        return tokens.token_for(
            self.store.open_uow, SheetKey(InterviewId(interview), RaterId(rater))
        )

    def seat_path(self, interview: str, rater: str) -> str:
        sheet = SheetKey(InterviewId(interview), RaterId(rater))
        tokens.token_for(self.store.open_uow, sheet)  # makes the key where there is none
        with self.store.open_uow(read_only=True) as uow:
            key = uow.settings.get(tokens.KEY) or ""
        return f"/s/{tokens.earlier_code(key, sheet)}"

    def board_token(self, interview: str) -> str:
        return tokens.board_token(self.store.open_uow, InterviewId(interview))

    def board_path(self, interview: str) -> str:
        return f"/c/{tokens.board_code(self.store.open_uow, InterviewId(interview))}"

    def cookie(self, rater: str) -> str:
        """What a device remembers about who is looking."""
        return f"levelset_rater={tokens.signed_rater(self.store.open_uow, RaterId(rater))}"

    def sheet_state(self, interview: str, rater: str) -> dict[str, Any]:
        """What a live page is given of its own sheet: every value that counts."""
        sheet = SheetKey(InterviewId(interview), RaterId(rater))
        state: dict[str, Any] = _plain(
            sheets.sheet(self.store.open_uow, sheet, by=Actor(rater=sheet.rater)).state
        )
        return state

    def board_state(self, interview: str) -> dict[str, Any]:
        """The same for a board."""
        found = boards.open_board(self.store.open_uow, InterviewId(interview)).state
        state: dict[str, Any] = _plain(found)
        return state

    def shortlist(self, requisition: str) -> dict[str, Any]:
        """Candidate to the numbers that Compare shows; None where they are hidden."""
        compared = comparisons.read_comparison(
            self.store.open_uow, bank(), RequisitionId(requisition), by=OWNER
        )
        return {c.code: _numbers(c.scores) if c.scores else None for c in compared.candidates}

    def scorecard(self, interview: str, rater: str) -> dict[str, Any]:
        """The numbers of one rater's own scorecard."""
        sheet = SheetKey(InterviewId(interview), RaterId(rater))
        requisition = RequisitionId(interview.partition(".")[0])
        view = scorecards.read_scorecard(
            self.store.open_uow, bank(), requisition, sheet, by=Actor(rater=RaterId(rater))
        )
        return _numbers(view.scores)


def _numbers(scores: Any) -> dict[str, Any]:
    return {
        "competencies": {c.value: value for c, value in scores.by_competency.items()},
        "profiles": {
            p.value: {"score": s.score, "coverage": s.coverage, "provisional": s.provisional}
            for p, s in scores.by_profile.items()
        },
        "rated_items": scores.rated_items,
        "raters": scores.raters,
    }


def _plain(value: Any) -> Any:
    """`value` as JSON can hold it: times in ISO format, enumerations by their value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


def levelset(url: str, *words: object) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command line on the database at `url`."""
    settled = {"LEVELSET_DATABASE_URL": url, "COLUMNS": "200"}
    done = CliRunner().invoke(build(), [str(word) for word in words], env=settled)
    return done.exit_code, done.stdout, done.stderr


def page_address(page: str, **query: str) -> str:
    """The address of a page by its name in the address, such as `compare`."""
    return address(PageName(page), **query)


def page_names() -> list[str]:
    return [name.value for name in PageName]


# The event parsers. Each outcome is ("refused", sentence) or ("accepted", the typed values).

Outcome = tuple[str, Any]


def parse_sheet_event(raw: Mapping[str, object]) -> Outcome:
    """What the product makes of one event of a scorecard, before it knows the interview."""
    try:
        event = sheet_events.parse_sheet_event(raw)
    except AssessmentError as fault:
        return "refused", as_sentence(fault)
    names = ("seq", "kind", "item", "kit", "part", "value", "base", "client_at")
    return "accepted", {name: _plain(getattr(event, name)) for name in names}


class _Deck:
    def __init__(self, cards: frozenset[str]) -> None:
        self.ids = frozenset(CardId(card) for card in cards)


def parse_board_event(raw: Mapping[str, object], cards: frozenset[str]) -> Outcome:
    """What the product makes of one event of a board that shows `cards`."""
    try:
        event = board_events.parse_board_event(raw)
        board_inbox.check_part(event, _Deck(cards))  # type: ignore[arg-type]  # only its ids are read
    except AssessmentError as fault:
        return "refused", as_sentence(fault)
    names = ("seq", "kind", "part", "value", "client_at")
    return "accepted", {name: _plain(getattr(event, name)) for name in names}


HERE = Path(__file__).parent
RECORDED = HERE / "recorded"


def recorded(name: str) -> Any:
    """One of the recorded JSON files."""
    return json.loads((RECORDED / name).read_text("utf-8"))
