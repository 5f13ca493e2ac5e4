import assert from "node:assert/strict";
import { behind, overrun, paceText, proposal } from "../../../../assessment/ui/live/screen/pace.js";

/** @typedef {import("../../../../assessment/ui/live/screen/pace.js").PacedQuestion} PacedQuestion */

// tests/unit/ui/live/test_pace_module.py compares random interviews with the domain's own rule.

/** @param {string} id @param {Partial<PacedQuestion>} [changes] @returns {PacedQuestion} */
const aQuestion = (id, changes = {}) => ({
  ...{ id, competency: id, minutes: 5, weight: 1, cells: [], spent: 0 },
  ...{ done: false, rated: false, open: false, added: false },
  ...changes,
});

Deno.test("time beyond the plan and time of added questions puts an interview behind", () => {
  const late = aQuestion("a", { spent: 420, done: true });
  const early = aQuestion("b", { spent: 240, done: true });

  assert.equal(behind([late]), 120);
  assert.equal(behind([late, early]), 60);
  assert.equal(behind([aQuestion("c", { spent: 100 })]), 0);
  assert.equal(behind([aQuestion("d", { spent: 100, added: true })]), 100);
  assert.equal(overrun([late, early, aQuestion("c")], 15), 60);
});

Deno.test("what costs the least coverage is proposed first", () => {
  const questions = [
    aQuestion("a", { spent: 600, done: true, rated: true }),
    aQuestion("b", { open: true }),
    aQuestion("c", { competency: "a" }),
    aQuestion("d"),
  ];
  const found = proposal(questions, { a: 50, b: 25, d: 25 }, 20);

  assert.ok(found?.enough);
  assert.deepEqual(found.options.map(({ items, coverage }) => [items, coverage]), [
    [["c"], 0],
    [["d"], 25],
  ]);
});

Deno.test("nothing is proposed when everything fits or nothing can be left out", () => {
  assert.equal(proposal([aQuestion("a")], { a: 1 }, 5), null);
  assert.equal(proposal([aQuestion("a", { spent: 900, open: true })], { a: 1 }, 5), null);
});

Deno.test("where three questions are not enough, the best three are proposed", () => {
  const questions = ["a", "b", "c", "d", "e"].map((id) => aQuestion(id));
  const found = proposal(questions, { a: 1 }, 5);

  assert.equal(found?.enough, false);
  assert.equal(found.options[0].items.length, 3);
});

Deno.test("less than a minute is on pace", () => {
  assert.deepEqual([59, -59, 60, -130].map(paceText), [
    "on pace",
    "on pace",
    "1 min behind",
    "2 min ahead",
  ]);
});
