"""Work in the background: each piece once, in turn, and none that outlives the server."""

from threading import Event

import pytest

from assessment.services.reading.background import MOST_WAITING, Background

PATIENCE = 60


@pytest.fixture
def background():
    made = Background(pause=0)
    made.open()
    yield made
    made.close()


class Held:
    """A piece of work that goes on until it is let go."""

    def __init__(self):
        self.began, self._go = Event(), Event()

    def __call__(self):
        self.began.set()
        assert self._go.wait(PATIENCE)

    def let_go(self):
        self._go.set()


@pytest.fixture
def held(background):
    """Keeps the thread busy, so that what a test wants has to wait."""
    made = Held()
    background.want("held", made)
    assert made.began.wait(PATIENCE)
    yield made
    made.let_go()


def finished(background):
    """What was wanted before it is done by then."""
    last = Event()
    background.want("last", last.set)
    return last.wait(PATIENCE)


def finished_later(background):
    """What can wait is done by then, too."""
    last = Event()
    background.want("last of all", last.set, later=True)
    return last.wait(PATIENCE)


def test_what_is_wanted_is_done_in_turn_and_a_name_that_waits_only_once(background, held):
    done = []
    for name, value in (("a", 1), ("b", 2), ("a", 3)):
        background.want(name, lambda value=value: done.append(value))
    held.let_go()
    assert finished(background)
    assert done == [2, 3]


def test_what_fails_keeps_nothing_else_from_being_done_and_tells_no_contents(background, caplog):
    def fails():
        raise ValueError("Ada Lovelace")

    background.want("fails", fails)
    assert finished(background)
    assert caplog.messages == ["Work in the background failed: ValueError."]


def test_a_thread_that_had_nothing_left_to_do_is_followed_by_another(background):
    for _ in range(20):
        assert finished(background)


def test_too_much_work_leaves_out_the_oldest(background, held):
    done = []
    for number in range(MOST_WAITING + 2):
        background.want(number, lambda number=number: done.append(number))
    held.let_go()
    background.close()  # waits for what runs, which may be the first of them
    assert not {0, 1} & set(done)


def test_what_can_wait_comes_after_everything_else(background, held):
    done = []
    background.want("today", lambda: done.append("today"), later=True)
    background.want("role", lambda: done.append("role"))
    held.let_go()
    assert finished_later(background)
    assert done == ["role", "today"]


def test_what_waits_already_is_wanted_no_later_than_it_was(background, held):
    done = []
    background.want("role", lambda: done.append("soon"))
    background.want("role", lambda: done.append("later"), later=True)
    background.want("other", lambda: done.append("later"), later=True)
    background.want("other", lambda: done.append("sooner"))
    held.let_go()
    assert finished_later(background)
    assert done == ["soon", "sooner"]


def test_what_can_wait_is_not_begun_while_somebody_writes():
    background, done = Background(pause=0, quiet=PATIENCE), []
    background.open()
    background.give_way()
    background.want("today", lambda: done.append("today"), later=True)
    assert finished(background)
    assert done == []
    background.close()


def test_what_can_wait_is_done_once_nobody_has_written_for_a_while():
    background = Background(pause=0, quiet=0.05)
    background.open()
    background.give_way()
    assert finished_later(background)
    background.close()


def test_a_closed_one_does_nothing_and_forgets_what_waits(background, held):
    done = []
    background.want("waits", lambda: done.append("waits"))
    background._closed.set()
    background.want("late", lambda: done.append("late"))
    held.let_go()
    background.close()
    assert done == []
    assert background._thread is None


def test_nothing_is_done_before_a_server_opens_it():
    done = []
    closed = Background(pause=0)
    closed.want("early", lambda: done.append("early"))
    closed.close()
    assert done == []
