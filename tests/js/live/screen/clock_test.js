import assert from "node:assert/strict";
import { Clock } from "../../../../assessment/ui/live/screen/clock.js";
import { minutesAndSeconds, timeLeft } from "../../../../assessment/ui/live/screen/time_text.js";
import { installStorage } from "../../fakes/storage.js";
import { FakeTimers } from "../../fakes/timers.js";

class FakeSheet {
  box = "b";
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
  "seconds are saved every fifteen seconds, at a change of question and at a pause",
  withClock(async (clock, sheet, timers) => {
    clock.start();
    await timers.pass(16_500);
    assert.deepEqual(sheet.writes, [["q01", 16]]);
    clock.open("q02");
    assert.deepEqual(sheet.writes, [["q01", 16]]); // no whole second since
    await timers.pass(3000);
    clock.pause();
    assert.deepEqual(sheet.writes, [["q01", 16], ["q02", 3]]);
  }),
);

Deno.test(
  "a computer that slept counts no time",
  withClock(async (clock, _sheet, timers) => {
    clock.start();
    await timers.pass(2000);
    timers.now += 3_600_000;
    await timers.pass(1000);

    assert.ok(clock.elapsed() < 4);
  }),
);

Deno.test(
  "the clock runs on after a reload of the same window",
  withClock(async (clock, sheet, timers) => {
    clock.start();
    await timers.pass(1000);
    clock.close();
    assert.equal(sessionStorage.getItem("levelset:clock:b"), "running");
    assert.ok(new Clock(sheet, () => {}).running);

    clock.pause();
    assert.ok(!new Clock(sheet, () => {}).running);
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
});
