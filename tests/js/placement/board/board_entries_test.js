import assert from "node:assert/strict";
import { boxData, outbox } from "../../fakes/page.js";
import { FakeServer } from "../../fakes/server.js";
import { FakeTimers } from "../../fakes/timers.js";
import { BoardEntries } from "../../../../assessment/ui/placement/board/board_entries.js";
import { eventName, missingText } from "../../../../assessment/ui/placement/board/exercise_text.js";
import { MoveHistory } from "../../../../assessment/ui/placement/board/move_history.js";
import { TRAY } from "../../../../assessment/ui/placement/board/places.js";

let boxes = 0;

/** @param {(entries: BoardEntries) => void} test @param {Record<string, any>} [values] */
const withEntries = (test, values) => () => {
  const timers = new FakeTimers();
  try {
    new FakeServer();
    const box = `board${++boxes}:board`;
    outbox.open(boxData(box, values));
    test(new BoardEntries(box));
  } finally {
    timers.restore();
  }
};

Deno.test(
  "a card is in the tray until it is moved, and can go back",
  withEntries((entries) => {
    assert.equal(entries.place("c1"), TRAY);
    entries.move("c1", "4");
    assert.equal(entries.place("c1"), "4");
    entries.move("c1", TRAY);
    assert.equal(entries.place("c1"), TRAY);
    assert.equal(outbox.pending(entries.box, "move", "", "c1")?.value, null);
  }),
);

Deno.test(
  "nothing changes after the end",
  withEntries((entries) => {
    entries.finish();
    entries.move("c1", "4");
    entries.mark("production.dispatching", true);
    entries.chooseStance("product");

    assert.ok(entries.isFinished && entries.isFinishing);
    assert.equal(entries.place("c1"), TRAY);
    assert.ok(!entries.isMarked("production.dispatching"));
    assert.equal(entries.stance, null);
  }),
);

Deno.test(
  "an exercise goes on at the step that was reached",
  withEntries((entries) => {
    assert.equal(entries.reachedStep, 0);
    entries.chooseStance("product");
    assert.equal(entries.reachedStep, 0);
    entries.move("c1", "4");
    assert.equal(entries.reachedStep, 1);
    entries.mark("production.dispatching", true);
    assert.equal(entries.reachedStep, 2);
  }),
);

Deno.test(
  "a stored end counts",
  withEntries((entries) => {
    assert.ok(entries.isFinished);
    assert.ok(!entries.isFinishing);
  }, { "finish||": true }),
);

Deno.test("the last move of this window is undone, unless it was overtaken", () => {
  const history = new MoveHistory("b");
  history.add({ card: "c1", from: TRAY, to: "4" });
  history.add({ card: "c2", from: TRAY, to: "3.supporting" });
  const places = new Map([["c1", "4"], ["c2", "none"]]); // c2 was moved on in another window
  const again = new MoveHistory("b"); // after a reload
  const placeOf = (/** @type {string} */ card) => places.get(card) ?? TRAY;

  assert.equal(again.size, 2);
  assert.equal(again.takeLast(placeOf)?.card, "c1");
  assert.equal(again.takeLast(placeOf), undefined);
  assert.equal(new MoveHistory("b").size, 0);
});

Deno.test("what is missing is listed before the end", () => {
  assert.equal(missingText(true, [], true), "Every card is placed.");
  assert.equal(missingText(true, [4], true), "Card 4 isn't placed yet.");
  assert.equal(missingText(true, [4, 7, 9], true), "Cards 4, 7 and 9 aren't placed yet.");
  assert.equal(
    missingText(false, [], false),
    "You haven't said yet what MES means to you. Nothing is marked for your last plant.",
  );
});

Deno.test("an entry is named by its card or its step", () => {
  const board = { number: () => 7 };

  assert.equal(eventName({ kind: "move", part: "c7" }, board), "Card 7");
  assert.equal(eventName({ kind: "words", part: "" }, board), "Your own words");
});
