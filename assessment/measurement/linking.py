"""Whether every candidate can be compared with every other, and through what."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from assessment.measurement.arrays import Floats, Ints
from assessment.measurement.model import Posterior
from assessment.measurement.observations import Observations
from assessment.measurement.priors import Priors


class PanelLink(StrEnum):
    """What holds a table of ratings together."""

    RATERS = "raters"
    """Any two candidates are joined by raters who rated both, perhaps over others."""
    ITEMS = "items"
    """Some panels share no candidate; only the same items join them."""
    NOTHING = "nothing"
    """Some panels share neither candidates nor items."""


@dataclass(frozen=True, slots=True)
class Linking:
    """The panels of a table, each with its raters and candidates, and what joins them."""

    link: PanelLink
    raters: tuple[tuple[str, ...], ...]
    candidates: tuple[tuple[str, ...], ...]
    of_rater: Ints
    """For each rater the number of the panel."""


def linking(data: Observations) -> Linking:
    """Panels that share no candidate are found by following raters from candidate to candidate."""
    known = data.rater >= 0
    people, raters, items = len(data.candidates), len(data.raters), len(data.items)
    by_rater = (data.candidate[known], people + data.rater[known])
    by_item = (data.candidate, people + raters + data.item)
    size = people + raters + items
    panels = _parts(size, [by_rater])[: people + raters]
    panels = _without_boards_only(panels, data)
    whole = _parts(size, [by_rater, by_item])[: people + raters]
    numbers = [n for n in dict.fromkeys(panels[people:].tolist()) if n >= 0]
    place = {n: k for k, n in enumerate(numbers)}
    link = PanelLink.RATERS
    if len(numbers) > 1:
        joined = len(set(whole[people:].tolist())) == 1
        link = PanelLink.ITEMS if joined else PanelLink.NOTHING
    return Linking(
        link=link,
        raters=tuple(_names(data.raters, panels[people:], n) for n in numbers),
        candidates=tuple(_names(data.candidates, panels[:people], n) for n in numbers),
        of_rater=np.array([place[n] for n in panels[people:].tolist()], dtype=np.int64),
    )


def _without_boards_only(panels: Ints, data: Observations) -> Ints:
    """A candidate whom no rater rated belongs to no panel."""
    rated = np.isin(np.arange(len(data.candidates)), data.candidate[data.rater >= 0])
    panels = panels.copy()
    panels[: len(rated)][~rated] = -1
    return panels


def _parts(size: int, edges: list[tuple[Ints, Ints]]) -> Ints:
    one = np.concatenate([a for a, _ in edges])
    other = np.concatenate([b for _, b in edges])
    graph = sparse.coo_matrix((np.ones(len(one), dtype=np.int8), (one, other)), shape=(size, size))
    parts: Ints = connected_components(graph.tocsr(), directed=False)[1].astype(np.int64)
    return parts


def _names(names: tuple[str, ...], part: Ints, number: int) -> tuple[str, ...]:
    return tuple(names[n] for n in np.flatnonzero(part == number).tolist())


def link_strength(found: Linking, priors: Priors, posterior: Posterior) -> Floats:
    """For each two panels, how much of the doubt about their difference in severity is gone.

    1 less the posterior variance of the difference between the panels' mean severities over its
    prior variance: 0 where the ratings say nothing of it, near 1 where it is known.
    """
    panels = len(found.raters)
    member = found.of_rater == np.arange(panels)[:, None]
    share = member / member.sum(axis=1, keepdims=True)
    after = posterior.structure_covariance[-len(found.of_rater) :, -len(found.of_rater) :]
    strength = np.ones((panels, panels))
    for n in range(panels):
        for m in range(n):
            contrast = share[n] - share[m]
            prior = float(contrast**2 @ priors.severity_sd**2)
            left = float(contrast @ after @ contrast)
            strength[n, m] = strength[m, n] = 1 - left / prior
    return strength
