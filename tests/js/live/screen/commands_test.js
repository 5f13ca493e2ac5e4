import assert from "node:assert/strict";
import { keyCommands } from "../../../../assessment/ui/live/screen/commands.js";

Deno.test("each key has its command", () => {
  /** @type {string[]} */
  const done = [];
  const commands = new Proxy({}, {
    get: (_target, name) => (/** @type {unknown[]} */ ...values) =>
      done.push([String(name), ...values].join(" ")),
  });
  const keys = keyCommands(/** @type {any} */ (commands));
  for (
    const key of ["1", "5", "6", "9", "0", "backspace", "x", "v", "c", "n", "arrowup", "h", "?"]
  ) {
    keys[key]();
  }

  assert.deepEqual(done, [
    "rate 1",
    "rate 5",
    "toggleProbe 0",
    "toggleProbe 3",
    "clear",
    "clear",
    "giveReason not_asked",
    "giveReason no_evidence",
    "giveReason conflict_of_interest",
    "next",
    "previous",
    "togglePrivacy",
    "showShortcuts",
  ]);
  assert.equal(keys["r"], undefined);
});
