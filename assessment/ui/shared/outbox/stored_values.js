// What the database is known to hold: from Python's data, from answers and from other tabs.

import { LOCKING_KINDS } from "./events.js";

/** @typedef {import("./events.js").StoredValue} StoredValue */

export class StoredValues {
  /** @type {Map<string, StoredValue>} */
  #values = new Map();
  /** @type {Set<string>} */
  #locked = new Set();

  /** Keeps the value with the highest place in the log. @param {string} key @param {StoredValue} stored */
  merge(key, stored) {
    if (stored.id > (this.#values.get(key)?.id ?? 0)) this.#values.set(key, stored);
    const [box, kind] = key.split("|");
    if (LOCKING_KINDS.has(kind)) this.lock(box);
  }

  /** @param {string} key */
  get(key) {
    return this.#values.get(key);
  }

  get keys() {
    return [...this.#values.keys()];
  }

  /** @param {string} box */
  lock(box) {
    this.#locked.add(box);
  }

  /** Whether the scorecard or board was submitted. @param {string} box */
  isLocked(box) {
    return this.#locked.has(box);
  }
}
