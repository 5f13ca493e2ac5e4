"""From the decision to the outcome in a browser: typed, and from files with and without a fault."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assessment.domain.decision import Decision
from assessment.domain.outcome import Mismatch
from db.opening import open_store
from question_bank import Competency
from tests.shortlist import MES_1, ONE, a_shortlist, fill_all
from tests.ui.live_driver import eventually
from tests.ui.serving import Server

pytestmark = pytest.mark.browser

HEADER = "requisition,candidate,started_on,month,still_in_role,mismatch,execution\r\n"


@pytest.fixture
def store(own_server: Server):
    opened = open_store(own_server.database_url)
    a_shortlist(opened.open_uow)
    fill_all(opened.open_uow)
    yield opened.open_uow
    opened.close()


def whole(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    drawn = page.get_by_test_id("stApp")
    expect(drawn).to_have_attribute("data-test-script-state", "notRunning")


def outcomes(store):
    with store(read_only=True) as uow:
        return [(r.month, r.mismatch, dict(r.levels)) for r in uow.outcomes.of(ONE) if r.month]


def test_a_hire_is_decided_on_and_followed(
    store, own_server: Server, new_context: Callable[..., BrowserContext], tmp_path: Path
):
    page = new_context().new_page()
    page.goto(f"{own_server.url}/debrief?candidate={ONE}")
    whole(page)
    page.get_by_role("radio", name="Offer", exact=True).click()
    page.get_by_label("Reason for the decision").fill("Runs a shift alone.")
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("The decision is saved.")).to_be_visible()
    with store(read_only=True) as uow:
        (record,) = uow.debriefs.of(ONE)
    assert (record.decision, record.text) == (Decision.OFFER, "Runs a shift alone.")

    page.goto(f"{own_server.url}/requisition?requisition={MES_1}")
    whole(page)
    page.get_by_role("link", name="How hires turned out").click()
    expect(page.get_by_text("no start date yet")).to_be_visible()
    started = datetime.now(UTC).date().replace(day=1)
    year = started.replace(year=started.year - 1)
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    row = f"{MES_1},C-01,{year.isoformat()},6,true,more_plant,4\r\n"
    bad.write_text(HEADER + row + f"{MES_1},C-01,,7,true,,9\r\n", "utf-8", newline="")
    good.write_text(HEADER + row, "utf-8", newline="")

    page.get_by_role("button", name="Import or export").click()
    for file, said in ((bad, "Nothing was imported. 2 problems:"), (good, "2 records imported.")):
        page.locator("input[type=file]").set_input_files(file)
        expect(page.get_by_text(file.name)).to_be_visible()
        page.get_by_role("button", name="Import file").click()
        expect(page.get_by_text(said)).to_be_visible()
        assert outcomes(store) == (EXPECTED if file is good else [])
    expect(page.get_by_text("6 months recorded")).to_be_visible()

    page.goto(f"{own_server.url}/outcomes?requisition={MES_1}&candidate={ONE}&month=3")
    whole(page)
    page.get_by_role("radio", name="Yes", exact=True).click()
    page.get_by_label("What the manager said").fill("Asks quality first.")
    page.get_by_role("button", name="Save outcome").click()
    expect(page.get_by_text("The outcome after 3 months is saved.")).to_be_visible()
    eventually(lambda: [month for month, *_ in outcomes(store)], [6, 3])


EXPECTED = [(6, Mismatch.MORE_PLANT, {Competency.EXECUTION: 4})]
