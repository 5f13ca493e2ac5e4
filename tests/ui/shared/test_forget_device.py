"""*Forget this device*: says what would be lost, keeps it if asked to, and leaves nothing."""

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect

from tests.ui.live_driver import LiveScreen, eventually, remember

pytestmark = pytest.mark.browser

WORDS = "She took the blame for the night shift."
LEFT = """async () => {
  const ours = [localStorage, sessionStorage].flatMap((held) => Object.keys(held))
    .filter((name) => name.startsWith("levelset"));
  const open = indexedDB.open("levelset-outbox", 1);
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const all = db.transaction("events").objectStore("events").getAll();
  const events = await new Promise((done) => (all.onsuccess = () => done(all.result)));
  db.close();
  return [...ours, ...events.map((event) => event.kind)];
}"""
"""What this browser keeps of ours: names of settings and drafts, and kinds of unsent entries."""


def left_on(page):
    """None while the page is being left for another one."""
    try:
        return page.evaluate(LEFT)
    except PlaywrightError:
        return None


def entries_on(page):
    """Kinds of the entries; words written slowly are more than one."""
    return [kind for kind in left_on(page) if kind in {"verdict", "evidence"}]


@pytest.fixture
def device(stage):
    return stage.device()


@pytest.fixture
def unsent(stage, device):
    """Today in a browser where a level and words of R-01 did not get through."""
    screen = stage.screen(device)
    screen.cut_off()
    screen.command("4")
    screen.write(WORDS)
    screen.kept()
    screen.page.close()
    page = device.new_page()
    page.goto(f"{stage.server.url}/?as=R-01")
    return page


def ask(page):
    page.get_by_role("button", name="Forget this device").click()
    return page.get_by_role("alert").filter(has_text="lost for good")


def test_it_says_what_would_be_lost_and_keeps_it_if_asked_to(stage, device, unsent):
    question = ask(unsent)

    unsent_entries = len(entries_on(unsent))
    expect(question).to_contain_text(
        f"{unsent_entries} entries of R-01 in interview {stage.interview}"
    )
    expect(question).not_to_contain_text("blame")
    question.get_by_role("button", name="Keep").click()
    expect(question).to_be_hidden()
    stage.screen(device).drained()
    assert stage.sheet().record("q01").evidence == WORDS


def test_it_leaves_nothing_behind_and_nobody_signed_in(stage, device, unsent):
    ask(unsent).get_by_role("button", name="Delete and sign out").click()

    expect(unsent.get_by_role("button", name="Forget this device")).to_be_visible()
    eventually(lambda: left_on(unsent), [])
    names = {cookie["name"] for cookie in device.cookies()}
    assert {name for name in names if name.startswith("levelset_")} <= {"levelset_used"}

    other = LiveScreen(device.new_page(), f"{stage.url}&as=R-02").open()
    other.drained()
    eventually(other.note.input_value, "")
    assert stage.sheet().whole_log() == []


def test_where_the_server_does_not_answer_nothing_is_deleted(stage, unsent):
    unsent.route("**/api/forget", lambda route: route.abort())
    question = ask(unsent)
    question.get_by_role("button", name="Delete and sign out").click()

    expect(question).to_contain_text("so nothing was deleted. Try again in a moment.")
    assert set(entries_on(unsent)) == {"evidence", "verdict"}


def test_what_one_person_left_unsent_is_not_shown_to_the_next(stage, device, unsent):
    """On a shared browser that nobody had forget anything."""
    unsent.close()

    remember(device, stage.server.url, "R-02")
    other = LiveScreen(device.new_page(), f"{stage.url}&as=R-02").open()
    other.command("2")
    eventually(lambda: [e.value for e in stage.sheet("R-02").history("verdict")], [2])
    eventually(other.note.input_value, "")
    assert WORDS not in other.page.content()
    assert stage.sheet("R-02").history("evidence") == []
    assert stage.sheet().whole_log() == []  # hers, and still on the device

    hers = LiveScreen(device.new_page(), f"{stage.url}&as=R-01").open()
    hers.drained()
    assert stage.sheet().record("q01").evidence == WORDS
