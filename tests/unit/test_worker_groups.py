"""Tests that share something dear are one group, and so are the cases of a unit test."""

from collections import OrderedDict

import pytest

from tests.worker_groups import GroupScheduling, group_of


@pytest.mark.parametrize(
    ("test", "group"),
    [
        ("tests/ui/servers/test_two_servers.py::test_any", "wheel"),
        ("tests/ui/servers/test_team.py::test_any[a]", "wheel"),
        ("tests/ui/web/test_signing_in.py::test_any", "tests/ui/web/test_signing_in.py"),
        ("tests/integration/test_erasure.py::test_any", "tests/integration/test_erasure.py"),
        ("tests/integration/test_access_report.py::test_any", "access report"),
        ("tests/contract/test_boards.py::test_any", "tests/contract/test_boards.py::test_any"),
        (
            "tests/contract/test_boards.py::test_any[a]",
            "tests/contract/test_boards.py::test_any[a]",
        ),
        ("tests/unit/domain/test_pace.py::test_any[a]", "tests/unit/domain/test_pace.py::test_any"),
        ("tests/no_such_file.py::test_any[::]", "tests/no_such_file.py::test_any[::]"),
    ],
)
def test_the_group_is_that_of_the_file_the_test_or_the_case(test, group):
    assert group_of(test) == group


def test_xdist_deals_out_by_these_groups():
    scheduling = GroupScheduling.__new__(GroupScheduling)
    assert scheduling._split_scope("tests/ui/test_installed_wheel.py::test_any") == "wheel"


def test_groups_that_are_done_are_looked_through_no_more():
    class Worker:
        def __init__(self):
            self.given, self.shutting_down = [], False

        def send_runtest_some(self, tests):
            self.given += tests

        def shutdown(self):
            self.shutting_down = True

    worker, tests = Worker(), [f"tests/unit/t.py::test_{n}" for n in range(40)]
    scheduling = GroupScheduling.__new__(GroupScheduling)
    scheduling.log = lambda *_said: None
    scheduling.registered_collections = {worker: tests}
    scheduling.assigned_work = {worker: {}}
    scheduling.workqueue = OrderedDict((test, {test: False}) for test in tests)
    scheduling._assign_work_unit(worker)
    for done in range(len(tests)):
        scheduling.mark_test_complete(worker, done)
        assert len(scheduling.assigned_work[worker]) <= 4

    assert (worker.given, worker.shutting_down) == (list(range(40)), True)
