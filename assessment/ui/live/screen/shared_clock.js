// What all windows of this browser know of one scorecard's clock.

/**
 * @typedef {object} ClockState
 * @property {string} epoch of the database: times of another are not this scorecard's
 * @property {boolean} running
 * @property {number} at when it last counted, by the time of day: the one clock that pages share
 * @property {string} window the one that counts; blank when it was left
 * @property {number} away seconds in which no window was open
 * @property {Record<string, number>} counted item to seconds, with fractions
 */

export class SharedClock {
  #slot;
  #epoch;
  /** @type {ClockState} where the browser keeps nothing, this window's own */
  #own;

  /** @param {string} box @param {string} epoch */
  constructor(box, epoch) {
    this.#slot = `levelset:clock:${box}`;
    this.#epoch = epoch;
    this.#own = { epoch, running: false, at: 0, window: "", away: 0, counted: {} };
  }

  /** @returns {ClockState} */
  get state() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#slot) ?? "null");
      if (kept?.epoch === this.#epoch) this.#own = kept;
    } catch {
      // switched off, or not ours: what this window knows goes on
    }
    return this.#own;
  }

  /** @param {Partial<ClockState>} changes */
  change(changes) {
    this.#own = { ...this.state, ...changes };
    try {
      localStorage.setItem(this.#slot, JSON.stringify(this.#own));
    } catch {
      // full or switched off
    }
  }
}
