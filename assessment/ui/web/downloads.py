"""`/download/…`: files drawn up for whoever asks, at that moment: exports, calendar events."""

from collections.abc import Callable
from functools import partial
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assessment.domain.errors import (
    AssessmentError,
    NotAllowed,
    NotFound,
    Sealed,
    StoreUnavailable,
    no_such,
)
from assessment.domain.ids import InterviewId, RaterId, RequisitionId, SheetKey
from assessment.export.calendar import calendar_file
from assessment.export.writer import ExportOptions
from assessment.services.hiring.attachments import download
from assessment.services.reading.calendar_events import Recipient, interview_event
from assessment.ui import app_context
from assessment.ui.shared import viewer
from assessment.ui.shared.address import url_state
from assessment.ui.shared.wording import sentence
from assessment.ui.web.refusal import sentence_page

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
KINDS = {
    "levelset.zip": "application/zip",
    "levelset.xlsx": WORKBOOK,
    "ratings.csv": CSV,
    "shortlist.csv": CSV,
    "weights.csv": CSV,
    "decisions.csv": CSV,
    "outcomes.csv": CSV,
}
"""File name, behind the requisition's, to its type."""

_STATUS = {NotFound: 404, NotAllowed: 403, Sealed: 403, StoreUnavailable: 503}


def download_routes() -> list[Route]:
    return [
        Route("/download/export", export_file, methods=["GET"]),
        Route("/download/client-pack", client_pack_file, methods=["GET"]),
        Route("/download/client-pack-key", client_pack_key, methods=["GET"]),
        Route("/download/calendar", calendar_event, methods=["GET"]),
        Route("/download/handover", handover_file, methods=["GET"]),
        Route("/download/attachment", attachment_file, methods=["GET"]),
    ]


def export_address(requisition: RequisitionId, file: str, options: ExportOptions) -> str:
    """Where the file is downloaded: relative, so that it works under any prefix."""
    asked = {
        "requisition": requisition,
        "file": file,
        "semicolon": options.semicolon,
        "bom": options.bom,
        "names": options.names,
    }
    given = {name: str(value) for name, value in asked.items() if value is not False}
    return f"download/export?{urlencode(url_state.with_viewer(given))}"


def calendar_address(interview: InterviewId, recipient: Recipient = Recipient.INTERVIEWER) -> str:
    """Where the interview is downloaded as a calendar event; relative as well."""
    asked: dict[str, str] = {"interview": interview}
    if recipient is not Recipient.INTERVIEWER:
        asked["for"] = recipient.value
    return f"download/calendar?{urlencode(url_state.with_viewer(asked))}"


def handover_address(sheet: SheetKey) -> str:
    """Where the file of a seat that was handed over or returned is downloaded."""
    given = {"interview": sheet.interview, "seat": sheet.rater}
    return f"download/handover?{urlencode(url_state.with_viewer(given))}"


async def _answered(make: Callable[[Request], Response], request: Request) -> Response:
    """What `make` gives, made beside the event loop; its refusals are pages of one sentence."""
    try:
        return await run_in_threadpool(make, request)
    except AssessmentError as fault:
        return sentence_page(sentence(fault), status=_STATUS.get(type(fault), 400))


async def export_file(request: Request) -> Response:
    """The file as the asker may have it now, written to the journal; never kept by a browser."""
    return await _answered(_export, request)


def _export(request: Request) -> Response:
    here, asked = app_context.current(), request.query_params
    file, requisition = asked.get("file", ""), RequisitionId(asked.get("requisition", ""))
    if file not in KINDS:
        raise NotFound(f"There is no export called {file!r}. Choose from {', '.join(KINDS)}.")
    options = ExportOptions(
        **{name: asked.get(name) == "True" for name in ("semicolon", "bom", "names")}
    )
    by = viewer.who_requests(here, request)
    if file == "outcomes.csv":
        from assessment.services.hiring.outcomes import export_outcomes  # noqa: PLC0415

        data = export_outcomes(here.open_uow, requisition, by=by, options=options)
        return _attached(data, CSV, f"{requisition}-{file}")
    # Imported here, because a start would wait a second for all that draws up a file.
    from assessment.services.reading import exports  # noqa: PLC0415

    make = {
        "levelset.zip": exports.export_requisition,
        "levelset.xlsx": exports.xlsx,
        "ratings.csv": exports.ratings_csv,
        "shortlist.csv": exports.shortlist_csv,
        "weights.csv": exports.weights_csv,
        "decisions.csv": exports.decisions_csv,
    }[file]
    data = make(here.open_uow, here.bank, here.clock, requisition, by=by, options=options)
    return _attached(data, KINDS[file], f"{requisition}-{file}")


async def client_pack_file(request: Request) -> Response:
    """The files for a client, once every typed text was reviewed; logged as an export."""
    return await _answered(partial(_packed, key=False), request)


async def client_pack_key(request: Request) -> Response:
    """Who stands behind each pseudonym; a file of its own, logged as well."""
    return await _answered(partial(_packed, key=True), request)


def _packed(request: Request, *, key: bool) -> Response:
    # Imported here for the same reason.
    from assessment.services.reading import client_packs  # noqa: PLC0415

    here, wanted = app_context.current(), RequisitionId(request.query_params.get("requisition", ""))
    by = viewer.who_requests(here, request)
    make = client_packs.pack_key if key else client_packs.client_pack
    data = make(here.open_uow, here.bank, here.clock, wanted, by=by)
    name = "client-pack-key.csv" if key else "client-pack.zip"
    return _attached(data, CSV if key else "application/zip", f"{wanted}-{name}")


async def calendar_event(request: Request) -> Response:
    """The interview as an event for an interviewer's calendar, or for the candidate's."""
    return await _answered(_calendar, request)


def _calendar(request: Request) -> Response:
    here, asked = app_context.current(), InterviewId(request.query_params.get("interview", ""))
    named = request.query_params.get("for", Recipient.INTERVIEWER.value)
    recipient = next((r for r in Recipient if r.value == named), None)
    if recipient is None:
        raise NotFound(f"There is no calendar file for {named!r}.")
    by = viewer.who_requests(here, request)
    event = interview_event(here.open_uow, here.clock, asked, recipient=recipient, by=by)
    own = recipient is Recipient.INTERVIEWER
    name = f"{asked}.ics" if own else "interview.ics"  # a candidate learns no code
    return _attached(calendar_file(event), "text/calendar; charset=utf-8", name)


async def handover_file(request: Request) -> Response:
    """The file of a seat that is on another laptop, or its return; made anew each time."""
    return await _answered(_handover, request)


def _handover(request: Request) -> Response:
    # Imported here for the same reason.
    from assessment.services.handover.again import file_again  # noqa: PLC0415

    here, asked = app_context.current(), request.query_params
    sheet = SheetKey(InterviewId(asked.get("interview", "")), RaterId(asked.get("seat", "")))
    by = viewer.who_requests(here, request)
    name, data = file_again(here.open_uow, here.clock, sheet=sheet, by=by)
    return _attached(data, "application/zip", name)


async def attachment_file(request: Request) -> Response:
    """A candidate's file for whoever may read it now: to be stored, never shown by a browser."""
    return await _answered(_attachment, request)


def _attachment(request: Request) -> Response:
    here, asked = app_context.current(), request.query_params.get("file", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        raise no_such("file", asked)
    by = viewer.who_requests(here, request)
    found = download(here.open_uow, attachment=int(asked), by=by)
    return _attached(found.data, "application/octet-stream", found.attachment.name)


def _attached(data: bytes, mime: str, name: str) -> Response:
    return Response(
        data,
        media_type=mime,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
