import assert from "node:assert/strict";
import { summary } from "../../../../assessment/ui/shared/outbox/other_addresses.js";
import { takeIn, waitingFile } from "../../../../assessment/ui/shared/outbox/waiting_file.js";
import { installStorage } from "../../fakes/storage.js";

/** @typedef {import("../../../../assessment/ui/shared/outbox/events.js").OutboxEvent} OutboxEvent */

/** @param {Partial<OutboxEvent>} [changes] @returns {OutboxEvent} */
const anEvent = (changes = {}) => ({
  ...{ box: "b", client: "c", seq: 1, kind: "evidence", item: "q01", part: "", value: "heard" },
  ...{ base: 0, at: 0, epoch: "1", kit: "K1", turn: 1 },
  ...changes,
});

/** @param {OutboxEvent} event */
const slot = (event) => `levelset:outbox:${event.box}:${event.client}:${event.seq}`;

Deno.test("what waits under one address is kept under the other as it was", async () => {
  const { local, database } = installStorage();
  const first = anEvent(), second = anEvent({ box: "another", seq: 2 });
  local.setItem(slot(first), JSON.stringify(first));
  database.records.set(slot(second), second);
  const file = await waitingFile();

  const elsewhere = installStorage().local;
  assert.equal(takeIn(file, "8741"), "");
  for (const event of [first, second]) {
    assert.deepEqual(JSON.parse(elsewhere.getItem(slot(event)) ?? ""), event);
  }
  assert.equal(elsewhere.getItem("levelset:taken:8741"), summary([second, first]));
});

Deno.test("a file that holds nothing of the kind not counted", () => {
  const { local } = installStorage();
  const wrong = [
    ...["", "null", "[]", "{}", JSON.stringify({ format: "levelset/waiting/1", events: [] })],
    JSON.stringify({
      format: "levelset/waiting/1",
      events: [anEvent(), { ...anEvent(), seq: "1" }],
    }),
    JSON.stringify({ format: "levelset/waiting/1", events: [null] }),
    JSON.stringify({ format: "levelset/waiting/2", events: [anEvent()] }),
  ];
  for (const text of wrong) assert.match(takeIn(text, "8741"), /^This file contains no/);
  assert.equal(Object.keys(local).length, 0);
});

Deno.test("a browser without room says so", () => {
  installStorage().local.isFull = true;
  const file = JSON.stringify({ format: "levelset/waiting/1", events: [anEvent()] });

  assert.match(takeIn(file, "8741"), /^This browser has no room/);
});

Deno.test("a summary tells other entries apart, and leaves the clock out", () => {
  const one = anEvent(), clock = anEvent({ kind: "seconds", seq: 7 });

  assert.equal(summary([]), "");
  assert.equal(summary([clock]), "");
  assert.match(summary([one]), /^1\.[0-9a-z]+$/);
  assert.equal(summary([one, clock]), summary([one]));
  assert.notEqual(summary([one]), summary([anEvent({ seq: 3 })]));
  assert.match(summary([one, anEvent({ seq: 3 })]), /^2\./);
});
