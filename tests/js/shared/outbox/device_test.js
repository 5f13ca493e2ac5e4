import assert from "node:assert/strict";
import { Device } from "../../../../assessment/ui/shared/outbox/device.js";
import { installStorage } from "../../fakes/storage.js";
import { FakeTimers } from "../../fakes/timers.js";

/** @typedef {import("../../../../assessment/ui/shared/outbox/events.js").OutboxEvent} OutboxEvent */

const BOX = "T1.C-01.1:R-01";

/**
 * @param {(storage: ReturnType<typeof installStorage>, timers: FakeTimers) => Promise<void>} test
 */
const onDevice = (test) => async () => {
  const timers = new FakeTimers();
  try {
    await test(installStorage(), timers);
  } finally {
    timers.restore();
  }
};

/** @param {number} seq @param {Partial<OutboxEvent>} [changes] @returns {OutboxEvent} */
const anEvent = (seq, changes = {}) => ({
  ...{ box: BOX, client: "a", seq, kind: "verdict", item: "q01", part: "", value: seq },
  ...{ base: 0, at: 0, epoch: "1", kit: "K1", turn: seq },
  ...changes,
});

const seqs = (/** @type {OutboxEvent[]} */ events) => events.map(({ client, seq }) => client + seq);

Deno.test(
  "either memory is enough to recover from",
  onDevice(async (storage, timers) => {
    const device = new Device();
    device.keep(anEvent(1));
    device.keep(anEvent(2));
    await timers.settle();

    const database = new Map(storage.database.records);
    storage.database.records.clear();
    assert.deepEqual(seqs(await new Device().recover(BOX, "new")), ["a1", "a2"]);

    for (const slot of Object.keys(storage.local)) storage.local.removeItem(slot);
    storage.database.records = database;
    assert.deepEqual(seqs(await new Device().recover(BOX, "new")), ["a1", "a2"]);
  }),
);

Deno.test(
  "earlier page loads are recovered in their order, without one's own and other boxes",
  onDevice(async (_storage, timers) => {
    const device = new Device();
    const events = [
      anEvent(2, { client: "b", turn: 20 }),
      anEvent(10, { client: "a", turn: 12 }),
      anEvent(9, { client: "a", turn: 11 }),
      anEvent(1, { client: "own", turn: 30 }),
      anEvent(1, { client: "c", box: "T1.C-01.1:R-02", turn: 1 }),
    ];
    for (const event of events) device.keep(event);
    await timers.settle();

    assert.deepEqual(seqs(await new Device().recover(BOX, "own")), ["a9", "a10", "b2"]);
  }),
);

Deno.test(
  "turns rise although the clock is set back between two page loads",
  onDevice(async (_storage, timers) => {
    const first = new Device();
    first.keep(anEvent(1, { turn: first.nextTurn() }));
    await timers.settle();
    timers.now -= 500_000;
    const second = new Device();
    const [left] = await second.recover(BOX, "own");

    assert.ok(second.nextTurn() > left.turn);
  }),
);

Deno.test(
  "an older text goes only once the newer one is safe",
  onDevice(async (storage, timers) => {
    const device = new Device(), older = anEvent(1), newer = anEvent(2);
    device.keep(older);
    await timers.settle();
    storage.local.isFull = storage.database.isFull = true;
    device.replace(older, newer);
    await timers.settle();
    assert.deepEqual(seqs(await new Device().recover(BOX, "new")), ["a1"]);
    assert.ok(!device.holds(newer));

    storage.local.isFull = storage.database.isFull = false;
    device.retry([newer]);
    await timers.settle();
    assert.ok(device.holds(newer));
  }),
);

Deno.test(
  "deleting makes room although a new event has none",
  onDevice(async (storage, timers) => {
    const device = new Device();
    device.keep(anEvent(1));
    await timers.settle();
    storage.database.isFull = true;
    device.keep(anEvent(2));
    device.forget(anEvent(1));
    await timers.settle();

    assert.deepEqual([...storage.database.records.keys()], []);
  }),
);

Deno.test(
  "without IndexedDB the other memory has to do",
  onDevice(async (storage, timers) => {
    storage.database.isMissing = true;
    const device = new Device();
    let changes = 0;
    device.onChange = () => changes++;
    device.keep(anEvent(1));
    await timers.settle();

    assert.ok(device.holds(anEvent(1)));
    assert.ok(changes > 0);
    assert.deepEqual(seqs(await new Device().recover(BOX, "new")), ["a1"]);
  }),
);

Deno.test(
  "an answer settles one page load up to a number",
  onDevice(async (_storage, timers) => {
    const device = new Device();
    for (const seq of [1, 2, 3]) device.keep(anEvent(seq));
    device.keep(anEvent(1, { client: "b" }));
    await timers.settle();

    assert.deepEqual(seqs(device.upTo(BOX, "a", 2)), ["a1", "a2"]);
  }),
);
