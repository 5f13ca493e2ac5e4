"""Records what the pages of the recorded version keep on a device while the server is away.

Run on the commit that `record.py` names: `uv run python -m tests.compatibility.record_outbox`.
A real browser opens a scorecard's live page and a board, is cut off, and works on; then its storage
is read as it is. Frozen by this, from `outbox/device.js` and `outbox/outbox.js`:

- localStorage: one item per event, `levelset:outbox:<box>:<client>:<seq>` to the event as JSON;
- IndexedDB: the database `levelset-outbox`, version 1, with the store `events` without a key path,
  and the same key and event in it;
- an event: `box, client, seq, kind, item, part, value, base, at, epoch, kit, turn`.
"""

import json
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.compatibility.doors import RECORDED, Product
from tests.compatibility.recorded_databases import PLAIN, unpacked
from tests.ui.chromium import launch
from tests.ui.serving import Server

INTERVIEW, BOARD, RATER = "MES-7.C-04.1", "MES-7.C-02.1", "R-01"
STORED = """async () => {
  const open = indexedDB.open("levelset-outbox", 1);
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const store = db.transaction("events").objectStore("events");
  const read = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const [keys, values] = await Promise.all([read(store.getAllKeys()), read(store.getAll())]);
  const local = Object.keys(localStorage).filter((name) => name.startsWith("levelset:"));
  return {
    localStorage: local.sort().map((name) => [name, localStorage.getItem(name)]),
    indexedDB: keys.map((key, n) => [key, values[n]]),
  };
}"""


def main() -> None:
    """Makes `recorded/outbox.json` anew."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        server = Server(folder)
        unpacked(PLAIN, folder).rename(server.database)
        product = Product(server.database_url)
        cookie, board = product.cookie(RATER).partition("=")[2], product.board_path(BOARD)
        server.start()
        browser = launch(playwright)
        try:
            told = {"interview": INTERVIEW, "rater": RATER, "board": board}
            context = browser.new_context()
            context.add_cookies([{"name": "levelset_rater", "value": cookie, "url": server.url}])
            told["sheet"] = _on_a_sheet(context.new_page(), server.url)
            told["exercise"] = _on_a_board(browser.new_context().new_page(), server.url, board)
        finally:
            browser.close()
            server.stop()
    (RECORDED / "outbox.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def _on_a_sheet(page: Page, url: str) -> Any:
    page.goto(f"{url}/interview?interview={INTERVIEW}")
    page.locator(".level").first.wait_for()
    page.context.set_offline(True)
    for key in "24":
        page.keyboard.press(key)
    page.locator('[data-part="note"]').focus()
    page.keyboard.type("unsent words, 排程 👍", delay=20)
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("3")
    return _read(page)


def _on_a_board(page: Page, url: str, path: str) -> Any:
    page.goto(f"{url}{path}")
    page.locator('[data-part="title"]').wait_for()
    words = page.get_by_text("MES is any software doing Level 3 work")
    while not words.is_visible():  # what was done on it decides with which step it opens
        page.locator('[data-part="back"]').click()
    page.context.set_offline(True)
    words.click()
    return _read(page)


def _read(page: Page) -> Any:
    """The storage, once both memories hold the same events and it stands still."""
    before: Any = None
    while True:
        found = page.evaluate(STORED)
        same = sorted(k for k, _ in found["localStorage"]) == sorted(
            k for k, _ in found["indexedDB"]
        )
        if same and found["localStorage"] and found == before:
            return found
        before = found
        page.wait_for_timeout(500)


if __name__ == "__main__":
    main()
