"""Logs as JSON, one object a line, for programs that collect the logs of several servers.

`LEVELSET_LOG=json` or `levelset serve --log-json` switches it on. A line has the time in UTC, the
level, the logger and the message; of a request also its id, the template of its route, its status
and its milliseconds. What `log_privacy` keeps out of every record is not in these lines either,
and no address that was asked for is: a query string can hold a code, and a path is one.
"""

import json
import logging
import os
import re
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime

from streamlit import logger as streamlit_logger

VARIABLE = "LEVELSET_LOG"
UVICORNS = ("uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets")
PATHS = "uvicorn.access"
"""Uvicorn's log of requests, which has every path as it was asked for."""
REQUEST: ContextVar[str] = ContextVar("levelset_request", default="")
"""The id of the request that is being answered; blank outside of one."""
FIELDS = "levelset_fields"
"""The attribute of a record that holds further fields for its line."""
_QUERY = re.compile(r"\?[^\s\"'<>]*=[^\s\"'<>]*")
_log = logging.getLogger("levelset")


def wanted() -> bool:
    """Whether logs are to be JSON. Exits with one sentence for a value that means nothing."""
    asked = os.environ.get(VARIABLE, "").strip().lower()
    if asked not in {"", "text", "json"}:
        raise SystemExit(f"Levelset cannot start. {VARIABLE} is {asked!r}: write json or text.")
    return asked == "json"


class JsonLines(logging.Formatter):
    """A record as one line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": _QUERY.sub("", _message(record)),
        }
        if request := REQUEST.get():
            line["request"] = request
        line |= getattr(record, FIELDS, {})
        if record.exc_text:
            line["error"] = record.exc_text
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):  # it does not fit its arguments, which stay out
        return str(record.msg)


def _is_for_others(record: logging.LogRecord) -> bool:
    """Uvicorn tells each websocket with its whole address; the log of requests has it without."""
    return not str(record.msg).startswith('%s - "WebSocket')


def install() -> None:
    """From now on, every logger of this process writes such lines to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(_is_for_others)

    def take_over(logger: logging.Logger) -> None:
        logger.handlers[:] = [] if logger.name == PATHS else [handler]
        logger.propagate = False

    # Streamlit gives each of its loggers a handler, and a new one whenever its settings change.
    streamlit_logger.setup_formatter = take_over
    theirs = streamlit_logger._loggers  # noqa: SLF001  # no other way to find them
    for logger in (logging.getLogger(), *theirs.values(), *map(logging.getLogger, UVICORNS)):
        take_over(logger)
    paths = logging.getLogger(PATHS)
    paths.handlers[:], paths.disabled = [], True
    _log.setLevel(logging.INFO)


def tell(sentence: str) -> None:
    """Tells whoever started the server: a warning in JSON logs, else a plain line."""
    if wanted():
        _log.warning(sentence)
    else:
        sys.stderr.write(f"{sentence}\n")


def note(message: str, fields: Mapping[str, object]) -> None:
    """Writes a line with further fields."""
    _log.info(message, extra={FIELDS: fields})
