"""A submitted sheet is locked; what changes is appended with its reason, and stays visible."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from assessment.domain.draft_form import proposal_form
from assessment.domain.ids import ItemId
from assessment.domain.permissions import Actor
from assessment.domain.rating import Entry, Kind
from assessment.services.reading.scorecards import ScorecardView
from assessment.services.recording import amendments
from assessment.ui.app_context import AppContext
from assessment.ui.scorecard.amendment_fields import FIELDS, left_kit, question_asked, words
from assessment.ui.shared.address import url_state
from assessment.ui.shared.draft_form import KeptForm, KeptWords, kept_words
from assessment.ui.shared.drawing.html import put, put_long_text
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.typing_pause import typing_pause
from assessment.ui.shared.wording import joined, plain, when

NAMED = {
    Kind.VERDICT: "level",
    Kind.BELIEF: "misconception",
    Kind.PROBE: "follow-up question",
    Kind.DEVIATION: "reason for departing from the kit",
}
WHOLE_SHEET = "The whole scorecard"
_draw = Macros("scorecard/templates/scorecard.html.j2")


class AmendablePart(NamedTuple):
    """Something that may be amended, and the form to do it with."""

    item: ItemId
    title: str
    tab: str
    kind: Kind
    form: str


def amended(view: ScorecardView) -> None:
    """Every change since submission, oldest first."""
    if not view.card.amendments:
        return
    st.header("Changed after submission", anchor=False)
    rows = [(when(e.at), _place(view, e), shown(e, view), e.because) for e in view.card.amendments]
    put(_draw("amendments", rows))


def deciding(context: AppContext, view: ScorecardView, by: Actor) -> None:
    """What is only proposed on a draft, for the rater whose sheet it is."""
    if view.proposals:
        _proposed(view, kept_words(context, view.candidate.candidate.id, by))
        typing_pause()


def amending(context: AppContext, view: ScorecardView, by: Actor) -> None:
    """Everything that may change now, for the rater whose sheet it is."""
    kept = kept_words(context, view.candidate.candidate.id, by)
    _proposed(view, kept)
    _amend_form(view, kept)
    typing_pause()


def _proposed(view: ScorecardView, kept: KeptWords) -> None:
    """What arrived when it could no longer count: taken over or left, with a reason."""
    if not view.proposals:
        return
    late = "you submitted" if view.card.submitted_at else "your scorecard was closed to changes"
    st.header(f"Proposed changes: they arrived after {late}", anchor=False)
    st.markdown("Nothing is lost. Add each one to the scorecard, or leave the scorecard as it is.")
    for entry in view.proposals:
        _proposal(view, entry, kept)


def _proposal(view: ScorecardView, entry: Entry, kept: KeptWords) -> None:
    form, take = KeptForm(kept, proposal_form(entry.id)), "Add to scorecard"
    with st.container(border=True):
        st.markdown(f"**{plain(_place(view, entry))}** · {when(entry.at)}")
        put_long_text(shown(entry, view))
        because = form.line("because", "Reason for your decision")
        pressed = form.button(take, "Discard change")
        form.say()
    if pressed:
        taken = pressed == take
        decide = amendments.accept_proposed if taken else amendments.decline_proposed
        form.save(
            lambda open_uow: decide(
                open_uow,
                kept.context.clock,
                sheet=view.card.sheet,
                entry=entry.id,
                because=because,
                by=kept.by,
            ),
            "Added to the scorecard." if taken else "The scorecard is unchanged.",
        )


def _amend_form(view: ScorecardView, kept: KeptWords) -> None:
    """One value of a submitted sheet at a time, each with its reason."""
    places = _places(view)
    began = url_state.begun(f"amending {view.card.sheet.box}", _typed_last(places, kept))
    opened = st.expander("Amend this scorecard", icon=":material/edit_note:", expanded=bool(began))
    with opened, st.container(width=680):
        st.markdown(
            "The scorecard is locked. You can add an amendment, with your reason next to it."
        )
        place = _choose(view, places, began)
        form = KeptForm(kept, place.form)
        change = FIELDS[place.kind](view, place.item, form)
        because = form.line("because", "Reason for the amendment")
        pressed = form.button("Save amendment")
        form.say()
        _typed_elsewhere(places, place, kept)
        if pressed:
            form.save(
                lambda open_uow: amendments.amend(
                    open_uow,
                    kept.context.clock,
                    sheet=view.card.sheet,
                    kind=place.kind,
                    item=place.item,
                    part=change.part,
                    value=change.value,
                    because=because,
                    by=kept.by,
                ),
                "The amendment is saved.",
            )


def _places(view: ScorecardView) -> list[AmendablePart]:
    """Everything that may be amended, question by question."""
    named = {"": WHOLE_SHEET}
    named |= {a.item.id: f"Question {a.number}, {a.item.asked.title}" for a in view.answers}
    return [
        AmendablePart(
            ItemId(item), title, tab, kind, f"amend {view.card.sheet.interview} {item} {kind}"
        )
        for item, title in named.items()
        for tab, kind in _kinds(view, ItemId(item)).items()
    ]


def _choose(
    view: ScorecardView, places: Sequence[AmendablePart], began: AmendablePart | None
) -> AmendablePart:
    """The question, then which part of what was noted on it."""
    box = view.card.sheet.box
    first = began if began and began in places else next(p for p in places if p.item)
    titles = {p.item: p.title for p in places}
    item = st.selectbox(
        "What",
        list(titles),
        index=list(titles).index(first.item),
        format_func=titles.__getitem__,
        key=f"what {box}",
    )
    parts = {p.tab: p for p in places if p.item == item}
    chosen = st.segmented_control(
        "Which part",
        list(parts),
        default=first.tab if first.item == item else next(iter(parts)),
        required=True,
        key=f"part {box} {item}",
    )
    return parts[str(chosen)]


def _typed_last(places: Sequence[AmendablePart], kept: KeptWords) -> AmendablePart | None:
    """Where something was typed in a window that is gone: the last of several."""
    at = {
        place: max(words.kept_at for words in held.values())
        for place in places
        if (held := kept.held.get(place.form))
    }
    return max(at, key=at.__getitem__, default=None)


def _typed_elsewhere(places: Sequence[AmendablePart], here: AmendablePart, kept: KeptWords) -> None:
    """Names the other changes that were typed and not appended."""
    others = [p for p in places if p.form in kept.held and p != here]
    if others:
        named = joined([plain(f"{p.title} ({p.tab.lower()})") for p in others])
        st.markdown(f"Other unsaved changes: {named}.")


def shown(entry: Entry, view: ScorecardView) -> str:
    """The value of an entry in words."""
    if entry.kind in {Kind.PROBE, Kind.BELIEF}:
        item = view.kit.item(entry.item)
        known = () if item is None else item.asked.probes
        if item and entry.kind is Kind.BELIEF:
            known = item.asked.wrong_beliefs
        said = known[int(entry.part)] if int(entry.part) < len(known) else entry.part
        return f"{said}: {'yes' if entry.value else 'no'}"
    return words(entry.value)


def _place(view: ScorecardView, entry: Entry) -> str:
    kind = NAMED.get(entry.kind, entry.kind.value)
    number = next((a.number for a in view.answers if a.item.id == entry.item), None)
    return f"Question {number}, {kind}" if number else kind.capitalize()


def _kinds(view: ScorecardView, item: ItemId) -> Mapping[str, Kind]:
    """What may be amended at this place, by the name on its tab."""
    if not item:
        return {"Recommendation": Kind.RECOMMENDATION, "Reasons": Kind.REASONS}
    asked = question_asked(view, item)
    return {
        "Level": Kind.VERDICT,
        "Evidence": Kind.EVIDENCE,
        **({"Misconception": Kind.BELIEF} if asked.wrong_beliefs else {}),
        **({"Follow-up question": Kind.PROBE} if asked.probes else {}),
        **({"Departures from the kit": Kind.DEVIATION} if left_kit(view, item) else {}),
    }
