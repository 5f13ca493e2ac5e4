// The events that the server has not acknowledged yet, oldest first.

import { keyOf, LOCKING_KINDS, REPLACED_KINDS } from "./events.js";

/** @typedef {import("./events.js").OutboxEvent} OutboxEvent */

const LARGEST_BATCH = 200; // events in one request
const ENVELOPE_BYTES = 300;
const EVENT_BYTES = 200; // of an event without its text
const CHARACTER_BYTES = 3; // at most, for all but a few characters

export class WaitingEvents {
  /** @type {OutboxEvent[]} */
  #events = [];

  get size() {
    return this.#events.length;
  }

  /** @returns {readonly OutboxEvent[]} */
  get all() {
    return this.#events;
  }

  /** @param {OutboxEvent} event */
  add(event) {
    this.#events.push(event);
  }

  /** What an earlier page load left comes before what was done here. @param {OutboxEvent[]} events */
  addRecovered(events) {
    this.#events = [...events, ...this.#events];
  }

  /**
   * Takes out the unsent text or time that `event` replaces.
   *
   * The newer one has a number of its own, because the older may already be on its way. Nothing is
   * replaced across a submission: what came before the lock stays before it. Nor across an event of
   * another question: the log tells in which order the questions were asked.
   *
   * @param {OutboxEvent} event
   * @returns {OutboxEvent | null}
   */
  takeReplaced(event) {
    if (!REPLACED_KINDS.has(event.kind)) return null;
    const key = keyOf(event);
    const fixed = this.#events.findLastIndex(({ box, kind, item }) =>
      LOCKING_KINDS.has(kind) || (box === event.box && item !== event.item)
    );
    const older = this.#events.findLastIndex((other) =>
      keyOf(other) === key && other.client === event.client
    );
    return older > fixed ? this.#events.splice(older, 1)[0] : null;
  }

  /**
   * The newest event of a key. The same item of another kit is another question.
   *
   * @param {string} key
   * @param {string | undefined} kit of the page
   */
  newest(key, kit) {
    return this.#events.findLast((event) =>
      keyOf(event) === key && (!event.item || (event.kit ?? kit) === kit)
    );
  }

  /** What waits was typed after `id` was stored, and so has seen it. @param {string} key @param {number} id */
  raiseBase(key, id) {
    for (const event of this.#events) {
      if (keyOf(event) === key) event.base = Math.max(event.base, id);
    }
  }

  /**
   * The oldest events of one page load and one box, without leaving one out.
   *
   * @param {number} bytes at most
   * @param {boolean} [oneOnly]
   */
  batch(bytes, oneOnly = false) {
    /** @type {OutboxEvent[]} */
    const batch = [];
    let size = ENVELOPE_BYTES;
    for (const event of this.#events) {
      size += EVENT_BYTES;
      if (typeof event.value === "string") size += CHARACTER_BYTES * event.value.length;
      if (batch.length) {
        const foreign = event.client !== batch[0].client || event.box !== batch[0].box;
        if (oneOnly || foreign || batch.length >= LARGEST_BATCH || size > bytes) break;
      }
      batch.push(event);
    }
    return batch;
  }

  /** @param {OutboxEvent} event */
  remove(event) {
    this.#events = this.#events.filter((other) => other !== event);
  }

  /**
   * Removes the events of one page load up to a number.
   *
   * @param {string} box
   * @param {string} client
   * @param {number} seq
   */
  removeUpTo(box, client, seq) {
    this.#events = this.#events.filter((event) =>
      event.box !== box || event.client !== client || event.seq > seq
    );
  }
}
