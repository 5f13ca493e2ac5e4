import assert from "node:assert/strict";
import {
  SavingAnnouncement,
  savingStatus,
} from "../../../../assessment/ui/shared/outbox/saving_status.js";

const CALM = {
  ...{ onlyHere: 0, waiting: 0, restored: false, failures: 0, httpStatus: 200, refused: 0 },
  savedAt: 1_700_000_000,
};

Deno.test("the worst news is shown", () => {
  /** @param {object} changes */
  const name = (changes) => savingStatus({ ...CALM, ...changes })[0];

  assert.equal(name({}), "saved");
  assert.equal(name({ savedAt: 0 }), "idle");
  assert.equal(name({ refused: 1 }), "refused");
  assert.equal(name({ refused: 1, waiting: 1 }), "saving");
  assert.equal(name({ waiting: 1, failures: 1 }), "offline");
  assert.equal(name({ waiting: 1, failures: 1, httpStatus: 401 }), "stale");
  assert.equal(name({ waiting: 1, failures: 1, httpStatus: 401, signedOut: true }), "signed-out");
  assert.equal(name({ restored: true }), "saved");
  assert.equal(name({ restored: true, waiting: 1, failures: 1 }), "stale");
  assert.equal(name({ onlyHere: 1, waiting: 1, failures: 1 }), "full");
});

Deno.test("only trouble and its end are announced", () => {
  const announcement = new SavingAnnouncement();
  const offline = { name: "offline", text: "offline, kept on this device" };
  const announced = [
    { name: "saving", text: "saving…" },
    { name: "saved", text: "saved 12:00:00" },
    offline,
    offline,
    { name: "saving", text: "saving…" },
    { name: "saved", text: "saved 12:00:05" },
  ].map((status) => announcement.after(status));

  assert.deepEqual(announced, [null, null, offline.text, null, "Everything is saved again.", null]);
});
