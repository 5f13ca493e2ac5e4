"""The notice to candidates: one page to hand over before the interview."""

from starlette.requests import Request
from starlette.responses import Response

from assessment.domain.errors import AssessmentError, StoreUnavailable
from assessment.domain.ids import RequisitionId
from assessment.domain.outcome import MONTHS
from assessment.services.hiring.notices import read_notice
from assessment.ui import app_context
from assessment.ui.printing.paper import paper
from assessment.ui.shared import viewer
from assessment.ui.shared.wording import joined, sentence, zone_called

MOST_NAMED = 8
"""With more interviewers the page names them by their role."""


def notice_page(request: Request) -> Response:
    """`GET /print/notice?requisition=…`: filled from the role; blanks are lines to write on."""
    here, wanted = app_context.current(), request.query_params.get("requisition", "")
    try:
        by = viewer.who_requests(here, request)  # refuses whoever is nobody here
        found = read_notice(here.open_uow, RequisitionId(wanted), by=by)
    except AssessmentError as fault:
        status = 503 if isinstance(fault, StoreUnavailable) else 404
        return paper("nothing.html.j2", status=status, said=sentence(fault))
    zone = zone_called(request.query_params.get("zone", ""))
    today = here.clock().astimezone(zone)
    names = [name for name, _ in found.panel]
    return paper(
        "notice.html.j2",
        role=found.requisition,
        details=found.details,
        panel=joined(names) if 0 < len(names) <= MOST_NAMED else "",
        board=found.board,
        period=found.period,
        months=joined([str(month) for month in MONTHS]),
        today=f"{today.day} {today:%B %Y}",
    )
