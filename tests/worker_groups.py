"""Which tests run one after the other in one worker, because they share something that is dear.

xdist 3.8 writes a test's group into an attribute that pytest 9.2 no longer reads, so every group
was dealt out test by test. Here the group is read from the test's file.
"""

import functools
import re
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

ROOT = Path(__file__).parents[1]
_MARK = re.compile(r"""mark\.xdist_group\("([^"]+)"\)""")
_SHARED = re.compile(r"""fixture\([^)]*scope="module\"""")


def group_of(test: str) -> str:
    """The group of a test, by its id: that of its file's mark, its file, or its own.

    A file whose tests share a server or a database is a group, or each worker would make its own.
    The cases of a unit test go together, because they take less time than being dealt out.
    """
    alone = test.partition("[")[0] if test.startswith("tests/unit/") else test
    return _group_in(test.partition("::")[0]) or alone


@functools.cache
def _group_in(file: str) -> str:
    try:
        source = (ROOT / file).read_text("utf-8")
    except OSError:
        return ""
    if marked := _MARK.search(source):
        return marked.group(1)
    return file if _SHARED.search(source) else ""


class GroupScheduling(LoadScopeScheduling):
    """Gives a worker one group at a time, beginning with the groups of the most tests."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)

    def mark_test_complete(
        self, node: WorkerController, item_index: int, duration: float = 0
    ) -> None:
        """Forgets groups that are done, through which xdist would look after every test."""
        given = self.assigned_work[node]
        for done in [group for group, tests in given.items() if all(tests.values())]:
            del given[done]
        super().mark_test_complete(node, item_index, duration)
