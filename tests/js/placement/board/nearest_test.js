import assert from "node:assert/strict";
import { DIRECTIONS, nearest } from "../../../../assessment/ui/placement/board/nearest.js";
import { drawn } from "../../fakes/elements.js";

// Two rows of three, and a wide band below them.
const TOP = [drawn(0, 0), drawn(20, 0), drawn(40, 0)];
const BOTTOM = [drawn(0, 20), drawn(20, 20), drawn(40, 20)];
const BAND = drawn(0, 40, 50);
const ALL = [...TOP, ...BOTTOM, BAND];

/** @param {ReturnType<typeof drawn>} from @param {keyof typeof DIRECTIONS} key */
const next = (from, key) => nearest(from, ALL, DIRECTIONS[key]);

Deno.test("an arrow key leads to the neighbour in its direction", () => {
  assert.equal(next(TOP[0], "ArrowRight"), TOP[1]);
  assert.equal(next(TOP[2], "ArrowLeft"), TOP[1]);
  assert.equal(next(TOP[1], "ArrowDown"), BOTTOM[1]);
  assert.equal(next(BOTTOM[2], "ArrowUp"), TOP[2]);
});

Deno.test("a wide band is below each cell, and leads back to the first of them", () => {
  for (const cell of BOTTOM) assert.equal(next(cell, "ArrowDown"), BAND);
  assert.ok(BOTTOM.includes(/** @type {any} */ (next(BAND, "ArrowUp"))));
});

Deno.test("to the left and right a row is not left", () => {
  assert.equal(next(TOP[2], "ArrowRight"), null);
  assert.equal(next(BAND, "ArrowRight"), null);
});

Deno.test("at the edge there is nothing", () => {
  assert.equal(next(TOP[0], "ArrowUp"), null);
  assert.equal(nearest(TOP[0], [TOP[0]], DIRECTIONS.ArrowDown), null);
});
