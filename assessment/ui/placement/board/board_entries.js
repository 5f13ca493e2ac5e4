// One candidate's board as the screen uses it. Reads and writes go through the outbox, so what is
// shown is what was done here last, else what the database holds.

import { outbox } from "../../shared/outbox/page_outbox.js";
import { TRAY } from "./places.js";

export class BoardEntries {
  /** @param {string} box */
  constructor(box) {
    this.box = box;
  }

  /** What MES means to the candidate. @returns {string | null} */
  get stance() {
    return this.#read("convention") ?? null;
  }

  /** @param {string | null} stance */
  chooseStance(stance) {
    this.#write("convention", "", stance);
  }

  /** @param {string} card @returns {string} */
  place(card) {
    return this.#read("move", card) ?? TRAY;
  }

  /** @param {string} card @param {string} place */
  move(card, place) {
    this.#write("move", card, place === TRAY ? null : place);
  }

  /** Whether the MES of the last plant covered a cell. @param {string} cell */
  isMarked(cell) {
    return Boolean(this.#read("footprint", cell));
  }

  /** @param {string} cell @param {boolean} marked */
  mark(cell, marked) {
    this.#write("footprint", cell, marked);
  }

  get isFinished() {
    return Boolean(this.#read("finish")) || outbox.isSubmitted(this.box);
  }

  /** Whether the end is not acknowledged yet. */
  get isFinishing() {
    return Boolean(outbox.pending(this.box, "finish", ""));
  }

  finish() {
    this.#write("finish", "", true);
  }

  /** How far an earlier visit came: 0 the convention, 1 the cards, 2 the last plant. */
  get reachedStep() {
    const kinds = new Set(outbox.entries(this.box).map(([kind]) => kind));
    if (kinds.has("footprint")) return 2;
    return kinds.has("move") ? 1 : 0;
  }

  /** @param {string} kind @param {string} [part] */
  #read(kind, part = "") {
    return outbox.value(this.box, kind, "", part);
  }

  /**
   * @param {string} kind
   * @param {string} part
   * @param {import("../../shared/outbox/events.js").EventValue} value
   */
  #write(kind, part, value) {
    if (!this.isFinished) outbox.add(this.box, kind, "", part, value);
  }
}
