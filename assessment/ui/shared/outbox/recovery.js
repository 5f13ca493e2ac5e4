// Finds what earlier page loads left on this device.
//
// A tab that is still open may send the same events as well: the server drops repeats. What is done
// here comes after what was left, so nothing is sent before that was found or the time is up.

import { LIMITS } from "./delivery.js";

/** @typedef {import("./events.js").OutboxEvent} OutboxEvent */

export class Recovery {
  #device;
  /** @type {Set<string>} boxes whose earlier events are still being looked for */
  #searching = new Set();
  /** Called when a search is over. */
  onSearched = () => {};

  /** @param {import("./device.js").Device} device */
  constructor(device) {
    this.#device = device;
  }

  get searches() {
    return this.#searching.size;
  }

  /**
   * The events that other page loads left for a box.
   *
   * @param {string} box
   * @param {string} client of this page load
   * @param {string} epoch of this page
   * @returns {Promise<OutboxEvent[]>}
   */
  async find(box, client, epoch) {
    const searched = () => {
      if (this.#searching.delete(box)) this.onSearched();
    };
    this.#searching.add(box);
    setTimeout(searched, LIMITS.answer);
    const found = await this.#device.recover(box, client).finally(searched);
    for (const event of found) if (event.epoch !== epoch) event.base = 0; // it saw another log
    return found;
  }
}
