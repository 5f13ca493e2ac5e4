"""Seats of one interview on their way to another laptop, there, and on their way back."""

import streamlit as st

from assessment.domain.handover import Handover, HandoverDirection
from assessment.domain.ids import SheetKey
from assessment.services.handover.giving_back import give_back
from assessment.services.handover.handing_over import hand_over, seat_places, take_back
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.visible_ratings import RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.interviews.meeting_rows import ListedInterview
from assessment.ui.shared import viewer
from assessment.ui.shared.drawing.bidi import isolated
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain
from assessment.ui.web.downloads import handover_address

OUT = (
    "For an interview without a network. The file holds the questions, the candidate's code and "
    "name, and nobody's ratings. Until it's returned, anything entered here for that seat is "
    "kept as a proposed change."
)
BACK = (
    "The return file takes this laptop's entries back. Anything entered here after that is kept "
    "as a proposed change."
)


def another_laptop(
    context: AppContext, file: RequisitionFile, names: Names, meeting: ListedInterview
) -> None:
    """For each rating seat: where it is, and what can be done about it."""
    by = viewer.who(context)
    places = seat_places(context.open_uow, file.requisition.id, by=by)
    st.markdown(BACK if file.on_loan else OUT)
    for sheet in meeting.interview.rating_sheets:
        place = places.get(sheet)
        if file.on_loan and place is None:
            continue
        name = plain(isolated(names.raters.get(sheet.rater, sheet.rater)))
        st.markdown(f"**{name}**")
        if file.on_loan and place:
            done = sheet in meeting.candidate.progress.submitted
            _back(context, sheet, place.handover, done=done)
        elif place and place.handover.elsewhere:
            _away(context, sheet, place.handover)
        else:
            _here(context, sheet, place.handover if place else None)


def _here(context: AppContext, sheet: SheetKey, before: Handover | None) -> None:
    if before and before.returned_at:
        st.markdown("The return has been merged. The scorecard is here.")
        return
    if st.button("Hand over", key=f"hand-over-{sheet.box}"):
        save(
            lambda: hand_over(context.open_uow, context.clock, sheet=sheet, by=viewer.who(context)),
            f"The scorecard of {sheet.rater} is handed over. Download its file now.",
        )


def _away(context: AppContext, sheet: SheetKey, handover: Handover) -> None:
    """The file once more, and the way out where nothing will ever come back."""
    st.markdown(handover.sentence)
    st.link_button("Download the file", handover_address(sheet), icon=":material/download:")
    with st.expander("The laptop is lost"):
        st.markdown("Take the scorecard back. A return that comes later is kept as proposals.")
        reason = st.text_input("Reason", key=f"why-back-{sheet.box}")
        if st.button("Take back", key=f"take-back-{sheet.box}"):
            save(
                lambda: take_back(
                    context.open_uow,
                    context.clock,
                    sheet=sheet,
                    reason=reason,
                    by=viewer.who(context),
                ),
                f"The scorecard of {sheet.rater} is here again.",
            )


def _back(context: AppContext, sheet: SheetKey, handover: Handover, *, done: bool) -> None:
    if handover.direction is not HandoverDirection.IN:
        return
    if handover.open:
        if not done:
            st.markdown("Not submitted yet. Submit it first if you can.")
        if st.button("Make the return", key=f"return-{sheet.box}"):
            save(
                lambda: give_back(
                    context.open_uow, context.clock, sheet=sheet, by=viewer.who(context)
                ),
                "The return is ready. Download its file and take it home.",
            )
        return
    st.markdown(handover.sentence)
    st.link_button("Download the return", handover_address(sheet), icon=":material/download:")
