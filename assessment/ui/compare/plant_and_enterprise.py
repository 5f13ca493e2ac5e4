"""Plant against enterprise: the scatter, who changes place and why, and where each one parts."""

from collections.abc import Mapping

from markupsafe import Markup

from assessment.comparison.certainty_wording import chances
from assessment.comparison.place_changes import PlaceChange, place_changes
from assessment.comparison.profiles import Profile
from assessment.domain.rounding import one_decimal
from assessment.services.reading.comparisons import Comparison
from assessment.services.reading.what_if import in_the_running
from assessment.ui.compare.kept_drawings import kept
from assessment.ui.compare.scatter import drawn_scatter
from assessment.ui.compare.score_table import partings, signed
from assessment.ui.shared.drawing.html import put_beside, small
from assessment.ui.shared.drawing.templating import Macros

_draw = Macros("compare/templates/score_table.html.j2")

READ_AS = "Dots: rubric scores. Lines: 95\u00a0% intervals of the two estimates."
SMALLEST = 0.05
"""Points below this round to nothing on screen."""


def plant_and_enterprise(found: Comparison) -> None:
    """The picture, then the names that change place, then each candidate's gap."""
    picture = drawn_scatter(found)
    if found.estimates is not None:
        picture += small(READ_AS)
    put_beside(picture, kept(found, "place changes", lambda: _changes(found)), partings(found))


def _changes(found: Comparison) -> Markup:
    firm = {
        str(c.file.candidate.id): c.parting
        for c in in_the_running(found)
        if c.scores
        and c.parting
        and not any(c.scores.by_profile[p].provisional for p in (Profile.PLANT, Profile.ENTERPRISE))
    }
    if len(firm) < 2:
        return Markup()
    plant, enterprise = (found.profiles[p] for p in (Profile.PLANT, Profile.ENTERPRISE))
    codes = {str(c.file.candidate.id): c.code for c in found.candidates}
    rows = [_row(found, change, codes) for change in place_changes(firm, plant, enterprise)]
    return _draw("place_changes", rows)


def _row(found: Comparison, change: PlaceChange, codes: Mapping[str, str]) -> tuple[str, ...]:
    down, up = change.plant, change.enterprise
    plant = _chance(found, Profile.PLANT, down, up)
    enterprise = _chance(found, Profile.ENTERPRISE, up, down)
    leads = one_decimal(change.plant_lead), one_decimal(change.enterprise_lead)
    return (
        f"{codes[down]} is ahead of {codes[up]} by {leads[0]}{plant}",
        f"{codes[up]} is ahead of {codes[down]} by {leads[1]}{enterprise}",
        f"{codes[up]} gains through {change.through}",
        " · ".join(f"{c} {signed(x)}" for c, x in change.parts if abs(x) >= SMALLEST),
    )


def _chance(found: Comparison, profile: Profile, first: str, second: str) -> str:
    """How sure that is, where there are estimates of both."""
    known = found.estimates.by_profile[profile] if found.estimates else {}
    if found.estimates is None or not {first, second} <= set(known):
        return ""
    off = found.estimates.difference(profile, first, second)
    return f" (chance {chances(off.above)})"
