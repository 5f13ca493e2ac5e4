"""Serves the browser's modules: this version of them, and nothing else.

They hold no data, but only those who may see a page get them (`assessment.ui.web.access`): on a
local network a device with a link, and a candidate's browser as well, because the exercise is made
of them. A page of an earlier release has loaded everything it needs, so its version gets a 404.
"""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assessment.ui.shared.browser import scripts

FOR_EVER = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}
NOT_FOUND = "This version of Levelset has no such script. Reload the page."


def asset_routes() -> list[Route]:
    """For `st.App`."""
    return [Route(f"/{scripts.ASSETS}/{{version}}/{{name:path}}", script, methods=["GET"])]


async def script(request: Request) -> Response:
    """The script of that name, if the version is the one that this server has."""
    served = scripts.SCRIPTS
    content = served.files.get(request.path_params["name"])
    if content is None or request.path_params["version"] != served.version:
        return PlainTextResponse(NOT_FOUND, 404, headers={"Cache-Control": "no-store"})
    return Response(content, media_type="text/javascript", headers=FOR_EVER)
