"""Drawings of a comparison, made once for what they show and where their links lead."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

from assessment.services.reading.comparisons import Comparison
from assessment.ui.shared.address import url_state
from assessment.ui.shared.address.url_prefix import url_prefix

MOST = 60
"""Drawings of one comparison; for 40 candidates each takes some 30 kB."""


def kept(
    found: Comparison, what: Hashable, make: Callable[[], Markup], *, carries_view: bool = True
) -> Markup:
    """What `make` drew of `found`, which `what` names; it is gone together with the comparison.

    A comparison never changes and is another one as soon as anything in it is another. What else a
    drawing depends on is who is viewing and, unless its links leave the view to the browser, the
    address that they carry on.
    """
    held = url_state.selection() if carries_view else url_state.with_viewer({})
    key = (what, url_prefix(), tuple(sorted(held.items())))
    drawing = found.drawn.get(key)
    if drawing is None:
        if len(found.drawn) >= MOST:
            found.drawn.clear()
        drawing = found.drawn[key] = make()
    return Markup(drawing)  # noqa: S704  # it was one when it was kept
