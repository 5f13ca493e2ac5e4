"""Panels that share nobody are found, named, and make comparisons less certain."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from assessment.measurement.draws import draw
from assessment.measurement.linking import PanelLink, link_strength, linking
from assessment.measurement.model import ManyFacetModel
from assessment.measurement.observations import observations
from assessment.measurement.priors import shortlist_priors

PANELS = {"A": ["R1", "R2"], "B": ["R1", "R2"], "C": ["R3", "R4"], "D": ["R3", "R4"]}


def a_table(panels, items=("q1", "q2", "q3"), *, apart=False):
    rows = [
        (who, f"{who if apart else ''}{item}", rater, (n + len(rater)) % 5)
        for who, raters in panels.items()
        for n, item in enumerate(items)
        for rater in raters
    ]
    return observations(pd.DataFrame(rows, columns=["candidate", "item", "rater", "level"]))


def test_panels_without_a_common_rater_are_named():
    found = linking(a_table(PANELS))

    assert found.link is PanelLink.ITEMS
    assert found.raters == (("R1", "R2"), ("R3", "R4"))
    assert found.candidates == (("A", "B"), ("C", "D"))


def test_without_common_items_nothing_links_the_panels():
    assert linking(a_table(PANELS, apart=True)).link is PanelLink.NOTHING


def test_one_common_rater_links_them():
    found = linking(a_table(PANELS | {"D": ["R3", "R4", "R2"]}))

    assert found.link is PanelLink.RATERS
    assert found.raters == (("R1", "R2", "R3", "R4"),)


def test_a_board_links_nobody_and_belongs_to_no_panel():
    rows = [(who, "board", None, 3) for who in "ABE"]
    rows += [(who, "q1", rater, 2) for who, rater in (("A", "R1"), ("B", "R2"))]
    table = pd.DataFrame(rows, columns=["candidate", "item", "rater", "level"])

    found = linking(observations(table))

    assert found.candidates == (("A",), ("B",))


@given(st.integers(2, 6), st.integers(1, 3), st.integers(1, 4))
def test_every_constructed_split_is_found(panels, raters, people):
    table = {
        f"C{n}-{p}": [f"R{n}-{r}" for r in range(raters)]
        for n in range(panels)
        for p in range(people)
    }

    found = linking(a_table(table))

    assert len(found.raters) == panels
    assert {name.split("-")[0] for name in found.raters[0]} == {found.raters[0][0].split("-")[0]}


def test_a_comparison_across_panels_says_that_it_is_less_certain():
    apart, joined = a_table(PANELS), a_table(PANELS | {"D": ["R3", "R4", "R2"]})
    widths, strengths = [], []
    for data in (apart, joined):
        priors = shortlist_priors(data)
        posterior = ManyFacetModel(priors).fit(data).posterior_
        drawn = draw(posterior).ability[:, :, 0]
        at = [data.candidates.index(name) for name in "AC"]
        widths.append(float(np.std(drawn[:, at[0]] - drawn[:, at[1]])))
        strengths.append(link_strength(linking(data), priors, posterior))

    assert widths[0] > widths[1]
    assert strengths[0].shape == (2, 2)
    assert 0 <= strengths[0][0, 1] < 0.5
    assert strengths[1].tolist() == [[1.0]]
