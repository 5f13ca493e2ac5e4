import assert from "node:assert/strict";
import { WaitingEvents } from "../../../../assessment/ui/shared/outbox/waiting_events.js";

/** @typedef {import("../../../../assessment/ui/shared/outbox/events.js").OutboxEvent} OutboxEvent */

let seq = 0;

/** @param {Partial<OutboxEvent>} [changes] @returns {OutboxEvent} */
const anEvent = (changes = {}) => ({
  ...{ box: "b", client: "c", seq: ++seq, kind: "verdict", item: "q01", part: "", value: 3 },
  ...{ base: 0, at: 0, epoch: "1", kit: "K1", turn: seq },
  ...changes,
});

/** @param {...OutboxEvent} events */
function waiting(...events) {
  const made = new WaitingEvents();
  for (const event of events) made.add(event);
  return made;
}

Deno.test("a batch is of one page load and one box, and leaves nothing out", () => {
  const own = [anEvent(), anEvent()], other = anEvent({ client: "d" }), last = anEvent();
  const events = waiting(...own, other, last);

  assert.deepEqual(events.batch(1_000_000), own);
  events.removeUpTo("b", "c", own[1].seq);
  assert.deepEqual(events.batch(1_000_000), [other]);
  events.removeUpTo("b", "d", other.seq);
  assert.deepEqual(events.batch(1_000_000), [last]);
});

Deno.test("a batch ends at 200 events or before it has too many bytes, but holds one at least", () => {
  const many = waiting(...Array.from({ length: 250 }, () => anEvent()));
  const book = anEvent({ kind: "evidence", value: "x".repeat(1000) });

  assert.equal(many.batch(1_000_000).length, 200);
  assert.equal(many.batch(1_000_000, true).length, 1);
  assert.equal(waiting(anEvent(), book, anEvent()).batch(1000).length, 1);
  assert.equal(waiting(book, anEvent()).batch(1000).length, 1);
});

Deno.test("only texts and times are replaced, and only one's own", () => {
  const text = anEvent({ kind: "evidence" }), rating = anEvent();
  const other = anEvent({ kind: "seconds", client: "d" });
  const events = waiting(text, rating, other);

  assert.equal(events.takeReplaced(anEvent()), null);
  assert.equal(events.takeReplaced(anEvent({ kind: "seconds" })), null);
  assert.equal(events.takeReplaced(anEvent({ kind: "evidence" })), text);
  assert.deepEqual(events.all, [rating, other]);
});

Deno.test("nothing is replaced across another question, whose place in the order would change", () => {
  const first = anEvent({ kind: "seconds", value: 12 });
  const other = anEvent({ item: "q02" }), elsewhere = anEvent({ box: "c", item: "q03" });
  const events = waiting(first, other), alone = waiting(first, elsewhere);

  assert.equal(events.takeReplaced(anEvent({ kind: "seconds", value: 40 })), null);
  assert.equal(alone.takeReplaced(anEvent({ kind: "seconds", value: 40 })), first);
});

Deno.test("an item of another kit is another question", () => {
  const old = anEvent({ kit: "K0" }), reasons = anEvent({ kind: "reasons", item: "", kit: "K0" });
  const events = waiting(old, reasons);

  assert.equal(events.newest("b|verdict|q01|", "K1"), undefined);
  assert.equal(events.newest("b|verdict|q01|", "K0"), old);
  assert.equal(events.newest("b|reasons||", "K1"), reasons);
});

Deno.test("the base of a key only rises", () => {
  const low = anEvent({ base: 2 }), high = anEvent({ base: 9 }), other = anEvent({ item: "q02" });
  waiting(low, high, other).raiseBase("b|verdict|q01|", 5);

  assert.deepEqual([low, high, other].map(({ base }) => base), [5, 9, 0]);
});
