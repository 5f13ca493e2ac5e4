"""A page that used up its allowance: it is told to wait, keeps everything, and sends it once."""

import json

import pytest
from playwright.sync_api import expect

from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

USE_UP = """async ({ url, body }) => {
  const send = () => fetch(url, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  for (let round = 0; round < 100; round++) {
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    const refused = answers.find((answer) => answer.status === 429);
    if (refused) return [refused.headers.get("Retry-After"), (await refused.json()).error];
  }
  return null;
}"""
"""Asks with the page's own token until the server has enough; what is sent is refused anyway."""


def test_what_was_typed_too_fast_is_kept_and_sent_later(stage):
    screen, sheet = stage.screen(), stage.sheet()
    with screen.page.expect_request("**/api/events") as sent:
        screen.command("2")
    screen.drained()
    own = json.loads(sent.value.post_data)
    nothing = own | {"client": "other-page", "events": [{"seq": 1, "kind": "nothing"}]}
    before = sheet.whole_log()

    with screen.page.expect_response(lambda r: "/api/events" in r.url and r.status == 429):
        told = screen.page.evaluate(USE_UP, {"url": sent.value.url, "body": nothing})
        screen.command("4")
        screen.write("typed while the server had enough", delay=2)

    assert told is not None
    assert int(told[0]) >= 1
    assert told[1].startswith("This page sends faster than Levelset takes it in.")
    expect(screen.note).to_have_value("typed while the server had enough")
    screen.drained()
    screen.says_saved()
    since = sheet.whole_log()[len(before) :]
    assert [e.value for e in since if e.kind == "verdict"] == [4]
    assert sheet.record("q01").evidence == "typed while the server had enough"
    assert len({(e.client, e.seq) for e in sheet.whole_log()}) == len(sheet.whole_log())
    eventually(lambda: screen.part("notices").inner_text(), "")
