"""Who on the panel has practised, for those who prepare the role; and one's own way to practise."""

from datetime import datetime

import streamlit as st

from assessment.comparison.practice_wording import status_in_words
from assessment.domain.ids import RequisitionId
from assessment.domain.permissions import Action, Actor
from assessment.services.practice.status import practice_status
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.wording import day

_draw = Macros("panel/templates/tables.html.j2")


def practice(context: AppContext, file: RequisitionFile, by: Actor) -> None:
    """In the order of the panel, without any results."""
    st.header("Practice", anchor=False)
    if file.may(Action.SEE_PRACTICE):
        rows = _rows(context, file.requisition.id, by, context.clock())
        if rows:
            put(_draw("practice_table", rows))
        else:
            st.markdown("Nobody on the panel rates yet.")
    if by.rater is None:
        navigation.link(PageName.PRACTICE, "Rules of practice")
    elif by.link is None:
        navigation.link(PageName.PRACTICE, "Practise rating written answers")


def _rows(
    context: AppContext, requisition: RequisitionId, by: Actor, now: datetime
) -> list[tuple[str, str]]:
    found = practice_status(context.open_uow, requisition, by=by)
    return [(one.name, status_in_words(one.until, now, day)) for one in found]
