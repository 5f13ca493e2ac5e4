"""Parts of Compare that are drawn alone, and drawings that are kept, never show what was before."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assessment.domain.permissions import Actor
from assessment.services.reading import kept_logs
from assessment.services.reading.comparisons import read_comparison
from assessment.ui import app_context
from assessment.ui.app_context import AppContext
from assessment.ui.compare import up_to_date
from assessment.ui.compare.up_to_date import Shown
from tests.fakes import StoppedClock
from tests.integration.test_kept_comparisons import BANK, change, furnished
from tests.shortlist import LEAD, MES_1, OTHER, SECOND, fill_all
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import told

VIEWERS = (None, LEAD, SECOND)
CHANGED = (
    "everybody submits",
    "the other candidate is rated",
    "a level is amended",
    "the weights",
    "the blend",
    "the floor",
    "the required score",
    "a candidate is renamed",
    "a decision",
    "raters see each other early",
    "a candidate withdraws",
    "a candidate is back",
    "a candidate is added",
    "somebody is off the panel",
    "another role is rated",
    "another role opens",
    "a candidate is anonymised",
    "a candidate is erased",
    "the database is restored",
)


class DrawnAnew(Exception):
    """The whole page would be."""


@pytest.fixture
def store(sqlite_store):
    return furnished(sqlite_store)


@pytest.fixture(autouse=True)
def whole_page(monkeypatch):
    def rerun():
        raise DrawnAnew

    monkeypatch.setattr(up_to_date.st, "rerun", rerun)
    monkeypatch.setattr(app_context, "_installed", [])  # another test's would be a newer one


def shown(store, rater=None):
    by = Actor(rater=rater)
    context = AppContext(bank=BANK, open_uow=store, clock=StoppedClock())
    return Shown(context=context, found=read_comparison(store, BANK, MES_1, by=by), by=by)


def drawings(store, rater, **query):
    pages = DecidingPages(open_uow=store, bank=BANK)
    page = pages.page("compare", rater, requisition=MES_1, **query)
    return [e.proto.body for e in page.get("html")], [m.value for m in page.markdown]


def test_after_each_change_everybody_sees_what_a_fresh_process_would_draw(store):
    for name in ("nothing", *CHANGED):
        if name != "nothing":
            change(store, name)
        drawn = {rater: drawings(store, rater) for rater in VIEWERS}
        kept_logs.forget()
        for rater, kept in drawn.items():
            assert drawings(store, rater) == kept, (name, rater)


def test_each_weighting_and_each_address_has_drawings_of_its_own(store):
    fill_all(store)
    fill_all(store, OTHER)
    plant = drawings(store, None, profile="plant")
    enterprise = drawings(store, None, profile="enterprise")

    assert plant != enterprise
    assert drawings(store, None, profile="plant") == plant
    assert "profile=enterprise" in str(enterprise)
    assert "profile=enterprise" not in str(plant)


def test_a_part_shows_what_the_page_was_drawn_from_and_then_what_is_there_now(store):
    part = shown(store)

    assert part.now() is part.found
    assert part.now() is part.found  # read anew: nothing has changed


@pytest.mark.parametrize(
    "name",
    [
        "everybody submits",
        "the other candidate is rated",
        "the weights",
        "the required score",
        "a candidate is renamed",
        "a candidate withdraws",
        "a candidate is added",
        "a candidate is anonymised",
    ],
)
def test_a_part_has_the_whole_page_drawn_anew_after_a_change(store, name):
    part = shown(store)
    part.now()
    change(store, name)

    with pytest.raises(DrawnAnew):
        part.now()
    assert part.part().now() is part.found  # within the same run


def test_a_part_that_reads_an_equal_comparison_shows_it(store):
    part = shown(store)
    part.now()
    kept_logs.forget()

    assert part.now().shows_what(part.found)


def test_a_part_follows_another_question_bank(store, monkeypatch):
    part = shown(store)
    part.now()
    monkeypatch.setattr(app_context, "_installed", [replace(part.context)])

    with pytest.raises(DrawnAnew):
        part.now()


def test_a_refusal_stands_in_place_of_its_part():
    def script():
        import streamlit as st  # noqa: PLC0415  # AppTest's source

        from assessment.domain.errors import Invalid  # noqa: PLC0415
        from assessment.ui.shared.own_part import own_part  # noqa: PLC0415

        @own_part
        def refused():
            raise Invalid("the weights are missing")

        refused()
        st.markdown("The rest of the page.")

    page = AppTest.from_function(script).run()

    assert told(page) == ["The weights are missing."]
    assert page.markdown[0].value == "The rest of the page."
