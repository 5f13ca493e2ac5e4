import assert from "node:assert/strict";
import { deviation, showsAsking } from "../../../../assessment/ui/live/screen/off_kit.js";

const KIT = ["q01", "q02", "q03"];

/** @param {string[]} asked @param {string} item @param {Record<string, unknown>} [verdicts] */
const departure = (asked, item, verdicts = {}) =>
  deviation(KIT, asked, (other) => verdicts[other] ?? null, item);

Deno.test("a question in its place does not depart from the kit", () => {
  assert.equal(departure(["q01", "q02", "q03"], "q02"), null);
  assert.equal(departure([], "q02"), null);
});

Deno.test("a question after a later one was moved", () => {
  assert.deepEqual(departure(["q03", "q01"], "q01"), {
    part: "order",
    why: "Asked after question 3. Why?",
  });
  assert.equal(departure(["q03", "q01"], "q03"), null);
});

Deno.test("a question that was not asked was skipped, and does not move others", () => {
  const verdicts = { q03: "not_asked" };

  assert.deepEqual(departure(["q03", "q01"], "q03", verdicts), {
    part: "skipped",
    why: "Why was it not asked?",
  });
  assert.equal(departure(["q03", "q01"], "q01", verdicts), null);
});

Deno.test("added questions and conflicts of interest do not count in the order", () => {
  assert.equal(departure(["a-x", "q01"], "q01"), null);
  assert.equal(departure(["q03", "q01"], "q01", { q03: "conflict_of_interest" }), null);
});

Deno.test("notes, probes, beliefs, levels and missing evidence show that a question was asked", () => {
  for (const kind of ["evidence", "probe", "belief"]) assert.ok(showsAsking(kind, false));
  assert.ok(showsAsking("verdict", 3));
  assert.ok(showsAsking("verdict", "no_evidence"));
  for (const value of [null, "not_asked", "conflict_of_interest"]) {
    assert.ok(!showsAsking("verdict", value));
  }
});

Deno.test("ten seconds on show with the clock running show that a question was asked", () => {
  assert.ok(!showsAsking("seconds", 9));
  assert.ok(showsAsking("seconds", 10));
});
