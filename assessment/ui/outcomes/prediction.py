"""How well interview values predict outcomes, competency by competency, over all roles."""

from typing import NamedTuple

import streamlit as st

from assessment.domain.outcome import MONTHS
from assessment.measurement.validity import FEWEST, Validity
from assessment.services.reading.outcomes import OutcomesView
from assessment.ui.shared.address import address_widgets
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros
from question_bank import Competency

WARNING = (
    "Only people who were hired have outcomes, and people are hired for high values. Where the "
    "hires' values differ less than those of all candidates, the correlation is lower than it "
    "would be among all of them. The last column compares the two spreads: the further below "
    "100\u00a0%, the lower. Nothing is corrected for it, and no score changes."
)
WHY = (
    f"With {FEWEST} hires, a correlation of 0.45 can just be told apart from zero "
    "(95\u00a0% interval "
    "0.01 to 0.74). Good structured interviews reach about that, so with fewer hires a good "
    "interview would look no different from a useless one."
)
USUAL = 6
_draw = Macros("outcomes/templates/outcomes.html.j2")


class PredictionRow(NamedTuple):
    """One competency."""

    competency: str
    hires: str
    said: str
    spread: str


def prediction(view: OutcomesView) -> None:
    """One row for each competency; too few hires are counted and nothing is worked out."""
    st.header("Do interview ratings predict outcomes?", anchor=False)
    st.markdown("Hires from all the roles you lead are combined.")
    month = address_widgets.chosen_in_address(
        "after", "Outcome after", MONTHS, default=USUAL, named=lambda m: f"{m} months"
    )
    found = view.validity[month]
    most = max(v.hires for v in found.values())
    if most < FEWEST:
        st.markdown(
            f"**Too early to say.** {FEWEST} hires with an outcome after {month} months are "
            f"needed, and there {_are(most)} so far. {WHY}"
        )
        return
    put(_draw("prediction_table", [_row(c, v) for c, v in found.items()]))
    st.markdown(WARNING)
    with st.expander(f"Why at least {FEWEST} hires?"):
        st.markdown(WHY)


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number or 'none'}"


def _row(competency: Competency, found: Validity) -> PredictionRow:
    return PredictionRow(
        competency=competency.value.capitalize(),
        hires=str(found.hires),
        said=_said(found),
        spread="" if found.spread is None else f"{100 * found.spread:.0f}\u00a0%",
    )


def _said(found: Validity) -> str:
    if found.missing:
        return f"{found.missing} more needed"
    if found.correlation is None or found.low is None or found.high is None:
        return "all values or all outcomes are the same"
    shown = f"{found.correlation:.2f}\u00a0({found.low:.2f}\u00a0to\u00a0{found.high:.2f})"
    return shown.replace("-", "−")
