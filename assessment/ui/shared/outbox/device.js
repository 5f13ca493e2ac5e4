// Where events wait on this device until the server has acknowledged them.
//
// Every event goes to localStorage and to IndexedDB. Either one is enough to recover from.

import { SLOT_PREFIX, slotOf } from "./events.js";
import { EventDatabase } from "./event_database.js";
import { findLocally, forgetLocally, keepLocally } from "./local_copies.js";

/**
 * @typedef {import("./events.js").OutboxEvent} OutboxEvent
 *
 * @typedef {object} Copy
 * @property {OutboxEvent} event
 * @property {boolean} local whether it is in localStorage
 * @property {"pending" | "kept" | "failed"} durable whether it is in IndexedDB
 */

const ACKNOWLEDGED = Symbol("delete: the server has it");
const REPLACED = Symbol("delete as soon as the newer text is safe");

export class Device {
  /** @type {Map<string, Copy>} by slot: what is on this device, as far as is known */
  #copies = new Map();
  /** @type {Map<string, OutboxEvent | symbol>} by slot: what IndexedDB has yet to put or delete */
  #writes = new Map();
  #writing = false;
  #database = new EventDatabase();
  #lastTurn = 0;

  /** Called when an event turned out to be on the device, or not. */
  onChange = () => {};
  onIdle = () => {};

  /** A number that rises with everything done here, even if the clock is set back in between. */
  nextTurn() {
    return this.#lastTurn = Math.max(Date.now(), this.#lastTurn + 1);
  }

  /**
   * Whether the event outlives this window. One on its way into IndexedDB counts as kept.
   *
   * @param {OutboxEvent} event
   */
  holds(event) {
    const copy = this.#copies.get(slotOf(event));
    return Boolean(copy && (copy.local || copy.durable !== "failed"));
  }

  /** @param {OutboxEvent} event */
  keep(event) {
    const slot = slotOf(event);
    this.#copies.set(slot, { event, local: keepLocally(slot, event), durable: "pending" });
    this.#writes.set(slot, event);
    this.#writeAll();
  }

  /** @param {OutboxEvent} event */
  forget(event) {
    const slot = slotOf(event);
    this.#copies.delete(slot);
    forgetLocally(slot);
    this.#writes.set(slot, ACKNOWLEDGED);
    this.#writeAll();
  }

  /**
   * Keeps `newer`, and deletes `older` only once `newer` is safe.
   *
   * @param {OutboxEvent} older
   * @param {OutboxEvent} newer
   */
  replace(older, newer) {
    this.#writes.set(slotOf(older), REPLACED); // first, so that one transaction does both or neither
    this.keep(newer);
    if (this.#copies.get(slotOf(newer))?.local) forgetLocally(slotOf(older));
  }

  /**
   * The events of one page load up to a number, whoever kept them: all that one answer settles.
   *
   * @param {string} box
   * @param {string} client
   * @param {number} seq
   */
  upTo(box, client, seq) {
    return [...this.#copies.values()].map(({ event }) => event)
      .filter((event) => event.box === box && event.client === client && event.seq <= seq);
  }

  /** Keeps what had no room before. @param {OutboxEvent[]} events */
  retry(events) {
    for (const event of events) if (!this.holds(event)) this.keep(event);
  }

  /**
   * What earlier page loads left for this box, each under its own client and number, oldest first.
   *
   * @param {string} box
   * @param {string} ownClient
   */
  async recover(box, ownClient) {
    const prefix = `${SLOT_PREFIX}${box}:`;
    const found = new Map(findLocally(prefix));
    for (const event of await this.#database.find(prefix)) found.set(slotOf(event), event);
    /** @type {Map<string, OutboxEvent[]>} */
    const byClient = new Map();
    for (const [slot, event] of found) {
      if (event.client === ownClient) continue;
      this.#lastTurn = Math.max(this.#lastTurn, event.turn);
      this.#copies.set(slot, { event, local: true, durable: "kept" });
      byClient.set(event.client, [...(byClient.get(event.client) ?? []), event]);
    }
    const ordered = [...byClient.values()].map((events) => events.sort((a, b) => a.seq - b.seq));
    return ordered.sort((a, b) => a[0].turn - b[0].turn).flat();
  }

  /** Whether something is being written. */
  get busy() {
    return this.#writing;
  }

  // One transaction at a time. What gathers meanwhile goes into the next one, so that a burst of
  // keystrokes costs a few transactions and not hundreds.
  async #writeAll() {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#writes.size) {
      const writes = new Map(this.#writes);
      this.#writes.clear();
      if (await this.#write(writes)) this.#written(writes);
      else await this.#notWritten(writes);
    }
    this.#writing = false;
    this.onIdle();
  }

  /** @param {Map<string, OutboxEvent | symbol>} writes */
  #write(writes) {
    return this.#database.write(
      [...writes].map(([slot, what]) => [slot, typeof what === "symbol" ? null : what]),
    );
  }

  /** @param {Map<string, OutboxEvent | symbol>} writes */
  #written(writes) {
    for (const [slot, what] of writes) {
      const copy = this.#copies.get(slot);
      if (what === REPLACED) {
        forgetLocally(slot);
        this.#copies.delete(slot);
      } else if (what !== ACKNOWLEDGED && copy) copy.durable = "kept";
    }
    this.onChange();
  }

  /**
   * Nothing was written. What the server has can be deleted, which makes room; an older text stays.
   *
   * @param {Map<string, OutboxEvent | symbol>} writes
   */
  async #notWritten(writes) {
    const settled = new Map([...writes].filter(([, what]) => what === ACKNOWLEDGED));
    if (settled.size && settled.size < writes.size) await this.#write(settled);
    for (const [slot, what] of writes) {
      const copy = this.#copies.get(slot);
      if (typeof what !== "symbol" && copy) copy.durable = "failed";
    }
    this.onChange();
  }
}
