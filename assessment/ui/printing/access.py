"""An access report as a ZIP: the page to read, and the same for programs."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from assessment.domain.errors import AssessmentError, NotAllowed, NotFound, StoreUnavailable
from assessment.domain.ids import CandidateId
from assessment.services.reading.access_reports import access_report
from assessment.ui import app_context
from assessment.ui.printing.access_files import zipped
from assessment.ui.printing.paper import paper
from assessment.ui.shared import viewer
from assessment.ui.shared.wording import sentence

_STATUS = {NotFound: 404, NotAllowed: 403, StoreUnavailable: 503}


async def access_file(request: Request) -> Response:
    """`GET /download/access?candidate=…`: made for this request and logged; for the owner alone."""
    return await run_in_threadpool(_file, request)


def _file(request: Request) -> Response:
    here, wanted = app_context.current(), CandidateId(request.query_params.get("candidate", ""))
    try:
        by = viewer.who_requests(here, request)  # refuses whoever is nobody here
        made = access_report(here.open_uow, here.bank, here.clock, wanted, by=by)
    except AssessmentError as fault:
        status = _STATUS.get(type(fault), 400)
        return paper("nothing.html.j2", status=status, said=sentence(fault))
    name = quote(f"{wanted}-access-report.zip")
    return Response(
        zipped(made),
        media_type="application/zip",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
