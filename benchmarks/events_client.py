"""One browser connection to `POST /api/events`, kept open: an HTTP client as cheap as it can be."""

import asyncio
import json
import re
from typing import Any
from urllib.parse import urlsplit

COOKIE = re.compile(r"\r\nset-cookie: ([^=]+)=([^;\r]*)")
"""In the head of an answer, in small letters."""


class ConnectionLost(Exception):
    """No answer, or none of ours: the outbox tries again."""


class EventsClient:
    """Opened at the first request, and anew after trouble; keeps the cookies it is given."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._where = parts.hostname, parts.port
        self._head = (
            f"POST /api/events HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: {url}\r\n"
            "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
        )
        self.cookies: dict[str, str] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def post(self, body: object) -> dict[str, Any]:
        """The answer's JSON."""
        try:
            status, answer = await self._exchange(json.dumps(body).encode())
        except (OSError, asyncio.IncompleteReadError) as fault:
            self.close()
            raise ConnectionLost(str(fault)) from fault
        if status != "200":
            raise ConnectionLost(f"{status}: {answer[:200]!r}")
        said: dict[str, Any] = json.loads(answer)
        return said

    async def _exchange(self, raw: bytes) -> tuple[str, bytes]:
        reader, writer = self._reader, self._writer
        if reader is None or writer is None or reader.at_eof():  # a server ends what rests long
            self.close()
            reader, writer = await asyncio.open_connection(*self._where)
            self._reader, self._writer = reader, writer
        writer.write(self._request_head(len(raw)) + raw)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length:")[2].partition("\r\n")[0])
        self.cookies |= COOKIE.findall(head)
        return head.split(" ", 2)[1], await reader.readexactly(length)

    def _request_head(self, length: int) -> bytes:
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        cookies = f"Cookie: {held}\r\n" if held else ""
        return f"{self._head}{cookies}Content-Length: {length}\r\n\r\n".encode()

    def close(self) -> None:
        if self._writer:
            self._writer.close()
            self._writer = None
