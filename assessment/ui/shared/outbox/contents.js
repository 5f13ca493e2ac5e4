// What screens read from the queue: the unsent event, else what the database is known to hold.

import { keyOf } from "./events.js";

/**
 * @typedef {import("./events.js").Box} Box
 * @typedef {import("./events.js").OutboxEvent} OutboxEvent
 * @typedef {import("./events.js").StoredValue} StoredValue
 */

export class OutboxContents {
  #boxes;
  #waiting;
  #stored;
  #settlement;

  /**
   * @param {ReadonlyMap<string, Box>} boxes
   * @param {import("./waiting_events.js").WaitingEvents} waiting
   * @param {import("./stored_values.js").StoredValues} stored
   * @param {import("./settlement.js").Settlement} settlement
   */
  constructor(boxes, waiting, stored, settlement) {
    this.#boxes = boxes;
    this.#waiting = waiting;
    this.#stored = stored;
    this.#settlement = settlement;
  }

  /**
   * The unsent event of a key.
   *
   * @param {string} box
   * @param {string} kind
   * @param {string} item
   * @param {string} [part]
   */
  pending(box, kind, item, part = "") {
    return this.#waiting.newest(keyOf({ box, kind, item, part }), this.#boxes.get(box)?.kit);
  }

  /**
   * What the database holds under a key.
   *
   * @param {string} box
   * @param {string} kind
   * @param {string} item
   * @param {string} [part]
   */
  stored(box, kind, item, part = "") {
    return this.#stored.get(keyOf({ box, kind, item, part }));
  }

  /**
   * The value to show for a key.
   *
   * @param {string} box
   * @param {string} kind
   * @param {string} item
   * @param {string} [part]
   * @returns {any}
   */
  value(box, kind, item, part = "") {
    return (this.pending(box, kind, item, part) ?? this.stored(box, kind, item, part))?.value;
  }

  /** `[kind, item, part]` of everything in a box, some of it twice. @param {string} box */
  entries(box) {
    return [...this.#stored.keys, ...this.#waiting.all.map(keyOf)].map((key) => key.split("|"))
      .filter(([other]) => other === box).map(([, ...entry]) => entry);
  }

  /** Whether the scorecard or board is submitted, and takes no further changes. @param {string} box */
  isSubmitted(box) {
    return this.#stored.isLocked(box);
  }

  /** The entries that were not accepted. @param {string} box */
  refused(box) {
    return this.#settlement.refused.filter((event) => event.box === box);
  }

  /** How many changes after the submission were kept as proposals. @param {string} box */
  proposals(box) {
    return this.#settlement.proposals(box);
  }

  /** Why what is sent now is only proposed; blank where it counts. @param {string} box */
  setAside(box) {
    return this.#settlement.setAside(box);
  }
}
