// The cards as buttons, each in the place where it is, and the full text of the one that is read.

import { element, setPressed, setText } from "../../shared/browser/dom.js";
import { TRAY } from "./places.js";

/**
 * @typedef {object} CardButton
 * @property {number} number
 * @property {string} statement
 * @property {HTMLButtonElement} node
 */

export class Cards {
  #part;
  #places;
  #placeOf;
  /** @type {Map<string, CardButton>} by id */
  #all = new Map();
  /** @type {string | null} the card that the Tab key leads to; at first the first one not placed */
  #tabStop = null;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./places.js").Places} places
   * @param {import("./data.js").Card[]} cards
   * @param {(card: string) => string} placeOf
   */
  constructor(part, places, cards, placeOf) {
    this.#part = part;
    this.#places = places;
    this.#placeOf = placeOf;
    cards.forEach(({ id, statement }, index) => {
      const node = element(
        "button",
        { type: "button", className: "card", tabIndex: -1, dataset: { card: id } },
        element("b", { textContent: index + 1 }),
        " ",
        element("span", { textContent: statement }),
      );
      this.#all.set(id, { number: index + 1, statement, node });
    });
  }

  /** The buttons in the order in which they are on the page. */
  get onPage() {
    const found = this.#part("cards").querySelectorAll(".card:not(.ghost)");
    return /** @type {HTMLElement[]} */ ([...found]);
  }

  /** @param {string} id */
  number(id) {
    return this.#get(id).number;
  }

  /** `3 of 24 placed`. */
  countText() {
    return `${this.#all.size - this.unplaced().length} of ${this.#all.size} placed`;
  }

  /** The numbers of the cards that are not on the board yet. */
  unplaced() {
    return [...this.#all].filter(([id]) => this.#placeOf(id) === TRAY)
      .map(([, { number }]) => number);
  }

  /** @param {string} id */
  focus(id) {
    this.setTabStop(id);
    this.#get(id).node.focus();
  }

  /** @param {string} id */
  setTabStop(id) {
    this.#tabStop = id;
    this.#applyTabStop(id);
  }

  /** Shows the full text of a card above the board. @param {string} id */
  showText(id) {
    this.#part("how").hidden = true;
    this.#part("reading").hidden = false;
    setText(this.#part("reading-number"), String(this.number(id)));
    setText(this.#part("reading-text"), this.#get(id).statement);
  }

  /** @param {{ held: string | null, dragged: string | null, locked: boolean }} state */
  paint({ held, dragged, locked }) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const [id, { number, statement, node }] of this.#all) {
      const place = this.#placeOf(id);
      const label = `${number} ${statement}, ${this.#places.get(place).name}`;
      counts.set(place, (counts.get(place) ?? 0) + 1);
      if (id !== dragged) this.#lay(node, place, number);
      if (node.ariaLabel !== label) node.ariaLabel = label;
      setPressed(node, id === held);
      node.ariaDisabled = locked ? "true" : null;
    }
    this.#places.paint(counts);
    const ids = [...this.#all.keys()];
    this.#applyTabStop(this.#tabStop ?? ids.find((id) => this.#placeOf(id) === TRAY) ?? ids[0]);
    this.#part("none-left").hidden = this.unplaced().length > 0;
  }

  /**
   * Puts a card among the others of a place, in the order of their numbers. One that is there already
   * is not touched, so that it keeps the focus.
   *
   * @param {HTMLElement} node
   * @param {string} place
   * @param {number} number
   */
  #lay(node, place, number) {
    const target = this.#places.get(place).node;
    const others = /** @type {HTMLElement[]} */ ([...target.querySelectorAll(".card")]);
    const next =
      others.find((card) => card !== node && this.number(card.dataset.card ?? "") > number) ??
        target.querySelector(".here");
    if (node.parentNode !== target || node.nextElementSibling !== next) {
      target.insertBefore(node, next);
    }
  }

  /** @param {string} id */
  #applyTabStop(id) {
    for (const [other, { node }] of this.#all) node.tabIndex = other === id ? 0 : -1;
  }

  /** @param {string} id */
  #get(id) {
    const card = this.#all.get(id);
    if (!card) throw new Error(`The board has no card ${id}`);
    return card;
  }
}
