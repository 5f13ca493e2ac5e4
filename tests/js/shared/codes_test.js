import assert from "node:assert/strict";
import { bare, joined } from "../../../assessment/ui/shared/viewer_address/codes.js";

const WITH_CODES = "C-01 and ROLE-002 (R-01) on MES-1, rated 2-3, week-2, DEMO-PLANT";

Deno.test("a code is joined behind its hyphen, once, and nothing else is", () => {
  const whole = joined(WITH_CODES);

  assert.equal(
    whole,
    "C-\u206001 and ROLE-\u2060002 (R-\u206001) on MES-\u20601, rated 2-3, week-2, DEMO-PLANT",
  );
  assert.equal(joined(whole), whole);
});

Deno.test("what is copied has the code as it is", () => {
  assert.equal(bare(joined(WITH_CODES)), WITH_CODES);
  assert.equal(bare("a\u2060b"), "a\u2060b");
});
