"""Pages to print: plain HTML on A4, always light, without any script.

What draws them is imported with the first page, so that a start does not wait for it.
"""

# ruff: noqa: PLC0415

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

__all__ = ["brief_routes", "print_routes", "report_routes"]


def print_routes() -> list[Route]:
    """The routes below `/print`, to be joined to the app's own."""
    pages = {"brief": _brief, "kit": _kit, "scorecard": _scorecard, "report": _report}
    pages |= {"notice": _notice}
    return [Route(f"/print/{name}", page, methods=["GET"]) for name, page in pages.items()]


def brief_routes() -> list[Route]:
    """The route that makes the brief as a file, for each request anew."""
    return [Route("/download/brief", _brief_file, methods=["GET"])]


def report_routes() -> list[Route]:
    """The routes that make a report as a file, for each request anew."""
    return [
        Route("/download/report", _report_file, methods=["GET"]),
        Route("/download/access", _access_file, methods=["GET"]),
    ]


async def _report_file(request: Request) -> Response:
    from assessment.ui.printing.report import report_file

    return await report_file(request)


async def _access_file(request: Request) -> Response:
    from assessment.ui.printing.access import access_file

    return await access_file(request)


def _notice(request: Request) -> Response:
    from assessment.ui.printing.notice import notice_page

    return notice_page(request)


def _report(request: Request) -> Response:
    from assessment.ui.printing.report import report_page

    return report_page(request)


def _brief_file(request: Request) -> Response:
    from assessment.ui.printing.brief import brief_file

    return brief_file(request)


def _brief(request: Request) -> Response:
    from assessment.ui.printing.brief import brief_page

    return brief_page(request)


def _kit(request: Request) -> Response:
    from assessment.ui.printing.sheets import kit_page

    return kit_page(request)


def _scorecard(request: Request) -> Response:
    from assessment.ui.printing.sheets import scorecard_page

    return scorecard_page(request)
