"""A download, the live screen and the board work under the policy that they are sent with.

`test_pages_in_browser` looks at every other page.
"""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

LISTEN = """window.broken = [];
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  window.broken.push(`${violatedDirective} ${blockedURI}`));"""


def opened(context: BrowserContext, address: str) -> tuple[Page, list[str]]:
    """The page, and what its console says against it."""
    said: list[str] = []
    page = context.new_page()
    page.on("console", lambda m: said.append(m.text) if "ontent Security" in m.text else None)
    page.add_init_script(LISTEN)
    page.goto(address)
    return page, said


def broken(page: Page, said: list[str]) -> list[str]:
    return [*said, *page.evaluate("window.broken")]


def test_what_is_downloaded_comes_from_a_route_and_is_kept_nowhere(new_context, demo_server):
    page, said = opened(
        new_context(accept_downloads=True), f"{demo_server.url}/brief?requisition=DEMO-PLANT"
    )
    link = page.get_by_role("link", name="Download Markdown")
    expect(link).to_be_visible()

    with page.expect_download() as got:
        link.click()

    assert "Plant MES engineer" in got.value.path().read_text("utf-8")
    expect(page.locator("[href*='/media/'][download], a[href*='/media/']")).to_have_count(0)
    assert broken(page, said) == []


def test_the_live_screen_works_under_it(stage):
    device = stage.device()
    device.add_init_script(LISTEN)
    screen = stage.screen(device)

    screen.command("4")
    screen.write("names the owner")
    screen.drained()

    assert stage.sheet().record("q01").level == 4
    assert screen.page.evaluate("window.broken") == []


def test_the_board_works_under_it(board):
    device = board.device()
    device.add_init_script(LISTEN)
    screen = board.screen(device).to_the_cards()

    screen.drag("crd-001", "4")
    screen.drained()

    assert screen.page.evaluate("window.broken") == []
