"""The style sheet that a printed page brings along, and that nothing else may be loaded."""

import base64
import hashlib
import re

from starlette.responses import Response


def the_only_style(answer: Response) -> str:
    """The page's style sheet, where its policy allows that sheet and nothing besides."""
    (style,) = re.findall(r"<style>(.*?)</style>", bytes(answer.body).decode(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert answer.headers["content-security-policy"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    return str(style)
