import assert from "node:assert/strict";
import {
  forgetEverything,
  lostWords,
  unsentByScorecard,
} from "../../../../assessment/ui/shared/forget_device/storage.js";
import { waitingFile } from "../../../../assessment/ui/shared/outbox/waiting_file.js";
import { installStorage } from "../../fakes/storage.js";

/** @param {string} box @param {number} seq @param {string} [kind] */
const anEvent = (box, seq, kind = "evidence") => ({
  ...{ box, client: "c", seq, kind, item: "q01", part: "", value: "secret words" },
  ...{ base: 0, at: 0, epoch: "1", kit: "K1", turn: seq },
});

/** Events of two raters in either memory of one device. */
function aSharedDevice() {
  const storage = installStorage();
  const mine = anEvent("M.C-01.1:R-01", 1), theirs = anEvent("M.C-02.1:R-02", 2);
  const clock = anEvent("M.C-02.1:R-02", 3, "seconds");
  storage.local.setItem("levelset:outbox:M.C-01.1:R-01:c:1", JSON.stringify(mine));
  storage.local.setItem("levelset:single-keys", "off");
  storage.local.setItem("of another program", "stays");
  for (const event of [mine, theirs, clock]) {
    storage.database.records.set(`levelset:outbox:${event.box}:c:${event.seq}`, event);
  }
  return storage;
}

Deno.test("what would be lost is counted by scorecard, and no word of it is told", async () => {
  aSharedDevice();

  const told = lostWords(await unsentByScorecard(), 0);

  assert.match(told, /1 entry of R-01 in interview M\.C-01\.1, 1 entry of R-02 in interview/);
  assert.doesNotMatch(told, /secret/);
});

Deno.test("forgetting leaves nothing of ours, and what belongs to others", async () => {
  const { local, database } = aSharedDevice();

  await forgetEverything();

  assert.deepEqual(Object.keys(local), ["of another program"]);
  assert.equal(database.records.size, 0);
  assert.match(lostWords(await unsentByScorecard(), 0), /^Nothing unsent is kept/);
});

Deno.test("text that nobody saved on other pages is counted as well", async () => {
  aSharedDevice();

  assert.match(lostWords(await unsentByScorecard(), 2), /Unsaved text of 2 fields .* lost as well/);
  assert.match(lostWords(new Map(), 1), /^Unsaved text of 1 field is kept .* lost for good/);
});

Deno.test("a file of what waits holds the words of its own scorecard only", async () => {
  aSharedDevice();

  const { events } = JSON.parse(await waitingFile("M.C-02.1:R-02"));

  assert.deepEqual(events.map((/** @type {any} */ { seq }) => seq), [2, 3]);
});
