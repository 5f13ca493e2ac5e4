// What the server's answers change: events are accepted, kept as proposals or refused.

import { keyOf, slotOf, TEXT_KINDS } from "./events.js";
import { RefusedEvents } from "./refused_events.js";

/**
 * @typedef {import("./device.js").Device} Device
 * @typedef {import("./events.js").Answer} Answer
 * @typedef {import("./events.js").OutboxEvent} OutboxEvent
 * @typedef {import("./events.js").RefusedEvent} RefusedEvent
 * @typedef {import("./events.js").StoredValue} StoredValue
 * @typedef {import("./stored_values.js").StoredValues} StoredValues
 * @typedef {import("./waiting_events.js").WaitingEvents} WaitingEvents
 */

export class Settlement {
  #device;
  #waiting;
  #stored;
  #tellOtherTabs;
  #refused = new RefusedEvents();
  /** @type {Map<string, number>} key -> place in the log of this page's last acknowledged event */
  #acknowledged = new Map();
  /** @type {Map<string, number>} box -> how many events were kept as proposals */
  #proposals = new Map();
  /** @type {Map<string, string>} box -> why what is sent now is only proposed */
  #setAside = new Map();
  /** @type {Set<string>} boxes of candidates whose data was erased */
  #erased = new Set();

  /**
   * @param {Device} device
   * @param {WaitingEvents} waiting
   * @param {StoredValues} stored
   * @param {(event: OutboxEvent, stored: StoredValue) => void} tellOtherTabs
   */
  constructor(device, waiting, stored, tellOtherTabs) {
    this.#device = device;
    this.#waiting = waiting;
    this.#stored = stored;
    this.#tellOtherTabs = tellOtherTabs;
  }

  /** The place in the log of this page's last acknowledged event; 0: none. @param {string} key */
  acknowledged(key) {
    return this.#acknowledged.get(key) ?? 0;
  }

  /** @param {string} box */
  proposals(box) {
    return this.#proposals.get(box) ?? 0;
  }

  /** Why what is sent now is only proposed; blank where it counts. @param {string} box */
  setAside(box) {
    return this.#setAside.get(box) ?? "";
  }

  /** Whether the data of this candidate was erased: nothing more is kept. @param {string} box */
  isErased(box) {
    return this.#erased.has(box);
  }

  get anyErased() {
    return this.#erased.size > 0;
  }

  get refused() {
    return this.#refused.all;
  }

  /** @param {OutboxEvent[]} batch @param {Answer} answer */
  settle(batch, answer) {
    const { box, client } = batch[0], last = batch[batch.length - 1].seq;
    const reasons = new Map(answer.refused.map(({ seq, why }) => [seq, why]));
    const proposed = new Set(answer.proposed);
    this.#waiting.removeUpTo(box, client, last);
    for (const event of batch) {
      const why = reasons.get(event.seq), id = answer.ids[event.seq];
      const isProposed = proposed.has(event.seq);
      if (why !== undefined) this.refuse(event, why);
      else if (isProposed) this.#proposals.set(box, this.proposals(box) + 1);
      // a proposal on an open scorecard stays in sight: nobody is cut off in mid-sentence
      const shown = id && (!isProposed || answer.set_aside);
      if (why === undefined && shown) {
        this.#accept(event, { value: event.value, id, at: answer.at, client });
      }
    }
    this.#forgetUpTo(box, client, last);
    this.#device.retry([...this.#waiting.all]); // there may be room again
    this.#setAside.set(box, answer.set_aside ?? "");
    if (answer.submitted) this.#stored.lock(box);
    if (answer.erased) this.#erase(box, client);
  }

  /** Nothing about an erased candidate stays here, whichever page typed it. @param {string} box @param {string} own */
  #erase(box, own) {
    this.#erased.add(box);
    for (const event of this.#refused.all) if (event.box === box) this.dismiss(event);
    const left = this.#waiting.all.filter((event) => event.box === box);
    for (const client of new Set([own, ...left.map((event) => event.client)])) {
      this.#waiting.removeUpTo(box, client, Infinity);
      this.#forgetUpTo(box, client, Infinity);
    }
  }

  /**
   * Only a refused text is worth keeping on the device.
   *
   * @param {OutboxEvent} event
   * @param {string} why
   */
  refuse(event, why) {
    this.#forgetRefusal(keyOf(event));
    this.#refused.add(event, why);
    if (!TEXT_KINDS.has(event.kind)) this.#device.forget(event);
  }

  /** The person has taken note of it. @param {RefusedEvent} event */
  dismiss(event) {
    this.#refused.take(keyOf(event));
    this.#device.forget(event);
  }

  /** @param {OutboxEvent} event @param {StoredValue} stored */
  #accept(event, stored) {
    const key = keyOf(event);
    this.#stored.merge(key, stored);
    this.#acknowledged.set(key, Math.max(stored.id, this.acknowledged(key)));
    this.#forgetRefusal(key);
    this.#waiting.raiseBase(key, stored.id);
    this.#tellOtherTabs(event, stored);
  }

  /** @param {string} key */
  #forgetRefusal(key) {
    const refused = this.#refused.take(key);
    if (refused) this.#device.forget(refused);
  }

  /** @param {string} box @param {string} client @param {number} seq */
  #forgetUpTo(box, client, seq) {
    const listed = new Set(this.#refused.all.map(slotOf));
    for (const event of this.#device.upTo(box, client, seq)) {
      if (!listed.has(slotOf(event))) this.#device.forget(event);
    }
  }
}
