// clock.js: how long each question has been open, and whether the interview keeps to its plan.
//
// The page's own steady clock counts, never the time of day: setting the computer's clock changes nothing.

const CLOCK = {
  save: 15_000,     // ms between two entries of the seconds: what a crash may cost the clock
  gap: 90_000,      // ms after which a tick counts as a computer that slept, not as time in the room
};

class Clock {
  #sheet; #item; #last = 0; #saved = 0;
  #counted = new Map();     // item -> seconds, with fractions
  running = false;

  constructor(sheet, onTick) {
    this.#sheet = sheet;
    this.#saved = performance.now();
    if (this.#remembered()) this.start();                // a reload in mid-interview
    this.timer = setInterval(() => { this.#tick(); onTick(); }, 1000);
  }

  spent(item) { return Math.max(this.#counted.get(item) ?? 0, this.#sheet.seconds(item)); }
  elapsed() { return this.#sheet.questions.reduce((sum, q) => sum + this.spent(q.id), 0); }
  get begun() { return this.running || this.elapsed() > 0; }

  start() {
    if (this.running) return;
    this.running = true;
    this.#last = performance.now();
    this.#remember();
  }

  pause() {
    this.save();
    this.running = false;
    this.#remember();
  }

  // The first mark of an untouched sheet starts the clock; a pause is left to the person.
  mark() { if (!this.begun) this.start(); }

  open(item) {
    if (item === this.#item) return;
    if (this.#item) this.save();
    this.#item = item;
  }

  save() {
    this.#count();
    this.#saved = performance.now();
    for (const [item, seconds] of this.#counted) {
      if (Math.floor(seconds) > this.#sheet.seconds(item)) this.#sheet.write("seconds", item, "", Math.floor(seconds));
    }
  }

  close() { clearInterval(this.timer); }

  #count() {
    const now = performance.now(), passed = now - this.#last;
    this.#last = now;
    if (!this.running || !this.#item) return;
    if (passed < CLOCK.gap) this.#counted.set(this.#item, this.spent(this.#item) + passed / 1000);
  }

  #tick() {
    this.#count();
    if (this.running && performance.now() - this.#saved > CLOCK.save) this.save();
  }

  // Per window, so that a second tab of the same interview does not count the same minutes.
  get #slot() { return `levelset:clock:${this.#sheet.box}`; }
  #remembered() { try { return sessionStorage.getItem(this.#slot) === "running"; } catch { return false; } }
  #remember() { try { sessionStorage.setItem(this.#slot, this.running ? "running" : "paused"); } catch { /* off */ } }
}

const minutesAndSeconds = (seconds) => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

const leftInWords = (seconds) => (seconds < 0 ? `${minutesAndSeconds(-seconds)} over` : `${minutesAndSeconds(Math.ceil(seconds))} left`);
