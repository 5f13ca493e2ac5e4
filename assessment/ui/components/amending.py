"""A submitted sheet is locked; what changes is appended with its reason, and stays visible."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from assessment.domain.deviations import Deviation, OffKit
from assessment.domain.ids import ItemId
from assessment.domain.kit import AskedQuestion
from assessment.domain.rating import LEVELS, Entry, EntryValue, Kind, NotRated, Recommendation
from assessment.services import amendments
from assessment.services.scorecards import ScorecardView
from assessment.ui import state
from assessment.ui.components.drawing import long_text, put, text
from assessment.ui.saving import save
from assessment.ui.wording import plain, when
from assessment.ui.world import World

VERDICTS: tuple[EntryValue, ...] = (*LEVELS, *NotRated)
NAMED = {
    Kind.VERDICT: "level",
    Kind.BELIEF: "wrong belief",
    Kind.DEVIATION: "why it left the kit",
}
WHOLE_SHEET = "The sheet as a whole"


class Change(NamedTuple):
    """The value to append, and the part of the answer it is about, as in an entry."""

    value: EntryValue
    part: str = ""


def amended(view: ScorecardView) -> None:
    """Every change since submission, oldest first."""
    if not view.card.amendments:
        return
    st.header("Changed after submission", anchor=False)
    rows = "".join(
        f"<tr><td>{text(when(e.at))}</td><td>{text(_place(view, e))}</td>"
        f"<td>{long_text(shown(e, view))}</td><td>{long_text(e.because)}</td></tr>"
        for e in view.card.amendments
    )
    put(
        '<table class="lv-list"><thead><tr><th scope="col">When</th><th scope="col">What</th>'
        '<th scope="col">Now</th><th scope="col">Why</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def proposed(world: World, view: ScorecardView) -> None:
    """What another tab or device still held at submission: taken over or left, with a reason."""
    if not view.proposals:
        return
    st.header("Held by another page when you submitted", anchor=False)
    st.markdown("Nothing is lost: take each into the scorecard, or leave the scorecard as it is.")
    for entry in view.proposals:
        _proposal(world, view, entry)


def _proposal(world: World, view: ScorecardView, entry: Entry) -> None:
    name = f"proposal-{entry.id}"
    with st.form(state.round_of(name)):
        st.markdown(f"**{plain(_place(view, entry))}** · {when(entry.at)}")
        put(long_text(shown(entry, view)))
        because = st.text_input("Why you take it or leave it")
        with st.container(horizontal=True):
            take = st.form_submit_button("Take it into the scorecard")
            leave = st.form_submit_button("Leave the scorecard as it is")
    if take or leave:
        decide = amendments.accept_proposed if take else amendments.decline_proposed
        save(
            lambda: decide(
                world.open_uow, world.clock, sheet=view.card.sheet, entry=entry.id, because=because
            ),
            "Taken into the scorecard." if take else "The scorecard stays as it is.",
            form=name,
        )


def amend_form(world: World, view: ScorecardView) -> None:
    """One value of a submitted sheet at a time, each with its reason."""
    with st.expander("Amend this scorecard", icon=":material/edit_note:"), st.container(width=680):
        st.markdown("The scorecard is locked. A change is appended, with your reason beside it.")
        places: Mapping[str, str] = {
            "": WHOLE_SHEET,
            **{a.item.id: f"Question {a.number}, {a.item.asked.title}" for a in view.answers},
        }
        where = st.selectbox("What", list(places), index=1, format_func=places.__getitem__)
        kinds = _kinds(view, ItemId(where))
        chosen = st.segmented_control(
            "Which part", list(kinds), default=next(iter(kinds)), required=True, key=f"part {where}"
        )
        kind = kinds[str(chosen)]
        name = f"amend-{where}-{kind}"
        with st.form(state.round_of(name), border=False):
            change = _FIELDS[kind](view, ItemId(where))
            because = st.text_input("Why")
            pressed = st.form_submit_button("Append the change")
        if pressed:
            save(
                lambda: amendments.amend(
                    world.open_uow,
                    world.clock,
                    sheet=view.card.sheet,
                    kind=kind,
                    item=ItemId(where),
                    part=change.part,
                    value=change.value,
                    because=because,
                ),
                "The change is appended.",
                form=name,
            )


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


def words(value: EntryValue) -> str:
    if isinstance(value, NotRated | Recommendation):
        return value.label
    return "cleared" if value is None else str(value)


def _place(view: ScorecardView, entry: Entry) -> str:
    kind = NAMED.get(entry.kind, entry.kind.value)
    number = next((a.number for a in view.answers if a.item.id == entry.item), None)
    return f"Question {number}, {kind}" if number else kind.capitalize()


def _kinds(view: ScorecardView, item: ItemId) -> Mapping[str, Kind]:
    """What may be amended at this place, by the name on its tab."""
    if not item:
        return {"Recommendation": Kind.RECOMMENDATION, "Reasons": Kind.REASONS}
    asked = _asked(view, item)
    return {
        "Level": Kind.VERDICT,
        "Evidence": Kind.EVIDENCE,
        **({"Wrong belief": Kind.BELIEF} if asked.wrong_beliefs else {}),
        **({"Probe": Kind.PROBE} if asked.probes else {}),
        **({"Off the kit": Kind.DEVIATION} if _left(view, item) else {}),
    }


def _left(view: ScorecardView, item: ItemId) -> Deviation | None:
    """How the question left the kit, where that has a reason of its own to write."""
    return next((d for d in view.off_kit if d.item.id == item and d.kind is not OffKit.ADDED), None)


def _asked(view: ScorecardView, item: ItemId) -> AskedQuestion:
    return next(a.item.asked for a in view.answers if a.item.id == item)


def _verdict(view: ScorecardView, item: ItemId) -> Change:
    held = view.card.record(item).verdict
    index = VERDICTS.index(held) if held in VERDICTS else 0
    return Change(st.selectbox("Level, or why none", VERDICTS, index=index, format_func=words))


def _evidence(view: ScorecardView, item: ItemId) -> Change:
    held = view.card.record(item).evidence
    return Change(st.text_area("What you heard", value=held, height=160))


def _belief(view: ScorecardView, item: ItemId) -> Change:
    known, held = _asked(view, item).wrong_beliefs, view.card.record(item).beliefs
    return _tick(known, held, "Heard", "Not heard after all")


def _probe(view: ScorecardView, item: ItemId) -> Change:
    known, held = _asked(view, item).probes, view.card.record(item).probes
    return _tick(known, held, "Asked", "Not asked after all")


def _off_kit(view: ScorecardView, item: ItemId) -> Change:
    left = _left(view, item)
    kind, held = (left.kind, left.because) if left else (OffKit.SKIPPED, "")
    asked = "Why it was not asked" if kind is OffKit.SKIPPED else "Why it was asked out of order"
    return Change(st.text_area(asked, value=held, height=90), kind)


def _tick(known: Sequence[str], held: Sequence[int], on: str, off: str) -> Change:
    """Each of the known ones can change in one way only: from what the sheet says."""
    number = st.selectbox(
        "What changes",
        range(len(known)),
        format_func=lambda n: f"{off if n in held else on}: {known[n]}",
    )
    return Change(number not in held, str(number))


def _recommendation(view: ScorecardView, _item: ItemId) -> Change:
    options = list(Recommendation)
    held = view.card.recommendation
    index = options.index(held) if held else 0
    return Change(st.selectbox("Recommendation", options, index=index, format_func=words))


def _reasons(view: ScorecardView, _item: ItemId) -> Change:
    return Change(st.text_area("Your reasons", value=view.card.reasons, height=160))


_FIELDS: Mapping[Kind, Callable[[ScorecardView, ItemId], Change]] = {
    Kind.VERDICT: _verdict,
    Kind.EVIDENCE: _evidence,
    Kind.BELIEF: _belief,
    Kind.PROBE: _probe,
    Kind.DEVIATION: _off_kit,
    Kind.RECOMMENDATION: _recommendation,
    Kind.REASONS: _reasons,
}
