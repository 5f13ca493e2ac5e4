import assert from "node:assert/strict";
import { outbox as first } from "../../fakes/page.js";
import { isOtherProtocol, outbox } from "../../../../assessment/ui/shared/outbox/page_outbox.js";

Deno.test("the queue that is on the page is used", () => {
  assert.equal(outbox, first);
  assert.ok(!isOtherProtocol());
});

Deno.test("a queue of another release is recognised", () => {
  const { protocol } = outbox;
  outbox.protocol = protocol + 1;
  assert.ok(isOtherProtocol());
  Reflect.deleteProperty(outbox, "protocol"); // as the queue was before it had a number
  assert.ok(isOtherProtocol());
  outbox.protocol = protocol;
});
