"""A page that an older version left open and unsent delivers to the upgraded app.

`recorded/outbox.json` holds what the recorded version's JavaScript had on the device when it was
cut off; `tests/compatibility/record_outbox.py` lists the names that are frozen by it. A browser
gets that storage, opens the page of the upgraded app, and the server has to hold every word.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.compatibility.doors import RECORDED, Product
from tests.compatibility.recorded_databases import PLAIN, unpacked
from tests.ui.live_driver import eventually
from tests.ui.serving import Server, WarmServer

pytestmark = pytest.mark.browser

LEFT = json.loads((RECORDED / "outbox.json").read_text("utf-8"))
PUT_BACK = """async ({ localStorage: local, indexedDB: durable }) => {
  for (const [name, text] of local) localStorage.setItem(name, text);
  if (!durable.length) return;
  const open = indexedDB.open("levelset-outbox", 1);
  open.onupgradeneeded = () => open.result.createObjectStore("events");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const writing = db.transaction("events", "readwrite");
  for (const [key, event] of durable) writing.objectStore("events").put(event, key);
  await new Promise((done) => (writing.oncomplete = done));
  db.close();
}"""
STILL_THERE = """async () => {
  const open = indexedDB.open("levelset-outbox", 1);
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const keys = db.transaction("events").objectStore("events").getAllKeys();
  const durable = await new Promise((done) => (keys.onsuccess = () => done(keys.result)));
  db.close();
  return [...durable, ...Object.keys(localStorage)].filter((key) => key.includes(":%s:"));
}"""


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Product]]:
    """The app on the recorded database, which it upgrades."""
    folder = tmp_path_factory.mktemp("upgraded")
    server = WarmServer(folder)
    unpacked(PLAIN, folder).rename(server.database)
    product = Product(server.database_url)
    server.start()
    yield server, product
    server.stop()
    product.close()


def written(events: list[dict[str, Any]]) -> dict[tuple[str, str], Any]:
    """What counts in the end: the newest value of each kind on each item or part."""
    return {(e["kind"], e["item"] or e["part"]): e["value"] for e in events}


def stored(product: Product, log: str, before: int, client: str) -> dict[tuple[str, str], Any]:
    """The same of what the server holds from that page; the open one counts seconds of its own."""
    held = [row for row in product.rows(log, before) if row["client"] == client]
    columns = ("level", "not_rated_reason", "text", "flag", "seconds", "recommendation")
    found = {}
    for row in held:
        values = [row[c] for c in columns if row.get(c) is not None] if log == "entries" else []
        value = row["value"] if log == "boards" else values[0]
        found[row["kind"], row.get("item") or row["part"]] = value
    return found


def put_back(context: BrowserContext, url: str, left: dict[str, Any]) -> None:
    """Fills the storage of this origin, on a page that runs no script of the app."""
    page = context.new_page()
    page.goto(f"{url}/_stcore/health")
    page.evaluate(PUT_BACK, left)
    page.close()


@pytest.mark.parametrize("what", ["sheet", "exercise"])
@pytest.mark.parametrize("memory", ["localStorage", "indexedDB"])
def test_what_an_older_page_left_unsent_is_delivered(
    upgraded: tuple[Server, Product],
    new_context: Callable[..., BrowserContext],
    what: str,
    memory: str,
) -> None:
    server, product = upgraded
    log = "entries" if what == "sheet" else "boards"
    before = product.newest(log)
    left = {name: LEFT[what][name] if name == memory else [] for name in LEFT[what]}
    events = [event for _, event in LEFT[what]["indexedDB"]]
    context = new_context()
    put_back(context, server.url, left)

    page = context.new_page()
    if what == "sheet":
        cookie = product.cookie(LEFT["rater"]).partition("=")[2]
        context.add_cookies([{"name": "levelset_rater", "value": cookie, "url": server.url}])
        page.goto(f"{server.url}/interview?interview={LEFT['interview']}")
        page.locator(".level").first.wait_for()
    else:
        page.goto(f"{server.url}{LEFT['board']}")

    client = events[0]["client"]
    eventually(lambda: stored(product, log, before, client), written(events))
    eventually(lambda: page.evaluate(STILL_THERE % client), [])
    page.close()
    product.forget(log, before)
