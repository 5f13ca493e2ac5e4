import assert from "node:assert/strict";
import { FakeElement, installElements } from "../../fakes/elements.js";
import { Places } from "../../../../assessment/ui/placement/board/places.js";

const DATA = {
  bands: [
    { place: "4", title: "Level 4", says: "Business planning" },
    { place: "3", title: "Level 3", says: "Operations", opened: true },
    { place: "none", title: "No level", says: "" },
  ],
  categories:
    /** @type {[string, string][]} */ ([["production", "Production"], ["quality", "Quality"]]),
  activities: /** @type {[string, string][]} */ ([["dispatching", "Dispatching"]]),
};

function somePlaces() {
  installElements();
  /** @type {Record<string, FakeElement>} */
  const parts = { tray: new FakeElement(), board: new FakeElement() };
  return new Places(/** @type {any} */ ((/** @type {string} */ name) => parts[name]), DATA);
}

Deno.test("every band is a place, and Level 3 is one for each of its cells", () => {
  const keys = somePlaces().buttons.map(({ dataset }) => dataset.here);

  assert.deepEqual(keys, [
    "tray",
    "4",
    "3.production.dispatching",
    "3.quality.dispatching",
    "3.supporting",
    "none",
  ]);
});

Deno.test("places are named as they are read aloud", () => {
  const places = somePlaces();

  assert.equal(places.get("tray").name, "among the cards to place");
  assert.equal(places.get("4").name, "on Level 4, business planning");
  assert.equal(places.get("3.quality.dispatching").name, "on Quality, dispatching");
  assert.equal(places.get("none").name, "on No level");
  assert.throws(() => places.get("5"), /The board has no place 5/);
});

Deno.test("a place says how many cards are there", () => {
  const places = somePlaces();
  places.paint(new Map([["4", 1], ["tray", 7]]));
  /** @param {string} key */
  const label = (key) => /** @type {any} */ (places.get(key).button).attributes["aria-label"];

  assert.equal(label("4"), "Put it on Level 4, business planning: 1 card there");
  assert.equal(label("tray"), "Put it among the cards to place: 7 cards there");
  assert.equal(label("none"), "Put it on No level: 0 cards there");
});
