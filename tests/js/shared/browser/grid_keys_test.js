import assert from "node:assert/strict";
import { place, placeAfter } from "../../../../assessment/ui/shared/browser/grid_keys.js";

Deno.test("an arrow key leads to the neighbour, and other keys nowhere", () => {
  const from = place(2, 3);

  assert.equal(placeAfter("ArrowUp", from), place(1, 3));
  assert.equal(placeAfter("ArrowDown", from), place(3, 3));
  assert.equal(placeAfter("ArrowLeft", from), place(2, 2));
  assert.equal(placeAfter("ArrowRight", from), place(2, 4));
  assert.equal(placeAfter("Enter", from), null);
});
