"""A report's blocks as a page to print: one HTML file that needs nothing beside it."""

from starlette.responses import HTMLResponse

from assessment.report.document import (
    Bullets,
    Heading,
    Paragraph,
    Picture,
    ReportDocument,
    ReportTable,
    printable,
)
from assessment.report.drawing import Box, Dot, Lettering, Line
from assessment.ui.printing.paper import paper

KINDS = {Heading: "heading", Paragraph: "paragraph", Bullets: "bullets", ReportTable: "table"}
KINDS |= {Picture: "picture", Line: "line", Box: "box", Dot: "dot", Lettering: "word"}
"""How the template names each block, and each mark of a drawing."""


def report_html(report: ReportDocument) -> HTMLResponse:
    """The whole page; its body is a file as well."""
    return paper(
        "report.html.j2",
        report=report,
        kind_of=lambda block: KINDS[type(block)],
        printable=printable,
    )
