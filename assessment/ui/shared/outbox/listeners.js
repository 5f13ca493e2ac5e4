// Functions to call after a change.

/**
 * @typedef {object} Change of a queue; empty after a change on this page
 * @property {import("./events.js").OutboxEvent[]} [acknowledged]
 * @property {import("./events.js").OtherText[]} [others]
 * @property {import("./events.js").Answer["refused"]} [refused]
 * @property {boolean} [wasAway] whether the server had been out of reach
 */

/** @template T */
export class Listeners {
  /** @type {Set<(change: T) => void>} */
  #all = new Set();

  /** Returns what ends it. @param {(change: T) => void} listener */
  add(listener) {
    this.#all.add(listener);
    return () => {
      this.#all.delete(listener);
    };
  }

  /** A screen that cannot be painted must not keep the queue from being sent. @param {T} change */
  notify(change) {
    for (const listener of this.#all) {
      try {
        listener(change);
      } catch (fault) {
        reportError(fault);
      }
    }
  }
}
