"""A page that shows the link to Compare has the comparison worked out for whoever sees it."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assessment.domain.ids import RequisitionId, SheetKey
from assessment.domain.permissions import OWNER, Actor
from assessment.services.reading import comparisons
from assessment.services.reading.background import BACKGROUND
from assessment.services.reading.comparisons import read_comparison
from assessment.ui.app_context import AppContext
from assessment.ui.today.open_roles import MOST_AHEAD
from tests.builders import a_bank, a_kit, a_requisition, an_interview, furnish
from tests.fakes import StoppedClock
from tests.integration.test_kept_comparisons import furnished
from tests.shortlist import FIRST, LEAD, MES_1, fill_all
from tests.ui.deciding_pages import DecidingPages
from tests.ui.page_reading import checked, drawn

BANK = a_bank()


@pytest.fixture
def wanted(monkeypatch):
    """What was wanted of the background, by role and person."""
    found = {}
    monkeypatch.setattr(
        BACKGROUND, "want", lambda name, work, *, later=False: found.update({name: (work, later)})
    )
    return found


@pytest.fixture
def store(sqlite_store):
    made = furnished(sqlite_store)
    fill_all(made)
    return made


def top(store, here, by=OWNER):
    context = AppContext(bank=BANK, open_uow=store, clock=StoppedClock())
    page = AppTest.from_function(
        _script, kwargs={"context": context, "here": here, "by": by}, default_timeout=60
    )
    page.query_params["requisition"] = MES_1
    return checked(page.run())


def _script(context, here, by):
    from assessment.ui import page_chrome  # noqa: PLC0415  # AppTest runs this source alone

    page_chrome.top(context, here, by)


@pytest.mark.parametrize("here", ["requisition", "brief", "kit", "interviews", "debrief"])
@pytest.mark.parametrize("by", [OWNER, Actor(rater=LEAD)])
def test_it_is_worked_out_for_whoever_sees_the_link(store, wanted, monkeypatch, here, by):
    top(store, here, by)
    assert list(wanted) == [(MES_1, by)]
    work, later = wanted[MES_1, by]
    assert not later
    work()
    monkeypatch.setattr(comparisons, "_compare", None)
    assert read_comparison(store, BANK, MES_1, by=by).file.viewer.rater == by.rater


@pytest.mark.parametrize("here", ["compare", "today"])
def test_nothing_is_worked_out_where_no_link_leads_there(store, wanted, here):
    top(store, here)
    assert wanted == {}


def test_nothing_is_worked_out_for_a_device_with_a_link(store, wanted):
    top(store, "scorecard", Actor(rater=LEAD, link=SheetKey(FIRST, LEAD)))
    assert wanted == {}


def show_today(store, by=OWNER):
    return DecidingPages(open_uow=store, bank=BANK).page_for("today", by)


@pytest.mark.parametrize("by", [OWNER, Actor(rater=LEAD)])
def test_today_has_it_worked_out_later_for_whoever_may_compare(store, wanted, monkeypatch, by):
    show_today(store, by)
    work, later = wanted[MES_1, by]
    assert later
    work()
    monkeypatch.setattr(comparisons, "_compare", None)
    assert read_comparison(store, BANK, MES_1, by=by).file.viewer.rater == by.rater


def test_today_has_the_first_few_worked_out_to_which_a_button_leads(sqlite_store, wanted):
    with sqlite_store() as uow:
        uow.requisitions.add(replace(a_requisition(), id=RequisitionId("NEW-1")))
        uow.commit()
    for number in range(1, MOST_AHEAD + 3):
        kit = f"ROLE-{number}.K1"
        meeting = an_interview(f"ROLE-{number}.C-01.1", kit=kit)
        furnish(sqlite_store, meeting, kit=a_kit(kit))
    page = show_today(sqlite_store)
    assert len(wanted) == MOST_AHEAD
    assert (RequisitionId("NEW-1"), OWNER) not in wanted
    assert "no role brief yet" in drawn(page)
