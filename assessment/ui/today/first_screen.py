"""What an empty database shows: the job in three lines, the demo, and a comparison as a picture."""

from typing import NamedTuple

import streamlit as st

from assessment.domain.permissions import Actor
from assessment.services import demo
from assessment.ui.app_context import AppContext
from assessment.ui.shared import attention
from assessment.ui.shared.address import navigation
from assessment.ui.shared.address.navigation import PageName
from assessment.ui.shared.browser.component_files import text_of
from assessment.ui.shared.drawing.html import put
from assessment.ui.shared.drawing.templating import Macros, style
from assessment.ui.shared.from_another_laptop import from_another_laptop
from assessment.ui.shared.saving import save

_draw = Macros("today/templates/first_screen.html.j2")
LOOK = text_of("today/first_screen.css")


STEPS = ("Scope the role.", "Interview on real situations.", "Compare with evidence.")
DEMO = (
    "The demo has two roles, six fictional candidates for each, and three interviewers. "
    "You can remove it at any time."
)
LOCAL = "Nothing leaves this computer."


class ExampleCandidate(NamedTuple):
    """One line of the picture: a rubric score, and the estimate with its 95 % interval."""

    code: str
    tier: str
    score: float
    low: int
    estimate: int
    high: int
    placed: bool = True

    @property
    def spoken(self) -> str:
        return f"{self.code} {self.score}, {self.low} to {self.high}, {self.tier}"


EXAMPLE = (
    ExampleCandidate("C-01", "tier 1", 78.0, 66, 76, 82),
    ExampleCandidate("C-02", "tier 1", 65.1, 57, 67, 75),
    ExampleCandidate("C-03", "tier 2", 51.9, 42, 52, 62),
    ExampleCandidate("C-04", "tier 2", 54.7, 44, 54, 63),
    ExampleCandidate("C-05", "tier 3", 33.3, 27, 35, 45),
    ExampleCandidate("C-06", "not ranked", 71.0, 56, 68, 78, placed=False),
)
"""The demo's plant role under its brief's weights, as Compare shows it once the demo is loaded."""
EXAMPLE_SAYS = "C-01 and C-02 cannot be told apart."
"""What that page says first of the brief's weights."""


def first_screen(context: AppContext, by: Actor) -> None:
    """Left what the product does and two ways to begin, right what comes out of it."""
    st.html(style(LOOK))
    with st.container(key="first-screen"):
        left, right = st.columns([5, 7], gap="large", vertical_alignment="center")
        with left:
            _begin(context, by)
        with right:
            put(_draw("comparison", EXAMPLE, EXAMPLE_SAYS))


def _begin(context: AppContext, by: Actor) -> None:
    st.title("Levelset")
    put(_draw("steps", STEPS))
    with st.container(horizontal=True):
        load = st.button("Try the demo", type="primary", icon=":material/arrow_forward:")
        empty = st.button("Start empty")
        from_another_laptop(context, by)
    put(_draw("asides", DEMO, LOCAL))
    if empty:
        attention.want("Title")  # the first field of a new role
        navigation.go(PageName.REQUISITION)
    if load:
        with st.spinner("Loading two roles and their 36 scorecards."):
            save(
                lambda: demo.load(context.open_uow, context.bank, context.clock, by=by),
                "The demo is loaded. Compare is a good place to start.",
            )
