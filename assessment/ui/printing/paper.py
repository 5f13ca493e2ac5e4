"""From a template to an answer: everything escaped, nothing but its own style sheet allowed."""

import base64
import hashlib
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from assessment.ui.shared.bidi import isolated
from assessment.ui.shared.grid import GRID_CSS

TEMPLATES = Path(__file__).parent / "templates"
SHEETS = ("paper.css", "sheets.css")
STYLE = "".join((TEMPLATES / name).read_text("utf-8") for name in SHEETS) + GRID_CSS

_jinja = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    finalize=lambda value: isolated(value) if type(value) is str else value,
    trim_blocks=True,
    lstrip_blocks=True,
)


def paper(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """`template` filled with `values`; strings that come from people are escaped."""
    html = _jinja.get_template(template).render(style=STYLE, **values)
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
