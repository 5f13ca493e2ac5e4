"""Tests that share something dear are one group; all others are dealt out one by one."""

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
        ("tests/no_such_file.py::test_any[::]", "tests/no_such_file.py::test_any[::]"),
    ],
)
def test_the_group_is_that_of_the_file_or_the_test_alone(test, group):
    assert group_of(test) == group


def test_xdist_deals_out_by_these_groups():
    scheduling = GroupScheduling.__new__(GroupScheduling)
    assert scheduling._split_scope("tests/ui/test_installed_wheel.py::test_any") == "wheel"
