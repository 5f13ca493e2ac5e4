"""How sure each comparison of a shortlist is, and what its estimates rest on."""

from collections.abc import Mapping
from itertools import combinations

import streamlit as st

from assessment.comparison.certainty_wording import (
    FITS,
    chances,
    interval,
    pair,
    panels_in_words,
    rests_on,
    strictness_rests_on,
)
from assessment.comparison.profiles import Profile
from assessment.measurement.role import RoleEstimates
from assessment.services.reading.comparisons import Comparison
from assessment.ui.shared import navigation
from assessment.ui.shared.html import put, put_small
from assessment.ui.shared.navigation import PageName
from assessment.ui.shared.templating import Macros

_draw = Macros("compare/templates/how_sure.html.j2")

READ_AS = (
    "Dot: rubric score. Line: 95 % interval of the estimate, which allows for how strict each "
    "rater was and how hard each question is. Notch: centre of the estimate."
)


def legend(found: Comparison) -> None:
    """How to read the intervals, and what they rest on; nothing where there are none."""
    if found.estimates is None:
        return
    codes = {str(c.file.candidate.id): c.code for c in found.candidates}
    names = {str(rater): name for rater, name in found.names.items()}
    made = found.estimates
    panels = panels_in_words(made.panels, made.link_strength, codes, names)
    basis = (rests_on(made.basis), strictness_rests_on(made.strictness))
    put_small(" ".join(filter(None, [READ_AS, *basis, panels])))
    role = found.file.requisition.id
    navigation.link(PageName.PANEL, "How the panel rates", requisition=role)


def comparisons(found: Comparison, profile: Profile) -> None:
    """Every two candidates who are placed, in words."""
    active = {str(c.file.candidate.id): c.code for c in found.candidates if not c.withdrawn}
    estimates = found.estimates
    placed = [c for c in estimates.placed(profile) if c in active] if estimates else []
    if estimates is None or len(placed) < 2:
        st.markdown("Comparisons will appear here once two candidates can be ranked.")
        return
    rows = [_row(estimates, profile, active, *two) for two in combinations(placed, 2)]
    put(_draw("comparisons", rows))


def _row(
    estimates: RoleEstimates, profile: Profile, codes: Mapping[str, str], first: str, second: str
) -> tuple[str, str, str]:
    """Of two candidates; whoever is more likely to be ahead is named first."""
    off = estimates.difference(profile, first, second)
    if off.above < 0.5:
        first, second = second, first
        off = estimates.difference(profile, first, second)
    said = pair(codes[first], codes[second], off.above, FITS[profile])
    return said, chances(off.above), interval(off, signed=True)
