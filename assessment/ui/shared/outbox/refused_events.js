// The events that the server did not accept: listed until the person has removed them from the list.

import { keyOf } from "./events.js";

/**
 * @typedef {import("./events.js").OutboxEvent} OutboxEvent
 * @typedef {import("./events.js").RefusedEvent} RefusedEvent
 */

/** Kinds that are not listed: a submission has its own message, and nobody typed the time. */
const UNLISTED_KINDS = new Set(["submit", "seconds"]);

export class RefusedEvents {
  /** @type {Map<string, RefusedEvent>} by key: only the newest refusal of a key is of interest */
  #events = new Map();

  get size() {
    return this.#events.size;
  }

  get all() {
    return [...this.#events.values()];
  }

  /** @param {OutboxEvent} event @param {string} why */
  add(event, why) {
    if (!UNLISTED_KINDS.has(event.kind)) this.#events.set(keyOf(event), { ...event, why });
  }

  /** Takes the refusal of a key off the list, and returns it. @param {string} key */
  take(key) {
    const refused = this.#events.get(key);
    this.#events.delete(key);
    return refused;
  }
}
