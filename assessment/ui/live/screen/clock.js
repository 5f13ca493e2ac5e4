// How long each question has been open, and how long nobody had the interview open.
//
// There is one clock for a scorecard, shared by all windows of this browser: the window that was used
// last counts, and the others show the same. It runs until somebody pauses it. Within a page its steady
// clock counts, never the time of day: setting the computer's clock changes nothing.

import { ASKED_SECONDS } from "./off_kit.js";
import { SharedClock } from "./shared_clock.js";

/** @typedef {Pick<import("./sheet.js").Sheet, "box" | "epoch" | "questions" | "seconds" | "write">} TimedSheet */

const SAVE_INTERVAL = 15_000; // ms between two entries: the most that a crash costs the clock
const LONGEST_TICK = 90_000; // ms: after a longer one the computer slept, or a window was killed
const SHORTEST_ABSENCE = 10_000; // ms: a reload is none
const LONGEST_ABSENCE = 2 * 3_600_000; // ms: after a longer one the interview had ended long ago

export class Clock {
  #sheet;
  #shared;
  #window = crypto.randomUUID();
  /** @type {string | null} */
  #item = null;
  #lastCount = performance.now();
  #savedAt = performance.now();
  #timer;

  /** @param {TimedSheet} sheet @param {() => void} onTick called every second */
  constructor(sheet, onTick) {
    this.#sheet = sheet;
    this.#shared = new SharedClock(sheet.box, sheet.epoch);
    this.#timer = setInterval(() => {
      this.#tick();
      onTick();
    }, 1000);
  }

  get running() {
    return this.#shared.state.running;
  }

  /** Seconds since the start in which the interview was open in no window. */
  get away() {
    return this.#shared.state.away;
  }

  /** Seconds that a question has been open. @param {string} item */
  spent(item) {
    return Math.max(this.#shared.state.counted[item] ?? 0, this.#sheet.seconds(item));
  }

  /** Seconds since the start, without the pauses. */
  elapsed() {
    return this.#sheet.questions.reduce((sum, { id }) => sum + this.spent(id), this.away);
  }

  get hasStarted() {
    return this.running || this.elapsed() > 0;
  }

  start() {
    if (this.running) return;
    this.#lastCount = performance.now();
    this.#shared.change({ running: true, at: Date.now(), window: this.#window });
  }

  pause() {
    this.#count({ claim: true });
    this.save();
    this.#shared.change({ running: false });
  }

  /** The first entry of an untouched scorecard starts the clock; a pause is left to the person. */
  startWithFirstEntry() {
    if (!this.hasStarted) this.start();
  }

  /** Counts for this question from now on. @param {string} item */
  open(item) {
    if (item === this.#item) return;
    if (this.#item) {
      this.#count({ claim: true });
      this.save();
    }
    this.#item = item;
    this.#count({ claim: true });
  }

  /** This window is used now, so it counts from here on. */
  use() {
    this.#count({ claim: true });
  }

  save() {
    this.#count();
    this.#savedAt = performance.now();
    for (const { id } of this.#sheet.questions) {
      const whole = Math.floor(this.spent(id));
      if (whole > this.#sheet.seconds(id)) this.#sheet.write("seconds", id, "", whole);
    }
  }

  /** Leaves the counting to another window; with none open, the time to the return is an absence. */
  leave() {
    this.save();
    if (this.#counts) this.#shared.change({ window: "" });
  }

  close() {
    this.leave();
    clearInterval(this.#timer);
  }

  get #counts() {
    return this.#shared.state.window === this.#window;
  }

  /** `claim` takes the counting over from a window that is still open. */
  #count({ claim = false } = {}) {
    const { running, window, at } = this.#shared.state, now = Date.now();
    const passed = this.#counts ? performance.now() - this.#lastCount : Math.max(0, now - at);
    if (!running || !this.#item) return;
    if (window && !this.#counts && !claim && passed < LONGEST_TICK) return;
    this.#book(this.#item, passed, this.#counts ? LONGEST_TICK : SHORTEST_ABSENCE);
    this.#lastCount = performance.now();
    this.#shared.change({ at: now, window: this.#window });
  }

  /** @param {string} item @param {number} passed ms @param {number} absence ms from which nobody was there */
  #book(item, passed, absence) {
    const { counted, away } = this.#shared.state, seconds = passed / 1000;
    if (passed >= LONGEST_ABSENCE) this.#shared.change({ running: false });
    else if (passed >= absence) this.#shared.change({ away: away + seconds });
    else this.#shared.change({ counted: { ...counted, [item]: this.spent(item) + seconds } });
  }

  #tick() {
    this.#count();
    if (this.running && this.#counts && (this.#isDue || this.#isAskedNow)) this.save();
  }

  get #isDue() {
    return performance.now() - this.#savedAt > SAVE_INTERVAL;
  }

  /** Whether the log does not know yet that the open question was put to the candidate. */
  get #isAskedNow() {
    const item = this.#item;
    return item !== null && this.#sheet.seconds(item) < ASKED_SECONDS &&
      this.spent(item) >= ASKED_SECONDS;
  }
}
