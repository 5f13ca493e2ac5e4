"""The reports as a page to print, and as a file that consultants edit."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from assessment.domain.errors import (
    AssessmentError,
    NotAllowed,
    NotFound,
    Sealed,
    StoreUnavailable,
)
from assessment.domain.ids import RequisitionId
from assessment.report.document import ReportDocument
from assessment.report.docx_file import docx_bytes
from assessment.services.reading.reports import ReportChoice, report
from assessment.ui import app_context
from assessment.ui.printing.paper import paper
from assessment.ui.printing.report_html import report_html
from assessment.ui.shared import viewer
from assessment.ui.shared.wording import sentence, zone_called

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_STATUS = {NotFound: 404, NotAllowed: 403, Sealed: 403, StoreUnavailable: 503}


def report_page(request: Request) -> Response:
    """`GET /print/report?requisition=…&candidate=…`: the shortlist without a candidate."""
    try:
        made = _made(request, "printed report")
    except AssessmentError as fault:
        return _none(fault)
    return report_html(made)


async def report_file(request: Request) -> Response:
    """`GET /download/report?requisition=…&candidate=…`: the same as DOCX."""
    return await run_in_threadpool(_file, request)


def _file(request: Request) -> Response:
    here = app_context.current()
    try:
        made = _made(request, "report.docx")
    except AssessmentError as fault:
        return _none(fault)
    wanted = _wanted(request)
    name = "-".join(filter(None, [wanted.requisition, wanted.candidate, "report.docx"]))
    return Response(
        docx_bytes(made, made_at=here.clock()),
        media_type=WORD,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _wanted(request: Request) -> ReportChoice:
    asked = request.query_params
    return ReportChoice(
        requisition=RequisitionId(asked.get("requisition", "")),
        candidate=asked.get("candidate", ""),
        names=asked.get("names") == "True",
        zone=zone_called(asked.get("zone", "")),
    )


def _made(request: Request, kind: str) -> ReportDocument:
    here = app_context.current()
    by = viewer.who_requests(here, request)  # refuses whoever is nobody here
    return report(here.open_uow, here.bank, here.clock, _wanted(request), by=by, kind=kind)


def _none(fault: AssessmentError) -> Response:
    status = _STATUS.get(type(fault), 400)
    return paper("nothing.html.j2", status=status, said=sentence(fault))
