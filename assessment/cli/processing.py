"""Looks at this installation for the record of processing: database, files, chains, headers."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from assessment import version
from assessment.cli.store import open_default_store
from assessment.domain.permissions import OWNER
from assessment.report.processing_record import Installation
from assessment.server.sign_in import settle
from assessment.server.streamlit_settings import ALWAYS as STREAMLIT
from assessment.services.hiring.notices import controllers
from assessment.services.practice.rules import StrictnessSources
from assessment.services.reading.processing import HeldNumbers, log_record, read_numbers
from assessment.ui.web.headers import PAGE
from db.backup_rotation import BackupPlan
from db.chain_check import verify_at
from db.location import database_url, file_of, shown
from db.private_files import open_to_others, shared_folder
from db.tables import metadata

CARD = "content/adverts/MODEL_CARD.md"
NOT_HERE = ("Nothing is encrypted by Levelset on the disk: encrypt the disk.",)
NO_SIGN_IN = "Nobody signs in here: whoever uses this computer's account can do everything."


def installation(at: datetime, environment: Mapping[str, str]) -> Installation:
    """What holds here now; the audit log notes that somebody asked."""
    where = database_url()
    with open_default_store(make=False) as store:
        numbers = read_numbers(store.open_uow, by=OWNER)
        named = controllers(store.open_uow, by=OWNER)
        log_record(store.open_uow, by=OWNER)
    file, plan = file_of(where), BackupPlan.of(environment)
    chains, provider = verify_at(where), _provider()
    kind = "a SQLite file" if file else "a PostgreSQL database"
    open_ = tuple(open_to_others(where))
    rows = chains.lines + chains.entries + chains.moves + chains.records
    return Installation(
        made_at=at,
        version=version(),
        database=f"{kind}, {shown(where)}",
        counts=tuple(_counts(numbers)),
        exports=numbers.exports,
        periods=tuple(_periods(numbers, file, plan)),
        measures=tuple(
            _measures(
                file,
                open_=bool(open_),
                rows=None if chains.problems else rows,
                provider=provider,
            )
        ),
        gaps=(*chains.problems, *open_, *filter(None, [shared_folder(where)]), *NOT_HERE)
        + (() if provider else (NO_SIGN_IN,)),
        provider=provider,
        tables=tuple(metadata.tables),
        strictness=_strictness(numbers.sources),
        advert_card=_card(),
        controllers=named,
    )


def _counts(found: HeldNumbers) -> Iterator[str]:
    yield f"Roles: {found.roles}"
    yield f"Interviewers: {found.interviewers}"
    yield f"Candidates: {found.candidates}, {found.anonymised} of them anonymised"
    yield f"Erasures and anonymisations so far: {found.erasures}"
    if found.oldest:
        day = f"{found.oldest.day} {found.oldest:%B %Y}"
        yield f"The earliest candidate who isn't anonymised was added on {day}."


def _periods(found: HeldNumbers, file: Path | None, plan: BackupPlan) -> Iterator[str]:
    for period, roles in found.periods.items():
        where = "1 role" if roles == 1 else f"{roles} roles"
        yield f"Candidates' data of {where}: {period}, unless it is kept longer for a reason."
    yield "What is due is shown for review. Levelset deletes nobody by itself: the owner does."
    if file is None:
        yield "Backups: as whoever runs PostgreSQL makes them. Levelset makes none by itself."
    elif plan.count:
        yield (
            f"Automatic backups: at most {plan.count}, each for {plan.days} days at most. An "
            "erasure is carried into them at once."
        )
    else:
        yield "Automatic backups: switched off."
    yield "The audit log: as long as the database. It holds codes; typed reasons can be erased."


def _measures(file: Path | None, *, open_: bool, rows: int | None, provider: str) -> Iterator[str]:
    """`rows` are those of all chains, where none of them was changed."""
    if file and not open_:
        yield "Database, backups and signing key can be read by their owner's account only."
    if file:
        yield "Deleted text is overwritten; an erasure rewrites the whole file."
    if rows is not None:
        yield (
            f"Ratings, boards, debriefs and the audit log are append-only and chained by SHA-256. "
            f"All {rows:,} rows were followed for this record, and none had been changed."
        )
    yield f"Pages may load and call nothing but this server: {PAGE.format(scripts='')}"
    if STREAMLIT["browser.gatherUsageStats"] is False:
        yield "No usage statistics are sent."
    if provider:
        yield (
            f"People sign in with {provider}, and each can do what their own part in a role "
            "allows. Sign-in stands before every page, file and connection."
        )
    yield "Logs hold no names, no evidence and no parameters, in errors too."
    yield "A link opens one scorecard or one board and nothing else."
    yield "Names are kept apart from ratings; exports use codes unless names are asked for."


def _provider() -> str:
    """The host of the provider that people sign in with; blank where nobody signs in."""
    found = settle()
    return urlsplit(found.server_metadata_url).hostname or "" if found else ""


def _strictness(sources: StrictnessSources) -> str:
    known = [
        *(["ratings in other roles"] if sources.history else []),
        *(["practice"] if sources.practice else []),
    ]
    return f"{' and '.join(known)} are used here." if known else "nothing is used here."


def _card() -> str:
    from importlib.resources import files  # with the command

    card = files("question_bank").joinpath(CARD)
    return card.read_text("utf-8") if card.is_file() else ""
