// Moving a card, by whatever means: it is picked up, put down, let go, and every move can be undone.

import { TRAY } from "./places.js";
import { MoveHistory } from "./move_history.js";

export class CardMoves {
  #part;
  #cards;
  #places;
  #entries;
  #history;
  /** @type {string | null} the card that was picked up */
  held = null;
  /** @type {string | null} the card under the pointer */
  dragged = null;
  locked = false;
  /** Called when another card is held, or none. */
  onChange = () => {};

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./cards.js").Cards} cards
   * @param {import("./places.js").Places} places
   * @param {import("./board_entries.js").BoardEntries} entries
   */
  constructor(part, cards, places, entries) {
    this.#part = part;
    this.#cards = cards;
    this.#places = places;
    this.#entries = entries;
    this.#history = new MoveHistory(entries.box);
  }

  get canUndo() {
    return this.#history.size > 0;
  }

  /**
   * Picks up a card. By keyboard the focus goes to the place where the card is, else to the first.
   *
   * @param {string} card
   * @param {boolean} byKeyboard
   */
  pickUp(card, byKeyboard) {
    if (this.locked) return;
    this.held = card;
    this.#cards.showText(card);
    this.#paintHolding();
    this.#announce(
      `Card ${
        this.#cards.number(card)
      } selected. Use the arrow keys to choose a place, Enter to put it ` +
        "there, or Escape to cancel.",
    );
    if (byKeyboard) this.focusPlaces();
  }

  /** Goes from the held card to the places. */
  focusPlaces() {
    if (this.held === null) return;
    const place = this.#entries.place(this.held);
    this.focusPlace(place === TRAY ? this.#places.buttons[1] : this.#places.get(place).button);
  }

  /** @param {HTMLElement} button */
  focusPlace(button) {
    for (const other of this.#places.buttons) other.tabIndex = other === button ? 0 : -1;
    button.focus();
  }

  /** Lets go of the held card where it is, and returns it. */
  letGo() {
    const card = this.#release();
    if (card !== null) {
      const place = this.#places.get(this.#entries.place(card)).name;
      this.#announce(`Card ${this.#cards.number(card)} stays ${place}.`);
    }
    return card;
  }

  /** Lets go of the held card, and gives it the focus. */
  letGoAndFocus() {
    const card = this.letGo();
    if (card !== null) this.#cards.focus(card);
  }

  /** Puts the held card on a place. @param {string} place */
  put(place) {
    if (this.held === null) return;
    const card = this.held, from = this.#entries.place(card);
    if (from === place) return this.letGoAndFocus();
    this.#release();
    this.#history.add({ card, from, to: place });
    this.#move(card, place, "is");
  }

  /** Takes back the last move that was not overtaken in another window. */
  undo() {
    if (this.locked) return;
    this.#release();
    const last = this.#history.takeLast((card) => this.#entries.place(card));
    if (last) this.#move(last.card, last.from, "is again");
    else this.#paintHolding();
  }

  /** @param {string} card @param {string} place @param {string} is */
  #move(card, place, is) {
    this.#entries.move(card, place);
    this.#cards.focus(card);
    const where = `${is} ${this.#places.get(place).name}`;
    this.#announce(`Card ${this.#cards.number(card)} ${where}. ${this.#cards.countText()}.`);
  }

  #release() {
    const card = this.held;
    this.held = null;
    for (const button of this.#places.buttons) button.tabIndex = -1;
    this.#paintHolding();
    return card;
  }

  #paintHolding() {
    const { held } = this, board = this.#part("cards");
    board.classList.toggle("holding", held !== null);
    const fromTray = held !== null && this.#entries.place(held) === TRAY;
    board.classList.toggle("from-tray", fromTray);
    this.onChange();
  }

  /** Emptied first, because the same sentence twice in a row has to be read twice. @param {string} text */
  #announce(text) {
    const line = this.#part("announce");
    line.textContent = "";
    requestAnimationFrame(() => {
      line.textContent = text;
    });
  }
}
