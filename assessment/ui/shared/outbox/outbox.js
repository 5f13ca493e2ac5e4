// One ordered, durable, acknowledged queue of events per page.
//
// An event goes on the device first, then the screens are repainted, then it is sent. What a screen
// shows is the unsent event, else the stored value with the highest place in the server's log.

import { OutboxContents } from "./contents.js";
import { Delivery } from "./delivery.js";
import { Device } from "./device.js";
import { keyOf, newClientName } from "./events.js";
import { Listeners } from "./listeners.js";
import { OtherTabs } from "./other_tabs.js";
import { Recovery } from "./recovery.js";
import { savingStatus } from "./saving_status.js";
import { Settlement } from "./settlement.js";
import { StoredValues } from "./stored_values.js";
import { WaitingEvents } from "./waiting_events.js";

/**
 * @typedef {import("./listeners.js").Change} Change
 * @typedef {import("./events.js").OutboxEvent} OutboxEvent
 */

/**
 * Number of the interface that screens use of the queue. A page keeps its queue when a newer release
 * is deployed under it, so raise this with every change of a public method or property: modules that
 * find a queue with another number ask for a reload.
 */
export const PROTOCOL = 1;

export class Outbox extends OutboxContents {
  protocol = PROTOCOL;
  client = newClientName();
  /** When the database was restored under this page: seconds since 1970; 0: it was not. */
  restoredAt = 0;
  /** Called when nothing about an erased candidate is left on the device. */
  onErased = () => location.reload();
  #device;
  #boxes;
  #stored;
  #waiting;
  #settlement;
  #delivery;
  #recovery;
  /** @type {Listeners<Change>} */
  #listeners = new Listeners();
  /** @type {Listeners<void>} */
  #hiding = new Listeners();
  #seq = 0;
  #savedAt = 0;

  /** @param {Device} [device] @param {import("./other_tabs.js").Channel} [channel] */
  constructor(device = new Device(), channel = new BroadcastChannel("levelset-outbox")) {
    /** @type {Map<string, import("./events.js").Box>} */
    const boxes = new Map();
    const waiting = new WaitingEvents(), stored = new StoredValues();
    const otherTabs = new OtherTabs(channel, boxes, stored);
    const settlement = new Settlement(device, waiting, stored, otherTabs.tell);
    super(boxes, waiting, stored, settlement);
    this.#boxes = boxes;
    this.#waiting = waiting;
    this.#stored = stored;
    this.#device = device;
    device.onChange = otherTabs.onChange = () => this.#listeners.notify({});
    device.onIdle = () => this.#leaveErased();
    this.#settlement = settlement;
    this.#delivery = new Delivery(waiting, boxes, {
      isBlocked: () => this.#recovery.searches > 0,
      onAnswer: (batch, answer, wasAway) => this.#answered(batch, answer, wasAway),
      onRefused: (event, why) => settlement.refuse(event, why),
      onRestored: (epoch) => this.#databaseRestored(epoch),
      onFailure: () => this.#listeners.notify({}),
    });
    this.#recovery = new Recovery(device);
    this.#recovery.onSearched = () => this.#delivery.sendNow();
  }

  /** Why the server cannot store anything at present, in its own words. */
  get trouble() {
    return this.#delivery.trouble;
  }

  /** Whether nothing is sent before its rater signs in again. */
  get signedOut() {
    return this.#delivery.signedOut;
  }

  /** Takes in Python's data, on every run. @param {import("./events.js").BoxData} data */
  open({ box, token, url, epoch, kit, state }) {
    const known = this.#boxes.get(box);
    if (known && known.epoch !== epoch) return this.#databaseRestored(epoch);
    this.#boxes.set(box, { token, url, epoch, kit });
    for (const [key, [value, id, at, client]] of Object.entries(state)) {
      this.#stored.merge(`${box}|${key}`, { value, id, at, client });
      this.#savedAt = Math.max(this.#savedAt, at);
    }
    if (!known) this.#recover(box, epoch);
    else if (this.#delivery.failures) this.retry(); // data from Python: the server is back
    this.#listeners.notify({});
  }

  /**
   * @param {string} box
   * @param {string} kind
   * @param {string} item
   * @param {string} part
   * @param {import("./events.js").EventValue} value
   * @param {number} [base] the place in the log of the value that the person had seen
   */
  add(box, kind, item, part, value, base = 0) {
    const opened = this.#boxes.get(box);
    if (!opened) throw new Error(`${box} was never opened`);
    if (this.#settlement.isErased(box)) return;
    const { epoch, kit } = opened, key = keyOf({ box, kind, item, part });
    /** @type {OutboxEvent} */
    const event = {
      ...{ box, client: this.client, seq: ++this.#seq, kind, item, part, value },
      base: Math.max(base, this.#settlement.acknowledged(key)),
      ...{ at: Date.now(), epoch, kit, turn: this.#device.nextTurn() },
    };
    const older = this.#waiting.takeReplaced(event);
    older ? this.#device.replace(older, event) : this.#device.keep(event);
    this.#waiting.add(event);
    this.#listeners.notify({});
    this.#delivery.scheduleNew(kind);
  }

  /** Calls `listener` after every change; returns what ends that. @param {(change: Change) => void} listener */
  listen(listener) {
    return this.#listeners.add(listener);
  }

  /** Calls `write` when the page is hidden or closed; returns what ends that. @param {() => void} write */
  beforePageHides(write) {
    return this.#hiding.add(write);
  }

  /** The page is hidden or closed: perhaps the last chance to write and to send. */
  pageHides() {
    this.#hiding.notify();
    this.#delivery.sendBeacon();
  }

  /** Takes a refused event off the list. @param {import("./events.js").RefusedEvent} event */
  dismiss(event) {
    this.#settlement.dismiss(event);
    this.#listeners.notify({});
  }

  retry() {
    this.#delivery.retry();
  }

  /** How many events would be lost with this window. */
  get onlyInThisWindow() {
    return this.#waiting.all.filter((event) => !this.#device.holds(event)).length;
  }

  /** How saving goes: a name for the style sheet, and a few words. */
  status() {
    const waiting = this.#waiting.size, { failures, httpStatus, signedOut } = this.#delivery;
    const savedAt = this.#savedAt, onlyHere = this.onlyInThisWindow;
    const [name, text] = savingStatus({
      ...{ waiting, failures, httpStatus, signedOut, savedAt, onlyHere },
      restored: this.restoredAt > 0,
      refused: this.#settlement.refused.length,
    });
    return { name, text, waiting: waiting + this.#recovery.searches };
  }

  /** @param {OutboxEvent[]} batch @param {import("./events.js").Answer} answer @param {boolean} wasAway */
  #answered(batch, answer, wasAway) {
    this.#settlement.settle(batch, answer);
    this.#savedAt = answer.at;
    const { others, refused } = answer;
    this.#listeners.notify({ acknowledged: batch, others, refused, wasAway });
    this.#leaveErased();
  }

  // The page still shows what it was opened with. Loaded anew it has nothing of it, and says why.
  #leaveErased() {
    if (this.#settlement.anyErased && !this.#device.busy) this.onErased();
  }

  // Places in the log are given again from here on, so this page can no longer tell what is newest.
  // The server takes nothing more from it. What is done here stays on the device, for the next load.
  /** @param {string | undefined} epoch */
  #databaseRestored(epoch) {
    this.restoredAt = Number(epoch?.split(".")[0]) || Date.now() / 1000;
    this.#listeners.notify({});
  }

  /** @param {string} box @param {string} epoch */
  async #recover(box, epoch) {
    const left = await this.#recovery.find(box, this.client, epoch);
    if (!left.length) return;
    this.#waiting.addRecovered(left);
    this.#listeners.notify({});
    this.#delivery.sendNow();
  }
}
