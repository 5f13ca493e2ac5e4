"""From a template to an answer: everything escaped, nothing but its own style sheet allowed."""

import base64
import hashlib
from pathlib import Path

from starlette.responses import HTMLResponse

from assessment.ui.shared.drawing.grid import GRID_CSS
from assessment.ui.shared.drawing.templating import filled, style

TEMPLATES = Path(__file__).parent / "templates"
SHEETS = ("paper.css", "sheets.css", "report.css")
STYLE = "".join((TEMPLATES / name).read_text("utf-8") for name in SHEETS) + GRID_CSS


def paper(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """`template` filled with `values`; strings that come from people are escaped."""
    html = filled(f"printing/templates/{template}", style=style(STYLE), **values)
    return HTMLResponse(html, status_code=status, headers=_headers())


def _headers() -> dict[str, str]:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
