"""What the checks of the bank found. They take seconds, so they run once and beside the page."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import streamlit as st

from assessment.ui import app_context
from assessment.ui.shared.network import came_with_a_link
from assessment.ui.shared.wording import code, counted, plain
from question_bank import Problem, QuestionBank
from question_bank.checking import check_bank

_workers = ThreadPoolExecutor(1, "bank check")
_runs: dict[tuple[object, ...], Future[tuple[Problem, ...]]] = {}
"""The same for every viewer, one for each state of the bank: own questions may change."""

BEING_CHECKED = " · checks running"
WAIT_SECONDS = 0.2
"""What a page waits for the checks before it says that they run: small banks are done by then."""


def checks_of(bank: QuestionBank) -> Future[tuple[Problem, ...]]:
    """The checks of this bank, running or done."""
    key = (bank.version, bank.root, bank.own)
    if key not in _runs:
        _runs[key] = _workers.submit(check_bank, bank)
    return _runs[key]


def found_by(bank: QuestionBank) -> tuple[Problem, ...] | None:
    """What they found, or nothing yet."""
    run = checks_of(bank)
    try:
        return run.result(WAIT_SECONDS)
    except TimeoutError:
        return None


@st.fragment(run_every=2)
def draw_again_when_checked(bank: QuestionBank) -> None:
    """Draws the page anew once the checks are done.

    Last on a page that said `BEING_CHECKED`: a press that is read further down would be lost.
    """
    if checks_of(bank).done():
        st.rerun()


def checks_said(bank: QuestionBank) -> str:
    """` · no problem found`, for the first line of the page."""
    if bank.root is None:
        return ""
    found = found_by(bank)
    if found is None:
        return BEING_CHECKED
    return f" · {counted(len(found), 'problem') if found else 'no problem'} found"


def left_out(bank: QuestionBank) -> None:
    """Why one's own questions are not in the bank, where there are some."""
    if bank.own and bank.own.problems:
        folder = (
            ""
            if came_with_a_link() or app_context.needs_sign_in()
            else f" in {plain(str(bank.own.root))}"
        )
        st.warning(
            f"Your own questions{folder} are not in use: "
            f"{counted(len(bank.own.problems), 'problem')}. Fix them, then reload the folder. "
            "The bank that comes with Levelset is not affected."
        )
        _listed(bank.own.problems, bank)


def to_mend(bank: QuestionBank) -> None:
    """Every problem that the checks found, with its file and line."""
    said = bank.own.problems if bank.own else ()
    others = [p for p in (found_by(bank) or ()) if p not in said] if bank.root else []
    if others:
        with st.expander(f"{counted(len(others), 'problem').capitalize()} to fix"):
            _listed(others, bank)


def _listed(problems: Sequence[Problem], bank: QuestionBank) -> None:
    roots = [root for root in (bank.root, bank.own.root if bank.own else None) if root]
    lines = (f"- {code(f'{_near(p.path, roots)}:{p.line}')} {plain(p.message)}" for p in problems)
    st.markdown("\n".join(lines))


def _near(path: Path, roots: Sequence[Path]) -> str:
    """The path below its bank, and the bank's own folder as its name."""
    for root in roots:
        if path.is_relative_to(root):
            return path.relative_to(root.parent).as_posix()
    return str(path)
