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
import warnings
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from assessment.domain.errors import StoreUnavailable

SHORTEST = 4
"""Characters of a message that are looked for in a line: a shorter one could stand anywhere."""
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
    logging.raiseExceptions = False  # of a line that cannot be written it would print the arguments
    sys.excepthook = _uncaught
    sys.unraisablehook = _unraisable
    threading.excepthook = _uncaught_in_thread
    warnings.showwarning = _warned


def report(fault: BaseException) -> None:
    """Tells an error that nobody caught."""
    _log.critical("Levelset stopped over an error.", exc_info=fault)


def without_contents(record: logging.LogRecord) -> logging.LogRecord:
    """The record, with errors told by kind and place."""
    fault = record.exc_info[1] if record.exc_info else None
    record.exc_info = None
    if isinstance(record.msg, BaseException):
        record.msg = in_a_word(record.msg)
    if isinstance(record.args, tuple):
        record.args = tuple(map(_in_short, record.args))
    elif isinstance(record.args, Mapping):
        record.args = {name: _in_short(value) for name, value in record.args.items()}
    if fault:
        record.exc_text = told(fault)
        record.msg, record.args = _without_texts_of(fault, record.getMessage()), None
    return record


def _in_short(value: object) -> object:
    """An argument of a message; errors are told by their kind, also inside of a list."""
    if isinstance(value, BaseException):
        return in_a_word(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_in_short(part) for part in value]
    if isinstance(value, Mapping):
        return {name: _in_short(part) for name, part in value.items()}
    return value


def _without_texts_of(fault: BaseException, message: str) -> str:
    """What asyncio and others write of an error into the message itself is taken out again."""
    for found in _chain(fault):
        for said in (repr(found), str(found)):
            if len(said) >= SHORTEST:
                message = message.replace(said, in_a_word(found))
    return message


def told(fault: BaseException) -> str:
    """The lines of code that an error went through, and its kind; the same for what caused it."""
    parts = [
        f"{''.join(_places(found.__traceback__))}{in_a_word(found)}" for found in _chain(fault)
    ]
    return "\nbecause of\n".join(parts)


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """The error, and what caused it, as far as Python shows that."""
    seen = set[int]()
    found: BaseException | None = fault
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


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


def _unraisable(found: Any) -> None:  # noqa: ANN401  # the type has no name at run time
    """An error where nobody can catch one, as while an object is deleted."""
    if found.exc_value:
        _log.error("An error could not be raised.", exc_info=found.exc_value)


def _warned(  # as Python calls it
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: object = None,  # noqa: ARG001  # as above
    line: str | None = None,  # noqa: ARG001  # as above
) -> None:
    """A warning may hold values; its kind and place are enough to find it."""
    kind = type(message) if isinstance(message, Warning) else category
    _log.warning("%s at %s, line %d", kind.__name__, filename, lineno)


def _uncaught_in_thread(found: threading.ExceptHookArgs) -> None:
    if found.exc_value and not isinstance(found.exc_value, SystemExit):
        _log.error(
            "A thread stopped over an error.",
            exc_info=(found.exc_type, found.exc_value, found.exc_traceback),
        )
