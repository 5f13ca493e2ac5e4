"""A page that is one sentence, for whoever may see nothing else."""

from starlette.responses import HTMLResponse

from assessment.ui.shared.drawing.templating import filled

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def sentence_page(said: str, *, status: int) -> HTMLResponse:
    """`said` as a page without script, link or anything else."""
    page = filled("web/templates/refusal.html.j2", said=said)
    return HTMLResponse(page, status_code=status, headers=HEADERS)
