// The board with its cards: what a click, a tap and a key do on it.

import { CardMoves } from "./card_moves.js";
import { Cards } from "./cards.js";
import { Drag } from "./drag.js";
import { DIRECTIONS, nearest } from "./nearest.js";
import { Places } from "./places.js";

export class BoardView {
  #part;
  #cards;
  #places;
  #moves;
  #drag;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./data.js").BoardData} data
   * @param {import("./board_entries.js").BoardEntries} entries
   */
  constructor(part, data, entries) {
    this.#part = part;
    this.#places = new Places(part, data);
    this.#cards = new Cards(part, this.#places, data.cards, (card) => entries.place(card));
    this.#moves = new CardMoves(part, this.#cards, this.#places, entries);
    this.#moves.onChange = () => this.paint(this.#moves.locked);
    this.#drag = new Drag(part("exercise"), this.#moves);
    this.#listen(part("cards"));
    part("undo").onclick = () => this.undo();
  }

  /** The numbers of the cards that are not on the board yet. */
  get unplaced() {
    return this.#cards.unplaced();
  }

  countText() {
    return this.#cards.countText();
  }

  /** @param {string} card */
  number(card) {
    return this.#cards.number(card);
  }

  undo() {
    this.#moves.undo();
  }

  letGo() {
    if (this.#moves.held !== null) this.#moves.letGo();
  }

  /** @param {boolean} locked */
  paint(locked) {
    const { held, dragged, canUndo } = this.#moves;
    this.#moves.locked = locked;
    this.#cards.paint({ held, dragged, locked });
    this.#part("undo", HTMLButtonElement).disabled = !canUndo;
  }

  /** @param {HTMLElement} area */
  #listen(area) {
    area.onclick = (event) => this.#clicked(event);
    area.onkeydown = (event) => this.#keyPressed(event);
    area.onpointerdown = (event) => this.#drag.begin(event);
    area.addEventListener("focusin", ({ target }) => {
      const card = cardAt(target);
      if (card) this.#cards.setTabStop(card);
      if (card && this.#moves.held === null) this.#cards.showText(card);
    });
    area.onpointerover = ({ target, pointerType }) => {
      const card = pointerType === "mouse" && this.#moves.held === null && cardAt(target);
      if (card) this.#cards.showText(card);
    };
  }

  // A click without a pointer came from Enter, Space or a screen reader.
  /** @param {MouseEvent} event */
  #clicked({ target, detail }) {
    if (this.#drag.justEnded) return;
    const place = placeAt(target)?.dataset.here, card = cardAt(target), { held } = this.#moves;
    if (place && held !== null) this.#moves.put(place);
    else if (card && held === card) this.#moves.letGoAndFocus();
    else if (card) this.#moves.pickUp(card, detail === 0);
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const { key, target } = event, direction = DIRECTIONS[key], holding = this.#moves.held !== null;
    const place = placeAt(target), card = buttonAt(target, ".card");
    if (key === "Escape" && holding) this.#moves.letGoAndFocus();
    else if (place && direction) this.#goToPlace(nearest(place, this.#places.buttons, direction));
    else if (card && direction && holding) this.#moves.focusPlaces();
    else if (card && direction) this.#goToCard(card, (at) => at + direction[0] + direction[1]);
    else if (card && key === "Home") this.#goToCard(card, () => 0);
    else if (card && key === "End") this.#goToCard(card, () => Infinity);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {HTMLElement | null} button */
  #goToPlace(button) {
    if (button) this.#moves.focusPlace(button);
  }

  /** @param {HTMLElement} card @param {(at: number) => number} indexAfter */
  #goToCard(card, indexAfter) {
    const cards = this.#cards.onPage, last = cards.length - 1;
    cards[Math.max(0, Math.min(last, indexAfter(cards.indexOf(card))))].focus();
  }
}

/** @param {EventTarget | null} target @param {string} selector */
function buttonAt(target, selector) {
  const found = target instanceof Element ? target.closest(selector) : null;
  return found instanceof HTMLButtonElement ? found : null;
}

/** @param {EventTarget | null} target */
const placeAt = (target) => buttonAt(target, ".here");

/** @param {EventTarget | null} target @returns {string | undefined} */
const cardAt = (target) => buttonAt(target, ".card")?.dataset.card;
