"""One hire: the start date, and a form for what the manager says after some months."""

import streamlit as st

from assessment.domain.ids import code_of
from assessment.domain.outcome import MONTHS, Hire, Mismatch, OutcomeKind, OutcomeRecord
from assessment.domain.permissions import Actor
from assessment.domain.rating import LEVELS, Level
from assessment.services.hiring.outcomes import Said, record_outcome, record_start
from assessment.services.hiring.requisitions import Names
from assessment.services.reading.outcomes import OutcomesView
from assessment.ui.app_context import AppContext
from assessment.ui.outcomes.hires import day_in_words
from assessment.ui.shared.address import address_widgets, url_state
from assessment.ui.shared.draft_form import KeptForm, KeptWords, kept_words
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from assessment.ui.shared.saving import save
from assessment.ui.shared.wording import plain, when
from question_bank import Competency

STILL, LEFT = "Yes", "No"
_draw = Macros("outcomes/templates/outcomes.html.j2")


def one_hire(context: AppContext, view: OutcomesView, names: Names, hire: Hire, by: Actor) -> None:
    """What is recorded about the hire in the address, and the forms to record more."""
    name = names.candidates.get(hire.candidate, "")
    st.header(f"{code_of(hire.candidate)} {plain(name)}".strip(), anchor=False)
    kept = kept_words(context, hire.candidate, by)
    left, right = st.columns([7, 5], gap="large")
    with right:
        _start(context, hire, by)
        _history(view, hire)
    with left:
        if hire.started_on is None:
            st.markdown("Enter the first day in the job. You can then record the outcomes.")
            return
        month = address_widgets.chosen_in_address(
            "month", "After", MONTHS, default=_first(hire), named=lambda m: f"{m} months"
        )
        opens = hire.opens_on(month)
        if opens and context.clock().date() < opens:
            st.markdown(
                f"You can record this from {day_in_words(opens)}, a month before the "
                f"{month} months are over."
            )
            return
        _outcome(context, hire, month, kept)


def _first(hire: Hire) -> int:
    """The first month without an outcome."""
    return next((m for m in MONTHS if m not in hire.outcomes), MONTHS[-1])


def _start(context: AppContext, hire: Hire, by: Actor) -> None:
    form = f"start {hire.candidate}"
    day = st.date_input(
        "First day in the job",
        hire.started_on,
        format="YYYY-MM-DD",
        key=f"{url_state.round_of(form)} {hire.started_on}",
    )
    if st.button("Save first day", type="secondary" if hire.started_on else "primary"):
        if day is None:
            st.error("Choose the day first.")
            return
        save(
            lambda: record_start(
                context.open_uow, context.clock, candidate=hire.candidate, started_on=day, by=by
            ),
            "The first day is saved.",
            form=form,
        )


def _outcome(context: AppContext, hire: Hire, month: int, kept: KeptWords) -> None:
    held = hire.outcomes.get(month)
    form = KeptForm(kept, f"outcome {month}")
    stayed = form.choice("in_role", "Still in the role?", (STILL, LEFT), initial=_stayed(held))
    mismatch = form.choice(
        "mismatch",
        "Did the job need something else?",
        list(Mismatch),
        named=lambda m: m.label,
        initial=held.mismatch if held else None,
    )
    levels = _levels(form, held)
    note = form.text("note", "What the manager said", initial=held.text if held else "")
    pressed = form.button("Save outcome", primary=True)
    form.say()
    if pressed:
        if stayed is None:
            st.error("Say whether the hire is still in the role.")
            return
        given = {c: level for c, level in levels.items() if level is not None}
        said = Said(month, stayed == STILL, mismatch, given, note)
        form.save(
            lambda open_uow: record_outcome(
                open_uow, context.clock, candidate=hire.candidate, said=said, by=kept.by
            ),
            f"The outcome after {month} months is saved.",
        )


def _levels(form: KeptForm, held: OutcomeRecord | None) -> dict[Competency, Level | None]:
    """The manager's level for each competency, in two columns."""
    st.markdown(
        "**The manager's levels.** 1 is far below what the job needs, 3 is solid and 5 is "
        "outstanding. Leave out what the manager can't judge."
    )
    found: dict[Competency, Level | None] = {}
    columns = st.columns(2)
    for n, c in enumerate(Competency):
        with columns[n // (len(Competency) // 2)]:
            before = held.levels.get(c) if held else None
            found[c] = form.choice(c.value, c.value.capitalize(), LEVELS, initial=before)
    return found


def _stayed(held: OutcomeRecord | None) -> str | None:
    return None if held is None else STILL if held.in_role else LEFT


def _history(view: OutcomesView, hire: Hire) -> None:
    """Everything that was recorded, the newest first; earlier records of a month stay."""
    if not hire.history:
        return
    st.subheader("Recorded", anchor=False)
    rows = []
    for record in reversed(hire.history):
        who = view.names.get(record.by, record.by) if record.by else "Owner"
        rows.append((*_told(record), record.text, f"{who}, {when(record.at)}"))
    put(_draw("history", rows))


def _told(record: OutcomeRecord) -> tuple[str, str]:
    if record.kind is OutcomeKind.STARTED and record.started_on:
        return f"Started {day_in_words(record.started_on)}", ""
    parts = ["still in the role" if record.in_role else "left the role"]
    parts += [record.mismatch.label.lower()] if record.mismatch else []
    parts += [f"{c.value} {record.levels[c]}" for c in Competency if c in record.levels]
    return f"After {record.month} months", ", ".join(parts)
