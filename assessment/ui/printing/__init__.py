"""Pages to print: plain HTML on A4, always light, without any script."""

from starlette.routing import Route

from assessment.ui.printing.brief import brief_page

__all__ = ["print_routes"]


def print_routes() -> list[Route]:
    """The routes below `/print`, to be joined to the app's own."""
    return [Route("/print/brief", brief_page, methods=["GET"])]
