"""Who is viewing belongs to the window: in its address, its header and its links."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.seat_paths import seat_path
from tests.ui.conftest import Stage
from tests.ui.live_driver import LiveScreen, eventually

pytestmark = pytest.mark.browser


def viewer_in(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query).get("as", [""])[0]


def header(page: Page):
    return page.get_by_label("Viewing as")


def open_list(stage: Stage, page: Page, **query: str) -> Page:
    """The list of interviews, whose head has the choice."""
    requisition = stage.interview.partition(".")[0]
    extra = "".join(f"&{name}={value}" for name, value in query.items())
    page.goto(f"{stage.server.url}/interviews?requisition={requisition}{extra}")
    expect(page.get_by_role("heading", name="Interviews", exact=True)).to_be_visible()
    return page


def test_a_choice_in_another_tab_leaves_this_window_alone(stage):
    device = stage.device("R-01")
    first = open_list(stage, device.new_page())
    expect(header(first)).to_have_value("R-01")
    expect(first).to_have_url(re.compile("[?&]as=R-01"))

    second = open_list(stage, device.new_page())
    header(second).select_option("R-02")
    expect(second).to_have_url(re.compile("[?&]as=R-02"))
    first.reload()

    expect(header(first)).to_have_value("R-01")
    eventually(lambda: viewer_in(first), "R-01")
    expect(header(second)).to_have_value("R-02")


def test_the_owners_window_stays_the_owners(stage):
    device = stage.device("")
    first = open_list(stage, device.new_page())
    expect(first).to_have_url(re.compile("[?&]as=owner"))

    second = open_list(stage, device.new_page())
    header(second).select_option("R-02")
    expect(second).to_have_url(re.compile("[?&]as=R-02"))
    first.reload()

    expect(header(first)).to_have_value("")
    eventually(lambda: viewer_in(first), "owner")


def test_streamlits_menu_and_back_keep_the_person_and_add_no_step(stage):
    page = open_list(stage, stage.device("").new_page(), **{"as": "R-02"})
    page.get_by_role("link", name="Bank", exact=True).click()
    expect(page).to_have_url(re.compile(r"/bank\?as=R-02"))

    page.go_back()
    expect(page).to_have_url(re.compile(r"/interviews\?"))
    expect(page.get_by_role("heading", name="Interviews", exact=True)).to_be_visible()
    expect(header(page)).to_have_value("R-02")
    eventually(lambda: viewer_in(page), "R-02")


def test_every_link_of_a_page_carries_the_person(stage):
    page = open_list(stage, stage.device("").new_page(), **{"as": "R-02"})
    expect(page.locator('a[href*="interview?interview"]').first).to_be_visible()
    own = page.locator("a[href]:not([href^='#'])")

    def silent() -> list[str]:
        addresses: list[str] = own.evaluate_all("links => links.map((link) => link.href)")
        here = [a for a in addresses if a.startswith(stage.server.url)]
        return [a for a in here if "as=R-02" not in a]

    eventually(silent, [])
    eventually(lambda: own.count() > 5, expected=True)


def test_an_address_with_somebody_who_is_gone_asks_who_is_viewing(stage):
    page = stage.device("R-01").new_page()
    page.goto(f"{stage.url}&as=R-77")

    expect(page.get_by_text("This window's address is for R-77")).to_be_visible()
    expect(page.locator(".level")).to_have_count(0)
    header(page).select_option("R-02")
    LiveScreen(page, page.url).ready()
    eventually(lambda: viewer_in(page), "R-02")


def test_a_seats_link_in_the_same_browser_overrides_the_address_and_is_named(stage):
    device = stage.device("R-01")
    linked = device.new_page()
    linked.goto(f"{stage.server.url}{seat_path(stage.open_uow, stage.sheet('R-02').key)}")
    LiveScreen(linked, linked.url).ready()
    eventually(lambda: viewer_in(linked), "R-02")

    page = device.new_page()
    page.goto(f"{stage.server.url}/?as=R-01")
    expect(header(page)).to_have_value("R-02")
    expect(page.get_by_text("opened with a link")).to_be_visible()
    expect(page).to_have_url(re.compile("[?&]as=R-02"))

    header(page).select_option("R-01")
    expect(page).to_have_url(re.compile("[?&]as=R-01"))
    expect(header(page)).to_have_value("R-01")


def test_a_rater_sees_her_own_sheet_after_another_tab_chose_somebody_else(stage):
    device = stage.device("R-01")
    screen = stage.screen(device)
    screen.write("names the owner")
    screen.drained()
    other = open_list(stage, device.new_page())
    header(other).select_option("R-02")
    expect(other).to_have_url(re.compile("[?&]as=R-02"))

    screen.reload()

    expect(screen.note).to_have_value("names the owner")
