"""What the first signal does, what a second one does, and what the end of the time does."""

import asyncio
import logging
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assessment.server.shutdown import GAVE_UP, ONE_SIGNAL, Shutdown

TERM, INT = signal.SIGTERM, signal.SIGINT


class Process:
    """Stands for the process: what was done to it, in order."""

    def __init__(self, *, announced=0.0, longest=1000.0):
        self.done, self.time = [], 100.0
        self.left = threading.Event()
        self.ending = Shutdown(
            lambda: self.done.append("drains"),
            announced=announced,
            longest=longest,
            leave=self._leave,
            now=lambda: self.time,
        )

    def _leave(self, code):
        self.done.append(("leaves", code))
        self.left.set()

    def receives(self, *signals, announced=0.0):
        """Each signal is its number, and the seconds since the first one."""

        async def run():
            told = asyncio.Event()

            def before(number, _frame):
                self.done.append(("stops", number))
                told.set()

            handle = self.ending.handler(asyncio.get_running_loop(), before, announced)
            for number, seconds in signals:
                self.time = 100.0 + seconds
                handle(number, None)
            await told.wait()

        with ThreadPoolExecutor(1) as thread:  # a browser test has a loop in this one
            thread.submit(lambda: asyncio.run(run())).result()
        return self.done


@pytest.fixture
def process():
    made = Process()
    yield made
    made.ending.requests_finished()


def test_the_first_signal_drains_before_the_server_stops(process):
    assert process.receives((TERM, 0)) == ["drains", ("stops", TERM)]


def test_one_signal_that_arrives_twice_is_one(process):
    assert process.receives((TERM, 0), (TERM, ONE_SIGNAL)) == ["drains", ("stops", TERM)]


@pytest.mark.parametrize("second", [TERM, INT])
def test_a_second_signal_ends_the_process_at_once(process, second):
    assert process.receives((TERM, 0), (second, ONE_SIGNAL + 0.1)) == [
        "drains",
        ("leaves", 128 + second),
        ("stops", TERM),
    ]


def test_the_end_of_the_time_ends_it_and_says_so(caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("levelset"), "propagate", True)
    process = Process(longest=0.0)

    process.receives((TERM, 0))

    assert process.left.wait(60)
    assert ("leaves", GAVE_UP) in process.done
    assert "Requests were still running" in caplog.text


def test_where_all_requests_are_finished_nothing_ends_it_later():
    process = Process(longest=3600.0)
    process.receives((TERM, 0))
    limit = process.ending._limit

    process.ending.requests_finished()

    limit.join(60)
    assert not limit.is_alive()
    assert process.done == ["drains", ("stops", TERM)]
