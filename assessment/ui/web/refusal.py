"""A page that is one sentence, for whoever may see nothing else."""

from html import escape

from starlette.responses import HTMLResponse

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Levelset</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1.25rem/1.5 system-ui, sans-serif; }}
main {{ max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem; }}
h1 {{ font: inherit; }}
</style>
</head>
<body><main><h1>{said}</h1></main></body>
</html>
"""


def sentence_page(said: str, *, status: int) -> HTMLResponse:
    """`said` as a page without script, link or anything else."""
    return HTMLResponse(PAGE.format(said=escape(said)), status_code=status, headers=HEADERS)
