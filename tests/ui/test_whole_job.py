"""The whole job in a real browser, from nothing to files that recompute."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from typer.testing import CliRunner

from assessment.cli import build
from tests.ui.serving import Server

LEAD, SECOND = "R. Okafor", "M. Lindt"
INTERVIEWER = "Name of the interviewer"
MOST_CLICKS = 37
LEVELS = {LEAD: "43534", SECOND: "33424"}
"""What each gives, question after question, over and over."""


class PreparingPages:
    """One person at one laptop, doing what the screens offer, with every click counted."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.clicks = 0

    def go(self, path: str) -> None:
        self.page.goto(f"{self.server.url}{path}")

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def press(self, name: str, *, exact: bool = True) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=exact).first)

    def fill(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True).first
        self.click(field)
        field.fill(text)

    def types_into(self, label: str, text: str) -> None:
        """Without a click: the page has put the cursor there."""
        field = self.page.get_by_label(label, exact=True)
        expect(field).to_be_focused()
        field.press_sequentially(text)

    def sees(self, text: str) -> None:
        """And the page is drawn to its end: what stands below may still be from before."""
        expect(self.page.get_by_text(text).first).to_be_visible()
        drawn = self.page.get_by_test_id("stApp")
        expect(drawn).to_have_attribute("data-test-script-state", "notRunning")

    def looks_as(self, name: str) -> None:
        [code] = self.page.get_by_label("Viewing as").select_option(label=name)
        self.page.wait_for_url(re.compile(rf"[?&]as={code}\b"))


@pytest.fixture
def preparing(own_server: Server, new_context: Callable[..., BrowserContext]) -> PreparingPages:
    context = new_context(accept_downloads=True)
    return PreparingPages(context.new_page(), own_server)


def test_a_new_user_gets_from_nothing_to_files_that_recompute_within_37_clicks(
    preparing: PreparingPages, tmp_path: Path
):
    open_role(preparing)
    prepare(preparing)
    plan(preparing)
    preparing.press(f"Open the interview as {LEAD}")
    rate_by_mouse(preparing, LEAD)
    submit(preparing)
    clicks = preparing.clicks
    rate_by_keyboard(preparing, SECOND)  # somebody else, at another time
    submit(preparing)
    preparing.clicks = clicks

    preparing.click(preparing.page.get_by_role("link", name="Compare", exact=True).first)
    preparing.page.wait_for_url("**/compare?**")  # the scorecard shows C-01 and a file as well
    preparing.sees("Compare candidates")
    ratings = download(preparing, "ratings", tmp_path)
    assert preparing.clicks <= MOST_CLICKS

    files = {"ratings": ratings} | {
        name: download(preparing, name, tmp_path) for name in ("shortlist", "weights")
    }
    assert scores_of_the_shortlist(files["shortlist"]) == scores_by_command(files, tmp_path)
    assert [row["level"] for row in rows(files["ratings"]) if row["rater"] == "R-01"] == [
        str(level) for level in given(LEAD, len(rows(files["ratings"])) // 2)
    ]


def open_role(preparing: PreparingPages) -> None:
    preparing.go("/")
    preparing.press("Start empty")
    preparing.types_into("Title", "Plant MES engineer")
    preparing.fill("Client", "A brewery")
    preparing.press("Create role")
    preparing.press("Write the role brief")


def prepare(preparing: PreparingPages) -> None:
    preparing.press("Save brief")
    preparing.press("Build the kit")
    preparing.press("Lock the kit")


def plan(preparing: PreparingPages) -> None:
    preparing.press("Add candidates")
    preparing.types_into("Name (optional)", "Ada Berg")
    preparing.page.keyboard.press("Enter")
    preparing.sees("C-01")
    preparing.fill(INTERVIEWER, LEAD)
    preparing.press("Add to panel")
    preparing.sees(LEAD)
    preparing.types_into(INTERVIEWER, SECOND)
    preparing.page.keyboard.press("Enter")
    preparing.sees(SECOND)
    preparing.press("Plan the interviews")
    preparing.press("Plan 1 interview")


def rate_by_mouse(preparing: PreparingPages, rater: str) -> None:
    page = preparing.page
    count = questions(page)
    for number, level in enumerate(given(rater, count), 1):
        preparing.click(page.locator(f'.level[data-level="{level}"]'))
        page.keyboard.type(heard(rater, level))
        if number < count:
            preparing.click(page.locator('[data-part="next"]'))
            progress = page.locator('[data-part="progress"]')
            expect(progress).to_contain_text(f"question {number + 1} of {count}")
    preparing.click(page.get_by_role("link", name="Go to scorecard"))


def rate_by_keyboard(preparing: PreparingPages, rater: str) -> None:
    preparing.go("/")
    preparing.looks_as(rater)
    preparing.go("/interview?interview=ROLE-001.C-01.1")
    page = preparing.page
    for level in given(rater, questions(page)):
        page.keyboard.press(f"Alt+Digit{level}")
        page.keyboard.type(heard(rater, level))
        page.keyboard.press("Alt+KeyN")
    page.get_by_role("link", name="Go to scorecard").click()


def questions(page: Page) -> int:
    """How many the kit has, once the live page shows them."""
    page.locator(".level").first.wait_for()
    return page.locator('[data-part="dots"] button').count()


def heard(rater: str, level: int) -> str:
    return f"{rater} heard a {level}, =1+1"


def submit(preparing: PreparingPages) -> None:
    preparing.page.wait_for_url("**/scorecard?**")
    preparing.press("Yes")
    preparing.types_into("Your reasons", "Names who decides.")
    preparing.press("Submit scorecard")
    preparing.sees("submitted")


def given(rater: str, count: int) -> list[int]:
    return [int(LEVELS[rater][n % len(LEVELS[rater])]) for n in range(count)]


def download(preparing: PreparingPages, name: str, folder: Path) -> Path:
    link = preparing.page.get_by_role("link", name=re.compile(rf"(?<!Download ){name}\.csv"))
    if not link.is_visible():
        preparing.press("Export", exact=False)
    with preparing.page.expect_download() as waiting:
        link.click()
    saved = folder / f"{name}.csv"
    waiting.value.save_as(saved)
    return saved


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def scores_of_the_shortlist(file: Path) -> dict[tuple[str, str], str]:
    profiles = ("plant", "enterprise", "brief", "equal")
    return {(r["candidate"], p): r[f"score_{p}"] for r in rows(file) for p in profiles}


def scores_by_command(files: dict[str, Path], folder: Path) -> dict[tuple[str, str], str]:
    arguments = ["score", str(files["ratings"]), "--weights", str(files["weights"])]
    done = CliRunner().invoke(build(), [*arguments, "--out", str(folder)])
    assert done.exit_code == 0, done.output
    return {(r["candidate"], r["profile"]): r["score"] for r in rows(folder / "scores.csv")}
