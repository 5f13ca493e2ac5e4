import assert from "node:assert/strict";
import { begunAgain, placeOf } from "../../../../assessment/ui/shared/typed_words/fields.js";

const FORM = "withdraw-T1.C-01";
const AT_FIRST = ["st-key-withdraw-T1-C-01-0-reason-0000000000"];
const AFTER_TWO = ["st-key-withdraw-T1-C-01-2-reason-0000000000"];
/** @type {[string, string][]} */
const ROUNDS = [[`${FORM}-2`, `${FORM}-0`]];

Deno.test("a field has one place, however often its form began again and whatever it said", () => {
  assert.equal(placeOf(AFTER_TWO, ROUNDS), placeOf(AT_FIRST, []));
  assert.equal(
    placeOf(["st-key-name-T1-C-01-0-name-1839264127"], []),
    placeOf(["st-key-name-T1-C-01-0-name-0000000000"], []),
  );
});

Deno.test("fields of two records have two places", () => {
  const other = ["st-key-withdraw-T1-C-02-0-reason-0000000000"];
  assert.notEqual(placeOf(other, ROUNDS), placeOf(AT_FIRST, []));
  assert.equal(placeOf(["st-key-withdraw-T1-C-010-0-reason"], ROUNDS).includes("C-010"), true);
});

Deno.test("a form that was saved has begun again, and no other", () => {
  const place = placeOf(AT_FIRST, []);
  assert.equal(begunAgain(place, AT_FIRST.join(" "), []), false);
  assert.equal(begunAgain(place, AT_FIRST.join(" "), ROUNDS), true);
  assert.equal(begunAgain(place, AFTER_TWO.join(" "), ROUNDS), false);
  assert.equal(begunAgain(place, AT_FIRST.join(" "), [["other-2", "other-0"]]), false);
});
