"""What is said in a debrief: the raters' recommendations, notes, the final recommendation."""

import streamlit as st

from assessment.domain.decision import DebriefRecord
from assessment.domain.rating import Recommendation
from assessment.services.reading.debrief_view import DebriefView
from assessment.services.reading.debriefs import add_note, recommend
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.draft_form import KeptForm, KeptWords
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.empty_states import no_scorecard
from assessment.ui.shared.wording import ROLES, plain, when

_draw = Macros("debrief/templates/debrief.html.j2")


def recommendations(view: DebriefView) -> None:
    """What each rater recommends, in her own words."""
    st.header("Recommendations", anchor=False)
    rows = []
    for card in view.candidate.submitted:
        sheet = {"interview": card.sheet.interview, "rater": card.sheet.rater}
        name = view.names.get(card.sheet.rater, card.sheet.rater)
        said = card.recommendation.label if card.recommendation else "none"
        address = navigation.address(PageName.SCORECARD, **sheet)
        rows.append((address, name, said.capitalize(), card.reasons))
    if rows:
        put(_draw("recommendations", rows))
    else:
        no_scorecard(view)


def notes(view: DebriefView, kept: KeptWords) -> None:
    """The discussion, oldest first, and once the debrief is open a line to add to it."""
    if not (view.notes or view.candidate.open):
        return
    st.header("Notes", anchor=False)
    for note in view.notes:
        put_record(view, note)
    if not view.may_note:
        return
    form = KeptForm(kept, "note")
    said = form.text("note", "Add a note", hint="What was said, and by whom")
    pressed = form.button("Save note")
    form.say()
    if pressed:
        form.save(
            lambda open_uow: add_note(
                open_uow,
                kept.context.clock,
                candidate=view.candidate.candidate.id,
                by=kept.by,
                text=said,
            )
        )


def final_recommendation(view: DebriefView, kept: KeptWords) -> None:
    """The one that stands, those before it, and for whoever leads the way to write one."""
    if not (view.recommendations or view.candidate.open):
        return
    st.header("Final recommendation", anchor=False)
    for record in view.recommendations:
        label = Recommendation(record.recommendation).label.capitalize()
        put_record(view, record, label)
    if not view.recommendations:
        st.markdown("None yet. It is what you agree on, with your reasons; no score decides it.")
    if view.candidate.open and not view.may_settle:
        st.markdown(who_decides(view))
    if view.may_settle:
        _recommend(view, KeptForm(kept, "final"), kept)


def who_decides(view: DebriefView) -> str:
    """Who may record what the debrief comes to, by name where there is one."""
    leading = [
        f"{plain(view.names.get(m.rater, m.rater))} ({ROLES[m.role].lower()})"
        for m in view.file.panel
        if m.role.leads
    ]
    who = ", ".join([*leading, "the owner"]) if leading else "the owner"
    notes_too = " You can add notes." if view.may_note else ""
    what = "Agreed levels, the final recommendation and the decision"
    return f"{what} are recorded by {who}.{notes_too}"


def _recommend(view: DebriefView, form: KeptForm, kept: KeptWords) -> None:
    chosen = form.choice(
        "recommendation",
        "Recommendation",
        list(Recommendation),
        named=lambda r: r.label.capitalize(),
    )
    reasons = form.text("reasons", "Reasons", height=110)
    pressed = form.button("Save final recommendation", primary=not view.recommendations)
    form.say()
    if pressed:
        if chosen is None:
            more = "" if reasons.strip() else " Give your reasons, too."
            st.error(f"Choose one of the five recommendations.{more}")
            return
        form.save(
            lambda open_uow: recommend(
                open_uow,
                kept.context.clock,
                candidate=view.candidate.candidate.id,
                by=kept.by,
                recommendation=chosen,
                reasons=reasons,
            ),
            "The final recommendation is saved.",
        )


def put_record(view: DebriefView, record: DebriefRecord, label: str = "") -> None:
    """One record of the debrief: what was said, by whom and when."""
    who = view.names.get(record.by, record.by) if record.by else "Owner"
    put(_draw("record", label, record.text, who, when(record.at)))
