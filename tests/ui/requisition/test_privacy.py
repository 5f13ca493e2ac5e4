"""A candidate's privacy, walked through in a browser: told, answered, erased under an open page."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MARK = "m4rk3r said this"
ON_DEVICE = """async () => {
  const open = indexedDB.open("levelset-outbox", 1);
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const all = db.transaction("events").objectStore("events").getAll();
  const durable = await new Promise((done) => (all.onsuccess = () => done(all.result)));
  db.close();
  return JSON.stringify([durable, { ...localStorage }, { ...sessionStorage }]);
}"""
"""Everything that this window's device keeps."""


def drawn(page):
    state = page.get_by_test_id("stApp")
    expect(state).to_have_attribute("data-test-script-state", "notRunning")


def test_a_candidate_is_told_answered_and_erased_while_an_interview_page_is_open(
    stage_on, own_server
):
    stage = stage_on(own_server)
    role = stage.interview.partition(".")[0]
    screen = stage.screen()
    screen.write(MARK)
    screen.drained()
    assert MARK in screen.note.input_value()
    owner = stage.device("").new_page()
    owner.goto(f"{own_server.url}/requisition?requisition={role}")

    notice = owner.get_by_role("link", name="Open notice to candidates")
    notice.wait_for()
    printed = owner.context.request.get(f"{own_server.url}/{notice.get_attribute('href')}")
    assert "How we use what you tell us" in printed.text()
    assert "We make no audio or video recording." in printed.text()
    assert "We review your data 6 months after the decision" in printed.text()

    drawn(owner)
    owner.get_by_role("button", name="Change").first.click()
    link = owner.get_by_role("link", name="Download access report")
    link.wait_for()
    link.evaluate("a => a.removeAttribute('target')")  # in this window, where it can be waited for
    with owner.expect_download() as download:
        link.click()
    with ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        report = json.loads(archive.read("access-report.json"))
    assert MARK in json.dumps(report)

    owner.get_by_text("Erase: removes everything").click()
    owner.get_by_label("Type C-01 to confirm").fill("C-01")
    owner.get_by_role("button", name="Erase for good").click()
    owner.get_by_text("The data of C-01 is erased.").first.wait_for()

    screen.write(", and more")
    screen.page.get_by_text(re.compile("The data of C-01 was erased on ")).first.wait_for()

    assert MARK not in screen.page.content()
    assert MARK not in screen.page.evaluate(ON_DEVICE)
    assert stage.sheet().whole_log() == []
    owner.goto(f"{own_server.url}/audit")
    for act in ("make an access report", "erase a candidate's data"):
        owner.get_by_text(act, exact=False).first.wait_for()
