"""What the logs say of an error: its kind and where it happened, never what it was about.

The message of an error may hold a name, what somebody wrote, or the parameters of a statement, and
so may those of the errors behind it. They are left out for every logger, because the record itself
is made without them; nobody has to remember a filter.
"""

import logging
import os
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

from assessment.domain.errors import StoreUnavailable

_log = logging.getLogger("levelset")
_installed: list[object] = []


def install() -> None:
    """From now on, in this process, every log record and every uncaught error is told this way."""
    if _installed:
        return
    make = logging.getLogRecordFactory()

    def private(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401  # as logging has it
        return without_contents(make(*args, **kwargs))

    _installed.append(private)
    logging.setLogRecordFactory(private)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def report(fault: BaseException) -> None:
    """Tells an error that nobody caught."""
    _log.critical("Levelset stopped over an error.", exc_info=fault)


def without_contents(record: logging.LogRecord) -> logging.LogRecord:
    """The record, with errors told by kind and place."""
    if record.exc_info and record.exc_info[1]:
        record.exc_text = told(record.exc_info[1])
    record.exc_info = None
    if isinstance(record.msg, BaseException):
        record.msg = in_a_word(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(
            in_a_word(a) if isinstance(a, BaseException) else a for a in record.args
        )
    return record


def told(fault: BaseException) -> str:
    """The lines of code that an error went through, and its kind; the same for what caused it."""
    parts, seen = [], set[int]()
    found: BaseException | None = fault
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        parts.append(f"{''.join(_places(found.__traceback__))}{in_a_word(found)}")
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)
    return "\nbecause of\n".join(parts)


def in_a_word(fault: BaseException) -> str:
    """`sqlalchemy.exc.IntegrityError`; of an outage or a file that cannot be used, the sentence."""
    if isinstance(fault, StoreUnavailable):
        return str(fault)
    if isinstance(fault, OSError) and fault.errno:
        return f"{type(fault).__name__} ({os.strerror(fault.errno)})"
    return f"{type(fault).__module__}.{type(fault).__qualname__}"


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
        for frame in traceback.extract_tb(trace)
    ]


def _uncaught(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt | SystemExit):
        sys.__excepthook__(kind, fault, trace)
    else:
        report(fault)


def _uncaught_in_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_value and not isinstance(found.exc_value, SystemExit):
        _log.error(
            "A thread stopped over an error.",
            exc_info=(found.exc_type, found.exc_value, found.exc_traceback),
        )
