"""The decision that the debrief ends with: offer, reject or hold, with who, when and why."""

import streamlit as st

from assessment.domain.decision import DebriefRecord, Decision
from assessment.services.reading.debrief_view import DebriefView
from assessment.services.reading.debriefs import decide
from assessment.ui.debrief.discussion import put_record
from assessment.ui.shared.draft_form import KeptForm, KeptWords


def decision(view: DebriefView, kept: KeptWords) -> None:
    """The decision that counts, the ones before it, and for whoever decides a form."""
    if not (view.decisions or view.candidate.open):
        return
    st.header("Decision", anchor=False)
    if view.decisions:
        _history(view)
    else:
        st.markdown("None yet. People decide, not a score or a recommendation.")
    if view.may_decide:
        _form(view, kept)


def _history(view: DebriefView) -> None:
    *earlier, last = view.decisions
    _put(view, last)
    if earlier:
        st.markdown("Earlier decisions:")
    for record in reversed(earlier):
        _put(view, record)


def _put(view: DebriefView, record: DebriefRecord) -> None:
    put_record(view, record, record.decision.label if record.decision else "")


def _form(view: DebriefView, kept: KeptWords) -> None:
    form = KeptForm(kept, "decision")
    chosen = form.choice("decision", "Decision", list(Decision), named=lambda d: d.label)
    reason = form.text("reason", "Reason for the decision")
    ready = bool(view.recommendations) and not view.decisions
    pressed = form.button("Save decision", primary=ready)
    form.say()
    if pressed:
        if chosen is None:
            more = "" if reason.strip() else " Give the reason for it, too."
            st.error(f"Choose offer, reject or hold.{more}")
            return
        form.save(
            lambda open_uow: decide(
                open_uow,
                kept.context.clock,
                candidate=view.candidate.candidate.id,
                by=kept.by,
                decision=chosen,
                reason=reason,
            ),
            "The decision is saved.",
        )
