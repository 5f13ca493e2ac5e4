"""What would change the shortlist: single weights, the smallest change first."""

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from assessment.comparison.profiles import Profile, label
from assessment.comparison.weights_wording import (
    on_the_top,
    steady,
    turns,
    what_it_takes,
    what_turns,
)
from assessment.measurement.sensitivity import Sensitivity, Turn
from assessment.services.reading.comparisons import Comparison
from assessment.services.reading.what_if import what_changes_it
from assessment.ui.shared.drawing.html import put, put_small, put_together, section
from assessment.ui.shared.drawing.templating import Macros

_draw = Macros("compare/templates/what_changes.html.j2")
_pictures = Macros("compare/templates/pictures.html.j2")

HEADING = "What would change it"
CLOSER = "Look closer"
"""The heading of what follows, where it stands; paper has no choice of looks."""
NOT_RANKED = "Which weights matter will appear here once two candidates can be ranked."
FEWEST = 2
"""With fewer candidates who are ranked, there is no order that a weight could change."""
MOST_SAID = 3
"""Changes in words; the drawing has all of them."""


def what_would_change(found: Comparison, profile: Profile) -> None:
    """The smallest changes of one weight that give another top, in words."""
    known = what_changes_it(found, profile)
    if known is None or len(known.top.placed) < FEWEST:
        put_together(section(HEADING, NOT_RANKED), section(CLOSER, on_paper=False))
        return
    codes = codes_of(found)
    said = [what_it_takes(c, known.top, codes) for c in known.changes if turns(c)][:MOST_SAID]
    changes = _draw("changes", on_the_top(known.top, codes), said, steady(known))
    put_together(section(HEADING), changes, section(CLOSER, on_paper=False))


def tornado(found: Comparison, profile: Profile) -> None:
    """Every weight that can change the top, and how far it has to move either way."""
    known = what_changes_it(found, profile)
    if known is None or len(known.top.placed) < FEWEST or not any(map(turns, known.changes)):
        return
    named = label(profile, found.file.brief)
    st.markdown(f"**Changes of one weight of {named} that matter**")
    put_small(f"Bars start at the weights of {named}. The weights you try above don't move them.")
    put(drawn(known, codes_of(found)))


def codes_of(found: Comparison) -> dict[str, str]:
    return {str(c.file.candidate.id): c.code for c in found.candidates}


def drawn(known: Sensitivity, codes: Mapping[str, str]) -> Markup:
    """Bars from the weight now to the first weight, lower and higher, that changes the top."""

    def end(turn: Turn | None) -> tuple[float, str] | None:
        if turn is None:
            return None
        return turn.weight, f"{turn.weight:.0f}: {what_turns(turn, known.top, codes)}"

    rows = [
        (c.competency.capitalize(), c.weight, end(c.lower), end(c.higher))
        for c in known.changes
        if turns(c)
    ]
    return _pictures("turning", described(known, codes), rows)


def described(known: Sensitivity, codes: Mapping[str, str]) -> str:
    """The drawing in words."""
    told = [
        f"{c.competency} now {c.weight:.0f}: "
        + "; ".join(f"at {t.weight:.0f} {what_turns(t, known.top, codes)}" for t in turns(c))
        for c in known.changes
        if turns(c)
    ]
    return f"Weights that would change the top, the smallest change first. {'. '.join(told)}."
