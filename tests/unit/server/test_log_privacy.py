"""An error is logged by its kind and place; what it was about stays out of every log."""

import asyncio
import gc
import io
import logging
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel, ValidationError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from assessment.domain.errors import StoreUnavailable
from assessment.server import log_privacy
from assessment.server.json_log import JsonLines

MARK = "Ada m4rk Lovelace"


class Typed(BaseModel):
    level: int


@pytest.fixture(params=[logging.Formatter, JsonLines])
def formatter(request):
    """Plain lines, and lines of JSON."""
    return request.param()


@pytest.fixture
def logged(formatter, monkeypatch):
    """What a handler has written that nobody took care of."""
    before, log_privacy._installed[:] = logging.getLogRecordFactory(), []
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    hooks, unraisable, warned = sys.excepthook, sys.unraisablehook, warnings.showwarning
    log_privacy.install()
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(formatter)
    logger = logging.getLogger("anybody's")
    logger.addHandler(handler)
    yield logger, out
    logger.removeHandler(handler)
    logging.setLogRecordFactory(before)
    sys.excepthook, sys.unraisablehook, warnings.showwarning = hooks, unraisable, warned
    log_privacy._installed.clear()


def provoked(engine):
    """Errors with the mark in what they say, each as its own kind of thing."""

    def no_such_table(connection):
        connection.execute(text("insert into nothing values (:name)"), {"name": MARK})

    def unknown_kind(connection):  # PostgreSQL tells the whole row that it refuses
        added = "insert into people (subject, kind, name) values ('R-77', 'ghost', :name)"
        connection.execute(text(added), {"name": MARK})

    for wrong in (no_such_table, unknown_kind):
        with engine.connect() as connection:
            try:
                wrong(connection)
            except SQLAlchemyError as fault:
                yield fault
    try:
        Typed.model_validate({"level": MARK})
    except ValidationError as fault:
        yield fault
    try:
        {}[MARK]
    except KeyError as fault:
        yield fault
    try:
        try:
            int(MARK)
        except ValueError as behind:
            raise RuntimeError(f"because of {MARK}") from behind
    except RuntimeError as fault:
        yield fault


def test_no_error_brings_what_it_was_about_into_a_log(logged, engine):
    logger, out = logged
    seen = 0
    for fault in provoked(engine):
        seen += 1
        logger.error("It failed.", exc_info=fault)
        logger.error("It failed: %s", fault)
        logger.error(fault)

    assert seen == 5
    assert MARK not in out.getvalue()
    assert "RuntimeError" in out.getvalue()
    assert "test_log_privacy.py" in out.getvalue()
    assert "because of" in out.getvalue()


def test_an_error_inside_of_what_is_logged_is_told_by_its_kind_too(logged):
    logger, out = logged
    fault = ValueError(MARK)
    logger.error("%(what)s failed", {"what": fault})
    logger.error("%s failed", [fault, {"of": fault}])
    said = f"It failed: {fault} {fault!r}"  # as libraries write it
    logger.error(said, exc_info=fault)

    assert MARK not in out.getvalue()
    assert out.getvalue().count("builtins.ValueError") == 6


def test_a_task_that_nobody_waited_for_is_told_by_its_kind(logged):
    """Asyncio writes the task with its error into the message."""
    logger, out = logged
    handler = logger.handlers[0]
    logging.getLogger("asyncio").addHandler(handler)

    async def fails():
        raise ValueError(MARK)

    async def forgets():
        asyncio.get_running_loop().create_task(fails())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gc.collect()

    with ThreadPoolExecutor(1) as thread:  # a browser test has a loop in this one
        thread.submit(lambda: asyncio.run(forgets())).result()
    logging.getLogger("asyncio").removeHandler(handler)

    assert "Task exception was never retrieved" in out.getvalue()
    assert MARK not in out.getvalue()


def test_warnings_and_errors_while_deleting_are_told_by_kind_and_place(logged, capfd, caplog):
    class Sour:
        def __del__(self):
            raise ValueError(MARK)

    Sour()
    gc.collect()
    warnings.showwarning(UserWarning(MARK), UserWarning, "some.py", 7)

    said = caplog.text + capfd.readouterr().err
    assert MARK not in said
    assert "UserWarning at some.py, line 7" in said
    assert "An error could not be raised." in said


def test_no_statement_error_says_its_parameters(engine):
    faults = [f for f in provoked(engine) if isinstance(f, SQLAlchemyError)]

    assert len(faults) == 2
    assert all("hide_parameters" in str(fault) for fault in faults)


def test_a_line_that_cannot_be_made_prints_none_of_its_arguments(logged, capfd):
    logger, out = logged

    logger.error("%d of them", MARK)

    assert MARK not in out.getvalue() + capfd.readouterr().err


def test_an_outage_is_told_in_its_sentence(logged):
    logger, out = logged

    logger.error("No backup: %s", StoreUnavailable("The disk is full."))

    assert "No backup: The disk is full." in out.getvalue()


IN_A_THREAD = "import threading as t; t.Thread(target=lambda: [][m]).start()"


@pytest.mark.parametrize("how", ["raise ValueError(m)", IN_A_THREAD])
def test_an_error_that_nobody_catches_is_told_the_same_way(how):
    program = f"from assessment.server import log_privacy as l; l.install(); m = {MARK!r}; {how}"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)  # noqa: PLW1510

    assert MARK not in done.stderr.replace(program, "")
    assert "stopped over an error" in done.stderr


def test_a_script_of_streamlits_that_fails_tells_neither_the_log_nor_the_browser(logged, capfd):
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    from assessment.server import streamlit_settings  # noqa: PLC0415

    streamlit_settings.settle()

    page = AppTest.from_string(f"raise ValueError({MARK!r})").run()

    shown = "".join(str(e.proto) for e in page.exception)
    assert MARK not in shown + capfd.readouterr().err.replace(f"raise ValueError({MARK!r})", "")
    assert "python" not in shown.lower()
