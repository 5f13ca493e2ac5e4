import assert from "node:assert/strict";
import { Clock } from "../../../../assessment/ui/live/screen/clock.js";
import {
  awayText,
  minutesAndSeconds,
  timeLeft,
} from "../../../../assessment/ui/live/screen/time_text.js";
import { installStorage } from "../../fakes/storage.js";
import { FakeTimers } from "../../fakes/timers.js";

class FakeSheet {
  box = "b";
  epoch = "1";
  questions = /** @type {any} */ ([{ id: "q01" }, { id: "q02" }]);
  /** @type {Map<string, number>} */
  saved = new Map();
  /** @type {[string, number][]} */
  writes = [];

  /** @param {string} item */
  seconds(item) {
    return this.saved.get(item) ?? 0;
  }

  /** @param {string} _kind @param {string} item @param {string} _part @param {any} value */
  write(_kind, item, _part, value) {
    this.saved.set(item, value);
    this.writes.push([item, value]);
  }
}

/** @param {(clock: Clock, sheet: FakeSheet, timers: FakeTimers) => Promise<void>} test */
const withClock = (test) => async () => {
  const timers = new FakeTimers();
  try {
    installStorage();
    const sheet = new FakeSheet(), clock = new Clock(sheet, () => {});
    clock.open("q01");
    await test(clock, sheet, timers);
  } finally {
    timers.restore();
  }
};

Deno.test(
  "time counts for the open question, and only while the clock runs",
  withClock(async (clock, _sheet, timers) => {
    await timers.pass(5000);
    assert.ok(!clock.hasStarted);
    clock.startWithFirstEntry();
    await timers.pass(10_000);
    clock.open("q02");
    await timers.pass(7000);
    clock.pause();
    await timers.pass(60_000);

    assert.deepEqual([clock.spent("q01"), clock.spent("q02"), clock.elapsed()], [10, 7, 17]);
  }),
);

Deno.test(
  "an entry does not end a pause",
  withClock(async (clock, _sheet, timers) => {
    clock.start();
    await timers.pass(2000);
    clock.pause();
    clock.startWithFirstEntry();

    assert.ok(!clock.running);
  }),
);

Deno.test(
  "seconds are saved at ten, every fifteen seconds, at a change of question and at a pause",
  withClock(async (clock, sheet, timers) => {
    clock.start();
    await timers.pass(12_500);
    assert.deepEqual(sheet.writes, [["q01", 10]]); // asked now
    await timers.pass(14_000);
    assert.deepEqual(sheet.writes, [["q01", 10], ["q01", 26]]);
    clock.open("q02");
    assert.deepEqual(sheet.writes, [["q01", 10], ["q01", 26]]); // no whole second since
    await timers.pass(3000);
    clock.pause();
    assert.deepEqual(sheet.writes, [["q01", 10], ["q01", 26], ["q02", 3]]);
  }),
);

Deno.test(
  "a computer that slept was away",
  withClock(async (clock, _sheet, timers) => {
    clock.start();
    await timers.pass(2000);
    timers.now += 600_000;
    await timers.pass(1000);

    assert.deepEqual([Math.round(clock.away), clock.spent("q01")], [600, 3]);
    assert.equal(Math.round(clock.elapsed()), 603);
    assert.ok(clock.running);
  }),
);

Deno.test(
  "a clock that nobody looked at for hours is found paused, and the hours are not counted",
  withClock(async (clock, _sheet, timers) => {
    clock.start();
    await timers.pass(2000);
    timers.now += 3 * 3_600_000;
    await timers.pass(1000);

    assert.deepEqual([clock.running, clock.away, clock.elapsed()], [false, 0, 2]);
  }),
);

Deno.test(
  "a reload goes on with the open question, and leaving the page is an absence",
  withClock(async (clock, sheet, timers) => {
    clock.start();
    await timers.pass(5000);
    clock.close();
    await timers.pass(3000);
    const reloaded = new Clock(sheet, () => {});
    reloaded.open("q01");
    assert.deepEqual([reloaded.running, reloaded.spent("q01"), reloaded.away], [true, 8, 0]);

    reloaded.close();
    await timers.pass(80_000);
    const back = new Clock(sheet, () => {});
    back.open("q02");
    assert.deepEqual([back.running, back.spent("q02"), back.away, back.elapsed()], [
      true,
      0,
      80,
      88,
    ]);

    back.pause();
    back.close();
    await timers.pass(80_000);
    const paused = new Clock(sheet, () => {});
    paused.open("q02");
    assert.deepEqual([paused.running, paused.elapsed()], [false, 88]);
    paused.close();
  }),
);

Deno.test(
  "two windows show one clock, and the one that was used last counts",
  withClock(async (clock, sheet, timers) => {
    clock.start();
    await timers.pass(5000);
    const second = new Clock(sheet, () => {});
    second.open("q02");
    await timers.pass(4000);
    const both = [clock, second];
    assert.deepEqual(both.map((c) => [c.running, c.elapsed()]), [[true, 9], [true, 9]]);
    assert.deepEqual([second.spent("q01"), second.spent("q02")], [5, 4]);

    clock.use();
    await timers.pass(3000);
    assert.deepEqual([clock.spent("q01"), clock.spent("q02"), second.elapsed()], [8, 4, 12]);

    second.pause();
    await timers.pass(5000);
    assert.deepEqual(both.map((c) => [c.running, c.elapsed()]), [[false, 12], [false, 12]]);
    second.start();
    await timers.pass(2000);
    second.close(); // its window is closed: the other goes on counting
    await timers.pass(3000);
    assert.deepEqual([clock.running, clock.elapsed(), clock.away], [true, 17, 0]);
  }),
);

Deno.test(
  "the clock of another database is not this scorecard's, and it works without storage",
  withClock(async (clock, sheet, timers) => {
    clock.start();
    await timers.pass(1000);
    sheet.epoch = "2";
    assert.ok(!new Clock(sheet, () => {}).running);

    Object.defineProperty(globalThis, "localStorage", { value: undefined, configurable: true });
    const alone = new Clock(sheet, () => {});
    alone.open("q01");
    alone.start();
    await timers.pass(2000);
    assert.deepEqual([alone.running, Math.round(alone.elapsed())], [true, 2]);
  }),
);

Deno.test(
  "what another page counted is not counted down",
  withClock((clock, sheet) => {
    sheet.saved.set("q01", 90);

    assert.equal(clock.spent("q01"), 90);
    return Promise.resolve();
  }),
);

Deno.test("times are shown in minutes and seconds", () => {
  assert.equal(minutesAndSeconds(245.9), "4:05");
  assert.equal(timeLeft(60), "1:00 left");
  assert.equal(timeLeft(59.2), "1:00 left");
  assert.equal(timeLeft(-10), "0:10 over");
  assert.equal(awayText(80), " · away 1:20");
  assert.equal(awayText(0.4), "");
});
