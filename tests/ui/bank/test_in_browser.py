"""The grid of the bank by mouse and keyboard, and an address that lands in the same place."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from question_bank import Cell, load_bank
from question_bank.finding import QuestionFilter, find
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


def cell(page: Page, name: str):
    return page.get_by_role("button", name=re.compile(f"^{name}: "))


def rows(page: Page):
    return page.locator(".st-key-rows-bank button")


def test_a_cell_narrows_the_list_and_a_reload_lands_on_the_same_question(shared_server, page):
    page.goto(f"{shared_server.url}/bank")
    dispatching = cell(page, "Production · dispatching")
    dispatching.click()
    expect(dispatching).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(r"[?&]cell=production\.dispatching$"))
    expect(page.get_by_text("in Production · dispatching")).to_be_visible()

    drawn = page.get_by_test_id("stApp")
    expect(drawn).to_have_attribute("data-test-script-state", "notRunning")
    dispatching.press("ArrowRight")
    expect(cell(page, "Maintenance · dispatching")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, "Maintenance · dispatching")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("in Maintenance · dispatching")).to_be_visible()

    title = find(load_bank(), QuestionFilter(cell=Cell.parse("maintenance.dispatching")))[0].title
    expect(rows(page).first).to_have_text(title)
    rows(page).first.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page).to_have_url(re.compile(r"cell=maintenance\.dispatching&q="))

    page.reload()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    page.get_by_role("button", name="All questions").click()
    expect(page.get_by_text("in Maintenance · dispatching")).to_be_visible()


def test_back_and_forward_go_through_what_was_searched_for(shared_server, page):
    page.goto(f"{shared_server.url}/bank")
    search = page.get_by_label("Search")
    for words in ("batch", "genealogy"):
        search.fill(words)
        search.press("Enter")
        expect(page).to_have_url(re.compile(rf"[?&]find={words}(&|$)"))
        expect(page.locator("[data-stale='true']")).to_have_count(0)

    def searched_for(words: str) -> None:
        expect(page.locator(f"input[aria-label='Search'][value='{words}']")).to_have_count(1)
        expect(page.locator("[data-stale='true']")).to_have_count(0)

    page.go_back()
    searched_for("batch")
    page.go_back()
    searched_for("")
    page.go_forward()
    searched_for("batch")
    expect(page).to_have_url(re.compile(r"[?&]find=batch$"))


def test_what_serves_every_role_stands_at_the_end_of_the_navigation(shared_server, page):
    page.goto(f"{shared_server.url}/bank")
    nav = page.get_by_test_id("stTopNav")
    expect(nav.get_by_text("Bank")).to_be_visible()

    def as_placed():
        return nav.locator("p").evaluate_all(
            """entries => entries
              .map((entry) => [entry.getBoundingClientRect().x, entry.innerText])
              .sort(([x], [y]) => x - y)
              .map(([, text]) => text)"""
        )

    eventually(
        as_placed,
        ["Today", "Prepare", "Interview", "Decide", "Search", "Bank", "Help", "Settings"],
    )
