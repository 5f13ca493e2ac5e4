"""How long candidates' data is kept, and the review of one candidate whose period is over."""

from datetime import date, timedelta
from functools import partial

import streamlit as st

from assessment.domain.ids import code_of
from assessment.domain.permissions import Action, Actor, who_may
from assessment.domain.retention import (
    LONGEST,
    SHORTEST,
    Retained,
    RetentionPeriod,
    in_words,
    months_after,
)
from assessment.services.hiring import retention as hiring
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.retention import RetentionView
from assessment.services.reading.visible_ratings import CandidateFile, RequisitionFile
from assessment.ui.app_context import AppContext
from assessment.ui.requisition.erasing import erasing
from assessment.ui.shared import on_opening
from assessment.ui.shared.address import navigation, url_state
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.field_keys import field_key
from assessment.ui.shared.own_part import own_part
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain


def retention(
    context: AppContext, file: RequisitionFile, period: RetentionPeriod, *, by: Actor
) -> None:
    """The period with its reason, and for whoever may a form to change it."""
    st.subheader("How long data is kept")
    st.markdown(
        f"{period.sentence[:1].upper()}{period.sentence[1:]}. {plain(period.reason)}  \n"
        "After that, the candidate appears on Today for review. Nothing is deleted automatically."
    )
    if not file.may(Action.CHANGE_RETENTION):
        st.markdown(f"Only {who_may(Action.CHANGE_RETENTION)} can change this.")
        return
    _change(context, period, f"retention-{file.requisition.id}", by)


@own_part
def _change(context: AppContext, period: RetentionPeriod, name: str, by: Actor) -> None:
    form = partial(_period_form, context, period, name, by)
    on_opening.popover("Change the period", form, key=f"change-{name}")


def _period_form(context: AppContext, period: RetentionPeriod, name: str, by: Actor) -> None:
    with st.form(url_state.round_of(name), border=False):
        months = st.number_input(
            "Months after the decision", SHORTEST, LONGEST, period.months, step=1
        )
        reason = st.text_input(
            "Reason for the period",
            value=period.reason,
            key=field_key(name, "reason", period.reason),
        )
        pressed = st.form_submit_button(
            "Save period", help="The change is recorded in the audit log."
        )
    if pressed:
        save(
            lambda: hiring.change_retention(
                context.open_uow,
                requisition=period.requisition,
                months=months,
                reason=reason,
                by=by,
            ),
            "The period is saved and recorded in the audit log.",
            form=name,
        )


def review(
    context: AppContext, file: RequisitionFile, kept: RetentionView, names: Names, *, by: Actor
) -> None:
    """The candidate in the address: since when the data is kept, and what can be done about it."""
    own = url_state.candidate()
    if own is None:
        return
    found = next((c for c in (*file.candidates, *kept.removed) if c.candidate.id == own), None)
    if found is None:
        st.info(f"{plain(code_of(own))} is not a candidate of this role any more.")
        return
    name = names.candidates.get(own, "")
    with st.container(border=True, key="review"):
        st.subheader(f"{found.candidate.code} {plain(name)}".strip(), anchor=False)
        st.markdown(_state(found, kept.candidates.get(own), context.clock().date()))
        left, right = st.columns([6, 5], gap="large")
        with left:
            if file.may(Action.ERASE_CANDIDATE):
                erasing(context, found, by)
            else:
                st.markdown(f"Only {who_may(Action.ERASE_CANDIDATE)} can erase or anonymise this.")
        with right:
            held = kept.candidates.get(own)
            if held and held.removed:
                st.markdown(
                    f"{found.candidate.code} was removed. You can restore it below the list."
                )
            elif file.may(Action.KEEP_LONGER) and not found.candidate.anonymised_at:
                _keep_longer(context, found, by)
        navigation.link(PageName.REQUISITION, "Close this review", requisition=file.requisition.id)


def _state(found: CandidateFile, kept: Retained | None, today: date) -> str:
    if found.candidate.anonymised_at:
        return "The name and everything written about this person are gone."
    if kept is None:
        return "You can see how long this is kept once you have submitted your scorecard."
    due = "Due for a review since" if kept.due(today) else "Due for a review on"
    said = f"{due} {in_words(kept.due_on)}"
    if kept.longer and kept.longer.until > kept.ends_on:
        who = plain(kept.longer.by or "the owner")
        return f"{said}. Kept longer by {who}: {plain(kept.longer.because)}"
    return f"{said}: {kept.since}."


def _keep_longer(context: AppContext, found: CandidateFile, by: Actor) -> None:
    own, today = found.candidate.id, context.clock().date()
    name = f"keep-longer-{own}"
    with st.form(url_state.round_of(name), border=False):
        until = st.date_input(
            "Keep until",
            None,
            min_value=today + timedelta(days=1),
            max_value=months_after(today, LONGEST),
            format="YYYY-MM-DD",
        )
        reason = st.text_input(
            "Reason for keeping it",
            placeholder="A complaint is still open",
            key=field_key(name, "reason"),
        )
        pressed = st.form_submit_button("Keep longer")
    if not pressed:
        return
    if until is None:
        st.error("Choose the day until which the data is kept.")
        return
    save(
        lambda: hiring.keep_longer(
            context.open_uow, context.clock, candidate=own, until=until, reason=reason, by=by
        ),
        f"The data of {found.candidate.code} is kept until {in_words(until)}.",
        form=name,
    )
