// How long each question has been open.
//
// The page's own steady clock counts, never the time of day: setting the computer's clock changes
// nothing.

/** @typedef {Pick<import("./sheet.js").Sheet, "box" | "questions" | "seconds" | "write">} TimedSheet */

const SAVE_INTERVAL = 15_000; // ms between two entries: the most that a crash costs the clock
const LONGEST_TICK = 90_000; // ms: after a longer one the computer slept, and nobody was in the room

export class Clock {
  #sheet;
  /** @type {string | null} */
  #item = null;
  #lastCount = 0;
  #savedAt = performance.now();
  /** @type {Map<string, number>} item -> seconds, with fractions */
  #counted = new Map();
  #timer;
  running = false;

  /** @param {TimedSheet} sheet @param {() => void} onTick called every second */
  constructor(sheet, onTick) {
    this.#sheet = sheet;
    if (this.#wasRunning()) this.start(); // a reload during the interview
    this.#timer = setInterval(() => {
      this.#tick();
      onTick();
    }, 1000);
  }

  /** Seconds that a question has been open. @param {string} item */
  spent(item) {
    return Math.max(this.#counted.get(item) ?? 0, this.#sheet.seconds(item));
  }

  /** Seconds of all questions. */
  elapsed() {
    return this.#sheet.questions.reduce((sum, { id }) => sum + this.spent(id), 0);
  }

  get hasStarted() {
    return this.running || this.elapsed() > 0;
  }

  start() {
    if (this.running) return;
    this.running = true;
    this.#lastCount = performance.now();
    this.#remember();
  }

  pause() {
    this.save();
    this.running = false;
    this.#remember();
  }

  /** The first entry of an untouched scorecard starts the clock; a pause is left to the person. */
  startWithFirstEntry() {
    if (!this.hasStarted) this.start();
  }

  /** Counts for this question from now on. @param {string} item */
  open(item) {
    if (item === this.#item) return;
    if (this.#item) this.save();
    this.#item = item;
  }

  save() {
    this.#count();
    this.#savedAt = performance.now();
    for (const [item, seconds] of this.#counted) {
      const whole = Math.floor(seconds);
      if (whole > this.#sheet.seconds(item)) this.#sheet.write("seconds", item, "", whole);
    }
  }

  close() {
    clearInterval(this.#timer);
  }

  #count() {
    const now = performance.now(), passed = now - this.#lastCount;
    this.#lastCount = now;
    if (!this.running || !this.#item || passed >= LONGEST_TICK) return;
    this.#counted.set(this.#item, this.spent(this.#item) + passed / 1000);
  }

  #tick() {
    this.#count();
    if (this.running && performance.now() - this.#savedAt > SAVE_INTERVAL) this.save();
  }

  // Per window, so that a second tab of the same interview does not count the same minutes.
  get #slot() {
    return `levelset:clock:${this.#sheet.box}`;
  }

  #wasRunning() {
    try {
      return sessionStorage.getItem(this.#slot) === "running";
    } catch {
      return false;
    }
  }

  #remember() {
    try {
      sessionStorage.setItem(this.#slot, this.running ? "running" : "paused");
    } catch {
      // switched off
    }
  }
}
