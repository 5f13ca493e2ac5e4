"""Pages to print: plain HTML on A4, always light, without any script."""

from starlette.routing import Route

from assessment.ui.printing.brief import brief_file, brief_page
from assessment.ui.printing.sheets import kit_page, scorecard_page

__all__ = ["brief_routes", "print_routes"]


def print_routes() -> list[Route]:
    """The routes below `/print`, to be joined to the app's own."""
    pages = {"brief": brief_page, "kit": kit_page, "scorecard": scorecard_page}
    return [Route(f"/print/{name}", page, methods=["GET"]) for name, page in pages.items()]


def brief_routes() -> list[Route]:
    """The route that makes the brief as a file, for each request anew."""
    return [Route("/download/brief", brief_file, methods=["GET"])]
