"""The HTTP API for open pages: events of live screens, lookups, and the choice of a viewer."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assessment.domain.errors import AssessmentError, StoreUnavailable
from assessment.domain.ids import RaterId, SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.services.access import people, seat_links, tokens
from assessment.services.placement import board_progress, boards
from assessment.services.placement.board_inbox import record_board_events
from assessment.services.reading.background import BACKGROUND
from assessment.services.recording import additions
from assessment.services.recording.event_fields import RawEvent
from assessment.services.recording.inbox import BatchResult
from assessment.services.recording.sheet_inbox import record_sheet_events
from assessment.services.store.generation import Restored, current_generation
from assessment.ui import app_context
from assessment.ui.shared.network import request_came_with_a_link
from assessment.ui.shared.signed_in import SIGN_IN_COOKIE, end_here
from assessment.ui.shared.viewer import COOKIE, COOKIE_DAYS, LINK_COOKIE, may_send
from assessment.ui.web.candidate_link import BOARD_COOKIE
from assessment.ui.web.json_body import Refused, json_of
from assessment.ui.web.rate_limit import TooOften, spend

LARGEST_BATCH = 500
CLIENT = re.compile(r"[0-9A-Za-z_-]{1,64}")
SIGN_IN = "sign-in"
"""The word for a page whose rater is not signed in in this browser: it keeps what it has."""
NO_STORE = {"Cache-Control": "no-store"}


class _Batch(NamedTuple):
    sheet: SheetKey
    client: str
    token: str
    generation: str
    events: list[RawEvent]
    cookies: Mapping[str, str]


def routes() -> list[Route]:
    """The API routes for `st.App`; the app context is looked up per request."""
    return [
        Route("/api/events", events, methods=["POST"]),
        Route("/api/board", moves, methods=["POST"]),
        Route("/api/board/state", board_state, methods=["GET"]),
        Route("/api/bank", offered, methods=["GET"]),
        Route("/api/who", choose, methods=["POST"]),
        Route("/api/forget", forget, methods=["POST"]),
    ]


async def events(request: Request) -> Response:
    """`POST /api/events`: record a batch from a live page and answer for each event."""
    return await _recorded(request, _record_sheet)


async def moves(request: Request) -> Response:
    """`POST /api/board`: record a batch from the page of a placement board."""
    return await _recorded(request, _record_board)


async def _recorded(request: Request, record: Callable[[_Batch], BatchResult]) -> Response:
    try:
        batch = _batch(await json_of(request), request.cookies)
        spend("batch", batch.token)
        spend("added question", batch.token, sum(e.get("kind") == "added" for e in batch.events))
        BACKGROUND.give_way()
        result = await run_in_threadpool(record, batch)
    except Refused as fault:
        return JSONResponse({"error": fault.word}, fault.status)
    except TooOften as fault:
        return fault.answer()
    except Restored as fault:
        return JSONResponse({"error": "epoch", "epoch": fault.generation}, 409)
    except StoreUnavailable as fault:
        return _in_trouble(request, fault)
    return JSONResponse(_answer(result), headers=NO_STORE)


def _in_trouble(request: Request, fault: StoreUnavailable) -> Response:
    """Where the database is, only its own computer is told."""
    others = app_context.needs_sign_in() or request_came_with_a_link(request.scope)
    told = fault.without_place if others else str(fault)
    return JSONResponse({"error": told}, 503)


def _batch(body: Mapping[str, object], cookies: Mapping[str, str]) -> _Batch:
    """Return the batch that a page's outbox sent; refuse anything of another shape."""
    box, client, token, sent = (body.get(k) for k in ("box", "client", "token", "events"))
    generation = body.get("epoch", "")
    if (
        isinstance(box, str)
        and isinstance(token, str)
        and isinstance(generation, str)
        and isinstance(client, str)
        and CLIENT.fullmatch(client)
        and isinstance(sent, list)
        and 0 < len(sent) <= LARGEST_BATCH
        and all(isinstance(event, dict) for event in sent)
    ):
        return _Batch(SheetKey.parse(box), client, token, generation, sent, cookies)
    raise Refused(400, "shape")


def _record_sheet(batch: _Batch) -> BatchResult:
    context = app_context.current()
    token = tokens.page_token(context.open_uow, batch.token, batch.sheet)
    if token is None:
        raise _wrong_token(context, batch)
    if not may_send(context, batch.cookies, batch.sheet, token):
        raise Refused(401, SIGN_IN)
    return record_sheet_events(
        context.open_uow,
        context.clock,
        sheet=batch.sheet,
        client=batch.client,
        events=batch.events,
        generation=batch.generation,
        token=token,
    )


def _record_board(batch: _Batch) -> BatchResult:
    context, interview = app_context.current(), batch.sheet.interview
    of_board = boards.box_of(interview) == batch.sheet.box
    if not of_board or not tokens.opens_box_of_board(context.open_uow, batch.token, interview):
        raise _wrong_token(context, batch)
    return record_board_events(
        context.open_uow,
        context.clock,
        interview=interview,
        client=batch.client,
        events=batch.events,
        generation=batch.generation,
    )


def _wrong_token(context: app_context.AppContext, batch: _Batch) -> Exception:
    if batch.generation not in {"", found := current_generation(context.open_uow)}:
        return Restored(found)  # the key that signs was restored as well
    return Refused(401, "token")


def _answer(result: BatchResult) -> dict[str, object]:
    """Return what the page reads; its field names are fixed, since open pages know them."""
    return {
        "ids": {str(seq): entry for seq, entry in result.ids.items()},
        "at": result.at.timestamp(),
        "others": [
            {"item": o.item, "kind": o.kind, "text": o.text, "at": o.at.timestamp()}
            for o in result.others.values()
        ],
        "refused": [{"seq": r.seq, "why": r.why} for r in result.refused],
        "proposed": result.proposed,
        "submitted": result.submitted,
        "epoch": result.generation,
        **({"set_aside": result.set_aside} if result.set_aside else {}),
        **({"erased": result.erased} if result.erased else {}),
    }


async def offered(request: Request) -> Response:
    """The questions that a live screen may add, for a page that may write on its sheet."""
    return await _looked_up(
        request,
        lambda context, sheet, by: {
            "questions": additions.offered(context.open_uow, context.bank, sheet.interview, by=by)
        },
    )


async def board_state(request: Request) -> Response:
    """How far the candidate's board is, for a page that may write on its sheet."""
    return await _looked_up(
        request,
        lambda context, sheet, by: board_progress.board_talk(
            context.open_uow, sheet, by=by
        ).document(),
    )


async def _looked_up(
    request: Request,
    look_up: Callable[[app_context.AppContext, SheetKey, Actor], Mapping[str, object]],
) -> Response:
    """Answer with what `look_up` returns, for a request with the token of its scorecard."""
    sheet = SheetKey.parse(request.query_params.get("box", ""))
    token = request.headers.get("x-levelset-token", "")

    def found() -> Mapping[str, object]:
        context = app_context.current()
        proof = tokens.page_token(context.open_uow, token, sheet)
        if proof is None or not seat_links.page_holds(context.open_uow, context.clock, proof):
            raise Refused(401, "token")
        if not may_send(context, request.cookies, sheet, proof):
            raise Refused(401, SIGN_IN)
        by = Actor(rater=sheet.rater, link=sheet if proof.link > 0 else None)
        return look_up(context, sheet, by)

    try:
        spend("look-up", token)
        answer = await run_in_threadpool(found)
    except TooOften as fault:
        return fault.answer()
    except Refused as fault:
        return JSONResponse({"error": fault.word}, fault.status)
    except StoreUnavailable as fault:
        return _in_trouble(request, fault)
    except AssessmentError as fault:
        return JSONResponse({"error": str(fault)}, 404)
    return JSONResponse(dict(answer), headers=NO_STORE)


async def choose(request: Request) -> Response:
    """Remember who was chosen last in this browser, for windows that name nobody.

    A blank rater forgets it. A link that was opened here before no longer decides.
    """
    try:
        rater = (await json_of(request)).get("rater")
        remembered = await run_in_threadpool(_remembered, rater)
    except Refused as fault:
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
    if LINK_COOKIE in request.cookies:
        answer.delete_cookie(LINK_COOKIE)
    return answer


async def forget(request: Request) -> Response:
    """Take back every cookie of this browser: it is nobody's from now on."""
    try:
        await json_of(request)
    except Refused as fault:
        return JSONResponse({"error": fault.word}, fault.status)
    await run_in_threadpool(end_here, app_context.current(), request.cookies)
    answer = JSONResponse({"forgotten": True}, headers=NO_STORE)
    signed_in = [name for name in request.cookies if name.startswith(SIGN_IN_COOKIE)]
    for name in (COOKIE, LINK_COOKIE, BOARD_COOKIE, *signed_in):
        answer.delete_cookie(name, httponly=True)
    return answer


def _remembered(rater: object) -> str:
    """What the cookie will hold: blank where nobody is chosen any more."""
    context = app_context.current()
    if rater == "":
        return ""
    known = people.interviewers(context.open_uow, by=OWNER)
    if not isinstance(rater, str) or rater not in known:
        raise Refused(404, "rater")
    return tokens.signed_rater(context.open_uow, RaterId(rater))
