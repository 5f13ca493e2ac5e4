// One rater's scorecard as the live screen uses it. Reads and writes go through the outbox, so what is
// shown is what was done here last, else what the database holds.

import { outbox } from "../../shared/outbox/page_outbox.js";
import { deviation, KINDS_OF_ASKING, showsAsking } from "./off_kit.js";
import { asQuestion } from "./questions.js";

/**
 * @typedef {import("./data.js").LiveData} LiveData
 * @typedef {import("./questions.js").Question} Question
 * @typedef {number | string | null} Verdict a level, or the reason why there is none
 */

/** Why a question has no level: value and label. @type {[string, string][]} */
export const REASONS = [
  ["not_asked", "not asked"],
  ["no_evidence", "no evidence"],
  ["conflict_of_interest", "conflict of interest"],
];

export class Sheet {
  box = "";
  epoch = "";
  /** @type {Question[]} the kit's, then those that were added, in the order of the log */
  questions = [];
  /** @type {Question[]} */
  #kit = [];
  /** @type {string[]} */
  #asked = [];
  /** @type {string | null} the added questions that `questions` was made from */
  #added = "";

  /** @param {LiveData} data */
  constructor(data) {
    this.update(data);
  }

  /** @param {LiveData} data */
  update(data) {
    this.box = data.box;
    this.epoch = data.epoch;
    this.#kit = data.questions.map(asQuestion);
    const askedHere = this.#asked.filter((item) => !data.asked.includes(item));
    this.#asked = [...data.asked, ...askedHere];
    outbox.open(data);
    this.#added = null;
    this.renew();
  }

  /** Takes in questions that were added or dropped, here or elsewhere; returns whether any was. */
  renew() {
    /** @param {string} item */
    const place = (item) => outbox.stored(this.box, "added", item)?.id ?? Number.MAX_SAFE_INTEGER;
    const items = new Set(
      outbox.entries(this.box).filter(([kind]) => kind === "added").map(([, item]) => item),
    );
    const texts = [...items].sort((one, other) => place(one) - place(other))
      .map((id) => [id, this.read("added", id)]);
    const added = JSON.stringify(texts);
    if (added === this.#added) return false;
    this.#added = added;
    const read = texts.filter(([, text]) => text)
      .map(([id, text]) => asQuestion({ id, ...JSON.parse(text) }));
    this.questions = [...this.#kit, ...read];
    return true;
  }

  /** Where a question is on the sheet; -1: nowhere. @param {string | null} item */
  indexOf(item) {
    return this.questions.findIndex(({ id }) => id === item);
  }

  /** How a question departs from the kit. @param {string} item */
  deviation(item) {
    const kit = this.#kit.map(({ id }) => id);
    return deviation(kit, this.#askedOrder(), (id) => this.verdict(id), item);
  }

  // What was asked on an earlier page load and is still on its way counts as asked in the kit's order.
  #askedOrder() {
    const marked = this.#kit.map(({ id }) => id).filter((id) =>
      showsAsking("verdict", this.verdict(id)) || this.read("evidence", id) ||
      showsAsking("seconds", this.seconds(id))
    );
    return [...new Set([...this.#asked, ...marked])];
  }

  /**
   * @param {string} kind
   * @param {string} item
   * @param {string} [part]
   * @returns {any}
   */
  read(kind, item, part = "") {
    return outbox.value(this.box, kind, item, part);
  }

  /** @param {string} item @returns {Verdict} */
  verdict(item) {
    return this.read("verdict", item) ?? null;
  }

  /** @param {string} item @returns {number | null} */
  level(item) {
    const verdict = this.verdict(item);
    return typeof verdict === "number" ? verdict : null;
  }

  /** @param {string} item @returns {number} */
  seconds(item) {
    return this.read("seconds", item) ?? 0;
  }

  /** Whether anything but the time was noted about a question. @param {string} item */
  isNoted(item) {
    return outbox.entries(this.box).some(([kind, on, part]) =>
      on === item && (kind === "verdict" || KINDS_OF_ASKING.has(kind)) && this.read(kind, on, part)
    );
  }

  /**
   * @param {string} kind
   * @param {string} item
   * @param {string} part
   * @param {import("../../shared/outbox/events.js").EventValue} value
   */
  write(kind, item, part, value) {
    this.rememberAsked(kind, item, value);
    outbox.add(this.box, kind, item, part, value);
  }

  /** @param {string} kind @param {string} item @param {unknown} [value] */
  rememberAsked(kind, item, value) {
    if (showsAsking(kind, value) && !this.#asked.includes(item)) this.#asked.push(item);
  }

  /** @param {string} kind @param {string} item @param {string} part */
  toggle(kind, item, part) {
    this.write(kind, item, part, !this.read(kind, item, part));
  }

  /**
   * A verdict is one value: a level takes the place of a reason, and null takes back either.
   *
   * @param {string} item
   * @param {Verdict} verdict
   */
  rate(item, verdict) {
    if (verdict !== this.verdict(item)) this.write("verdict", item, "", verdict);
  }
}
