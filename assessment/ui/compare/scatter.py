"""Plant against enterprise: each candidate's two scores with both intervals, and the diagonal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from assessment.comparison.profiles import Profile
from assessment.domain.listing import listed
from assessment.domain.rounding import one_decimal
from assessment.services.reading.comparisons import ComparedCandidate, Comparison
from assessment.ui.compare.drilldown import MarkAddresses
from assessment.ui.compare.kept_drawings import kept
from assessment.ui.shared.drawing.charts import Interval
from assessment.ui.shared.drawing.templating import Macros

NEAR = 2.0
"""Points nearer than this, both ways, would print their labels over one another."""
_draw = Macros("compare/templates/pictures.html.j2")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlottedCandidate:
    """One candidate with a score for both."""

    code: str
    plant: float
    enterprise: float
    provisional: bool
    """Under either."""
    opens: str
    across: Interval | None
    """The estimate for the plant."""
    up: Interval | None
    label: str = ""
    """Beside the point; blank where another point in nearly the same place has it."""

    @property
    def spoken(self) -> str:
        unsure = ", provisional" if self.provisional else ""
        ends = [
            f" (interval {i.low:.0f} to {i.high:.0f})" if i else "" for i in (self.across, self.up)
        ]
        return (
            f"{self.code}: plant {one_decimal(self.plant)}{ends[0]}, "
            f"enterprise {one_decimal(self.enterprise)}{ends[1]}{unsure}"
        )


def drawn_scatter(found: Comparison) -> Markup:
    """Blank where nobody has both scores."""
    return kept(found, "scatter", lambda: _drawing(found))


def _drawing(found: Comparison) -> Markup:
    opens = MarkAddresses.here()
    running = (c for c in found.open if not c.withdrawn)
    return scatter([p for c in running if (p := _point(found, c, opens))])


def _point(
    found: Comparison, candidate: ComparedCandidate, opens: MarkAddresses
) -> PlottedCandidate | None:
    under = candidate.scores.by_profile if candidate.scores else {}
    plant, enterprise = under[Profile.PLANT], under[Profile.ENTERPRISE]
    if plant.score is None or enterprise.score is None:
        return None
    across, up = (
        Interval(e.low, e.estimate, e.high) if (e := found.estimate(candidate, p)) else None
        for p in (Profile.PLANT, Profile.ENTERPRISE)
    )
    return PlottedCandidate(
        code=candidate.code,
        plant=plant.score,
        enterprise=enterprise.score,
        provisional=plant.provisional or enterprise.provisional,
        opens=opens.of(candidate),
        across=across,
        up=up,
    )


def scatter(points: Sequence[PlottedCandidate]) -> Markup:
    """Above the diagonal the enterprise score is higher, below it the plant score."""
    return _draw("plane", description(points), _labelled(points)) if points else Markup()


def _labelled(points: Sequence[PlottedCandidate]) -> list[PlottedCandidate]:
    """Points that lie on one another share a label, which stands beside the one drawn last."""
    groups: list[list[PlottedCandidate]] = []
    for point in points:
        near = (g for g in groups if _on_one_another(g[0], point))
        if (group := next(near, None)) is not None:
            group.append(point)
        else:
            groups.append([point])
    return [replace(p, label=_label(g) if p is g[-1] else "") for g in groups for p in g]


def _on_one_another(one: PlottedCandidate, other: PlottedCandidate) -> bool:
    return abs(one.plant - other.plant) < NEAR and abs(one.enterprise - other.enterprise) < NEAR


def _label(group: Sequence[PlottedCandidate]) -> str:
    first, *others = [point.code for point in group]
    return f"{first} and {len(others)} others" if len(others) > 1 else listed([first, *others])


def description(points: Sequence[PlottedCandidate]) -> str:
    """The chart in words."""
    return (
        "Plant score across, enterprise score upwards, each from 0 to 100. "
        f"{'; '.join(point.spoken for point in points)}."
    )
