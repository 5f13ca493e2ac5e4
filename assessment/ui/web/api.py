"""The doors that the browser's own code knocks on: events of live screens, and who is looking."""

import json
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assessment.domain.errors import AssessmentError, StoreUnavailable
from assessment.domain.ids import RaterId, SheetKey
from assessment.services.access import tokens
from assessment.services.placement import board_progress, boards
from assessment.services.recording import additions
from assessment.services.recording.event_parsing import RawEvent
from assessment.services.recording.sheets import Taken, take_in
from assessment.services.store.generation import Restored, epoch_of
from assessment.ui import app_context
from assessment.ui.shared.viewer import COOKIE, COOKIE_DAYS

LARGEST_BODY = 4_000_000
"""Bytes. The outbox sends a fifth of a megabyte at a time; one pasted book may be larger."""
LARGEST_BATCH = 500
CLIENT = re.compile(r"[0-9A-Za-z_-]{1,64}")
NO_STORE = {"Cache-Control": "no-store"}


class _Refused(Exception):
    """Not a request of ours: `status` and one word for whoever reads the network log."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status, self.word = status, word


class _Batch(NamedTuple):
    sheet: SheetKey
    client: str
    token: str
    epoch: str
    events: list[RawEvent]


def routes() -> list[Route]:
    """The API routes for `st.App`; the app context is looked up per request."""
    return [
        Route("/api/events", events, methods=["POST"]),
        Route("/api/board", moves, methods=["POST"]),
        Route("/api/board/state", board_state, methods=["GET"]),
        Route("/api/bank", offered, methods=["GET"]),
        Route("/api/who", choose, methods=["POST"]),
    ]


async def events(request: Request) -> Response:
    """Takes in a batch of one live screen's outbox and answers what became of each event."""
    return await _taken_in(request, _take)


async def moves(request: Request) -> Response:
    """The same for the outbox of a placement board."""
    return await _taken_in(request, _move)


async def _taken_in(request: Request, take: Callable[[_Batch], Taken]) -> Response:
    try:
        batch = _batch(await _json_of(request))
        taken = await run_in_threadpool(take, batch)
    except _Refused as fault:
        return JSONResponse({"error": fault.word}, fault.status)
    except Restored as fault:
        return JSONResponse({"error": "epoch", "epoch": fault.epoch}, 409)
    except StoreUnavailable as fault:
        return JSONResponse({"error": str(fault)}, 503)
    return JSONResponse(_answer(taken), headers=NO_STORE)


def _batch(body: Mapping[str, object]) -> _Batch:
    """What a page's outbox sends; anything else is not a request of ours."""
    box, client, token, sent = (body.get(k) for k in ("box", "client", "token", "events"))
    epoch = body.get("epoch", "")
    if (
        isinstance(box, str)
        and isinstance(token, str)
        and isinstance(epoch, str)
        and isinstance(client, str)
        and CLIENT.fullmatch(client)
        and isinstance(sent, list)
        and 0 < len(sent) <= LARGEST_BATCH
        and all(isinstance(event, dict) for event in sent)
    ):
        return _Batch(SheetKey.parse(box), client, token, epoch, sent)
    raise _Refused(400, "shape")


def _take(batch: _Batch) -> Taken:
    here = app_context.current()
    if not tokens.opens(here.open_uow, batch.token, batch.sheet):
        raise _turned_away(here, batch)
    return take_in(
        here.open_uow,
        here.clock,
        sheet=batch.sheet,
        client=batch.client,
        events=batch.events,
        epoch=batch.epoch,
    )


def _move(batch: _Batch) -> Taken:
    here, interview = app_context.current(), batch.sheet.interview
    of_board = boards.box_of(interview) == batch.sheet.box
    if not of_board or not tokens.opens_box_of_board(here.open_uow, batch.token, interview):
        raise _turned_away(here, batch)
    return boards.take_in(
        here.open_uow,
        here.clock,
        interview=interview,
        client=batch.client,
        events=batch.events,
        epoch=batch.epoch,
    )


def _turned_away(here: app_context.AppContext, batch: _Batch) -> Exception:
    with here.open_uow(read_only=True) as uow:
        if batch.epoch not in {"", found := epoch_of(uow)}:
            return Restored(found)  # the key that signs was restored as well
    return _Refused(401, "token")


def _answer(taken: Taken) -> dict[str, object]:
    return {
        "ids": {str(seq): entry for seq, entry in taken.ids.items()},
        "at": taken.at.timestamp(),
        "others": [
            {"item": o.item, "kind": o.kind, "text": o.text, "at": o.at.timestamp()}
            for o in taken.others.values()
        ],
        "refused": [{"seq": r.seq, "why": r.why} for r in taken.refused],
        "proposed": taken.proposed,
        "submitted": taken.submitted,
        "epoch": taken.epoch,
    }


async def offered(request: Request) -> Response:
    """The questions that a live screen may add, for a page that may write on its sheet."""
    return await _told(
        request,
        lambda here, sheet: {
            "questions": additions.offered(here.open_uow, here.bank, sheet.interview)
        },
    )


async def board_state(request: Request) -> Response:
    """How far the candidate's board is, for a page that may write on its sheet."""
    return await _told(
        request, lambda here, sheet: board_progress.board_talk(here.open_uow, sheet).document()
    )


async def _told(
    request: Request, tell: Callable[[app_context.AppContext, SheetKey], Mapping[str, object]]
) -> Response:
    """What `tell` says, to whoever has the token of the sheet that is asked for."""
    sheet = SheetKey.parse(request.query_params.get("box", ""))
    token = request.headers.get("x-levelset-token", "")

    def said() -> Mapping[str, object]:
        here = app_context.current()
        if not tokens.opens(here.open_uow, token, sheet):
            raise _Refused(401, "token")
        return tell(here, sheet)

    try:
        answer = await run_in_threadpool(said)
    except _Refused as fault:
        return JSONResponse({"error": fault.word}, fault.status)
    except StoreUnavailable as fault:
        return JSONResponse({"error": str(fault)}, 503)
    except AssessmentError as fault:
        return JSONResponse({"error": str(fault)}, 404)
    return JSONResponse(dict(answer), headers=NO_STORE)


async def choose(request: Request) -> Response:
    """Remembers on this device who is looking; a blank rater forgets it."""
    try:
        rater = (await _json_of(request)).get("rater")
        remembered = await run_in_threadpool(_remembered, rater)
    except _Refused as fault:
        return JSONResponse({"error": fault.word}, fault.status)
    answer = JSONResponse({"rater": rater}, headers=NO_STORE)
    answer.set_cookie(
        COOKIE,
        remembered,
        max_age=COOKIE_DAYS * 24 * 3600 if remembered else 0,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


def _remembered(rater: object) -> str:
    """What the cookie will hold: blank where nobody is chosen any more."""
    here = app_context.current()
    if rater == "":
        return ""
    with here.open_uow(read_only=True) as uow:
        known = uow.people.raters()
    if not isinstance(rater, str) or rater not in known:
        raise _Refused(404, "rater")
    return tokens.signed_rater(here.open_uow, RaterId(rater))


async def _json_of(request: Request) -> Mapping[str, object]:
    """The request's JSON object, when the request comes from a page of this very server."""
    if not _same_origin(request):
        raise _Refused(403, "origin")
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > LARGEST_BODY:
            raise _Refused(413, "too long")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise _Refused(400, "shape")
    return body


def _same_origin(request: Request) -> bool:
    """Another site's page cannot set these headers, so it cannot write in our visitor's name."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site not in {None, "same-origin"} or origin is None:
        return False
    return urlsplit(origin).netloc == request.headers.get("host")
