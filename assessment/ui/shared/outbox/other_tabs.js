// What other windows of this browser saved, and telling them what this one saved.

import { keyOf } from "./events.js";

/**
 * @typedef {import("./events.js").Box} Box
 * @typedef {import("./events.js").OutboxEvent} OutboxEvent
 * @typedef {import("./events.js").StoredValue} StoredValue
 *
 * @typedef {Pick<BroadcastChannel, "postMessage" | "onmessage">} Channel
 */

export class OtherTabs {
  /** Called when another window saved something. */
  onChange = () => {};
  #channel;
  #boxes;
  #stored;

  /**
   * @param {Channel} channel
   * @param {ReadonlyMap<string, Box>} boxes
   * @param {import("./stored_values.js").StoredValues} stored
   */
  constructor(channel, boxes, stored) {
    this.#channel = channel;
    this.#boxes = boxes;
    this.#stored = stored;
    channel.onmessage = ({ data }) => this.#merge(data);
  }

  /** Says what the server now holds. @type {(event: OutboxEvent, value: StoredValue) => void} */
  tell = (event, value) => {
    const epoch = this.#boxes.get(event.box)?.epoch;
    this.#channel.postMessage({ key: keyOf(event), stored: value, epoch });
  };

  /** @param {{ key: string, stored: StoredValue, epoch: string | undefined }} message */
  #merge({ key, stored, epoch }) {
    if (this.#boxes.get(key.split("|")[0])?.epoch !== epoch) return; // places of another log
    this.#stored.merge(key, stored);
    this.onChange();
  }
}
