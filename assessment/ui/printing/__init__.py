"""Pages to print: plain HTML on A4, always light, without any script.

What draws them is imported with the first page, so that a start does not wait for it.
"""

# ruff: noqa: PLC0415

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

__all__ = ["print_routes"]


def print_routes() -> list[Route]:
    """The routes below `/print`, to be joined to the app's own."""
    pages = {"brief": _brief, "kit": _kit, "scorecard": _scorecard}
    return [Route(f"/print/{name}", page, methods=["GET"]) for name, page in pages.items()]


def _brief(request: Request) -> HTMLResponse:
    from assessment.ui.printing.brief import brief_page

    return brief_page(request)


def _kit(request: Request) -> HTMLResponse:
    from assessment.ui.printing.sheets import kit_page

    return kit_page(request)


def _scorecard(request: Request) -> HTMLResponse:
    from assessment.ui.printing.sheets import scorecard_page

    return scorecard_page(request)
