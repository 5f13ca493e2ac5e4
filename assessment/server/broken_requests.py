"""Our headers on what the server refuses before it is a request that the application sees.

uvicorn answers a broken request line or too long headers by itself, and `websockets` a handshake
that is none. No middleware stands before either.
"""

from http import HTTPStatus
from typing import Any

from assessment.ui.web.headers import ALWAYS, NOTHING

HEADERS = {**ALWAYS, "Content-Security-Policy": NOTHING, "Cache-Control": "no-store"}
SAID = b"This request is broken, so Levelset didn't read it."


def install() -> None:
    """From now on, in this process. Calling it again changes nothing."""
    from uvicorn.protocols.http.h11_impl import H11Protocol  # noqa: PLC0415  # a server's alone
    from websockets.server import ServerProtocol  # noqa: PLC0415  # as above

    protocols: list[Any] = [H11Protocol]
    try:
        from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol  # noqa: PLC0415

        protocols.append(HttpToolsProtocol)
    except ImportError:  # not built for this system
        pass
    for protocol in protocols:
        protocol.send_400_response = _refuse
    if not getattr(ServerProtocol.reject, "has_our_headers", False):
        ServerProtocol.reject = _with_headers(ServerProtocol.reject)  # type: ignore[method-assign]


def answer() -> bytes:
    """The whole answer, with the connection closed behind it."""
    lines = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(SAID)),
        "Connection": "close",
        **HEADERS,
    }
    head = "".join(f"{name.lower()}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 400 {HTTPStatus(400).phrase}\r\n{head}\r\n".encode() + SAID


def _refuse(protocol: Any, _why: str) -> None:  # noqa: ANN401  # either implementation
    """In place of `send_400_response`; the parser is of no use any more."""
    protocol.transport.write(answer())
    protocol.transport.close()


def _with_headers(reject: Any) -> Any:  # noqa: ANN401  # a method of a library
    def rejected(protocol: Any, status: Any, text: str) -> Any:  # noqa: ANN401  # as it is there
        response = reject(protocol, status, text)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    rejected.has_our_headers = True  # type: ignore[attr-defined]
    return rejected
