"""Audit log: who did what and when, narrowed by what was done and by words, page by page."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from assessment.domain.audit import BOARD_OPENED
from assessment.domain.ids import RaterId
from assessment.domain.permissions import Actor
from assessment.services.reading.audit_log import AuditLog, read_audit_log
from assessment.services.store.audit_log import JournalLine
from assessment.ui.app_context import AppContext
from assessment.ui.shared import viewer
from assessment.ui.shared.address import address_widgets
from assessment.ui.shared.address.paging import page_in_address, way_to_others
from assessment.ui.shared.drawing.html import put, put_nothing
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import counted, when

FORM = "audit-filters"
MOST = 200
"""Rows that are drawn at once; older ones are on the next pages."""
HOW = (
    "Each row holds a digest of the row before it. `levelset audit verify` shows whether any was "
    "changed or removed. The log holds codes, and reasons as they were typed. When a "
    "candidate's name is erased, the reasons about them are erased too."
)
WITHOUT_RATER = {BOARD_OPENED: "Candidate"}
"""Who does what nobody on a panel does."""
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
    st.title("Audit log")
    every = read_audit_log(context.open_uow, by=by, most=1)
    if not every.every:
        put_nothing(
            "Nothing has been recorded yet. Changes to people, briefs and kits, exports, opened "
            "links and denied attempts will appear here."
        )
        return
    st.markdown(HOW)
    act, words = _asked_for(every.acts)
    log = read_audit_log(
        context.open_uow, by=by, act=act, words=words, page=page_in_address(), most=MOST
    )
    st.markdown(_count(log))
    if log.lines:
        known = _administrators(context, by)
        put(_draw("log_table", [_row(line, known) for line in log.lines]))
    way_to_others(log.page, log.pages, key="audit-pages")


def _asked_for(acts: Sequence[str]) -> tuple[str, Sequence[str]]:
    """What the reader narrows the log down to: an act, and words."""
    first, second = st.columns(2)
    with first:
        labels = {label(act): label(act) for act in acts}
        chosen = address_widgets.filter_in_address("act", "What", labels, form=FORM)
    with second:
        words = address_widgets.words_in_address(
            "find", "Search", form=FORM, placeholder="Search codes, ids and reasons"
        )
    return next((act for act in acts if label(act) == chosen), ""), words.split()


def label(act: str) -> str:
    return act[:1].upper() + act[1:]


def _count(log: AuditLog) -> str:
    every = counted(log.every, "row")
    if not log.found:
        return f"**0 of {every}.** Clear a filter or search for fewer words."
    return f"**{log.found} of {every}**, newest first"


def _administrators(context: AppContext, by: Actor) -> Mapping[RaterId, str]:
    """What an administrator reads for the code of another one: the address with it."""
    if context.sign_in is None or by.rater is not None:
        return {}
    return {code: f"{email} ({code})" for code, email in context.sign_in.codes.items()}


def _row(line: JournalLine, administrators: Mapping[RaterId, str]) -> LogRow:
    who = administrators.get(line.by, line.by) if line.by else "Owner"
    return LogRow(
        at=when(line.at),
        who=WITHOUT_RATER.get(line.act, who),
        act=label(line.act),
        about=line.about,
        detail=line.detail,
        because=line.because,
    )
