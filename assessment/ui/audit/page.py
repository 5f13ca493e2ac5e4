"""Audit log: who did what and when, narrowed by what was done and by words."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services.reading.audit_log import read_audit_log
from assessment.services.store.ports import JournalLine
from assessment.ui.app_context import AppContext
from assessment.ui.shared import url_state, viewer
from assessment.ui.shared.html import put, put_nothing
from assessment.ui.shared.templating import Macros
from assessment.ui.shared.wording import counted, when

FORM = "audit-filters"
MOST = 200
"""Rows that are drawn at once; older ones are found by narrowing."""
HOW = (
    "Each row holds a digest of the row before it. `levelset audit verify` shows whether any was "
    "changed or removed. The log holds codes, and reasons as they were typed. Reasons go when a "
    "candidate's name is erased."
)
_draw = Macros("audit/templates/log.html.j2")


class LogRow(NamedTuple):
    """One line of the log as the table says it."""

    at: str
    who: str
    act: str
    about: str
    detail: str
    because: str


def render(context: AppContext) -> None:
    """The log, for whoever is looking."""
    show(context, viewer.who(context))


def show(context: AppContext, by: Actor) -> None:
    """As `by` may see it."""
    lines = read_audit_log(context.open_uow, by=by)
    st.title("Audit log")
    if not lines:
        put_nothing(
            "Nothing has been recorded yet. Changes to people, briefs and kits, exports, opened "
            "links and denied attempts will appear here."
        )
        return
    st.markdown(HOW)
    found = _narrowed([_row(line) for line in lines])
    st.markdown(_count(len(found), len(lines)))
    if found:
        put(_draw("log_table", found[:MOST]))


def _narrowed(rows: Sequence[LogRow]) -> list[LogRow]:
    first, second = st.columns(2)
    acts = {row.act: row.act for row in sorted(rows, key=lambda row: row.act)}
    with first:
        act = url_state.filter_in_address("act", "What", acts, form=FORM)
    with second:
        words = url_state.words_in_address(
            "find", "Search", form=FORM, placeholder="Search codes, ids and reasons"
        )
    wanted = words.casefold().split()
    return [row for row in rows if act in {"", row.act} and _has_all(row, wanted)]


def _has_all(row: LogRow, words: Sequence[str]) -> bool:
    text = " ".join(row).casefold()
    return all(word in text for word in words)


def _count(found: int, every: int) -> str:
    if not found:
        return f"**0 of {counted(every, 'row')}.** Clear a filter or search for fewer words."
    rest = f" The newest {MOST} are shown. Narrow them to see older ones." if found > MOST else ""
    return f"**{found} of {counted(every, 'row')}**{rest}"


def _row(line: JournalLine) -> LogRow:
    return LogRow(
        at=when(line.at),
        who=line.by or "Owner",
        act=line.act[:1].upper() + line.act[1:],
        about=line.about,
        detail=line.detail,
        because=line.because,
    )
