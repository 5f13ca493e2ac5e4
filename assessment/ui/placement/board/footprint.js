// The third step: which cells the MES of the last plant covered.

import { element, setPressed, setText } from "../../shared/browser/dom.js";
import { DIRECTIONS, nearest } from "./nearest.js";

export class FootprintView {
  #entries;
  /** @type {HTMLButtonElement[]} */
  #buttons = [];

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./data.js").BoardData} data
   * @param {import("./board_entries.js").BoardEntries} entries
   */
  constructor(part, { categories, activities }, entries) {
    this.#entries = entries;
    const heads = ["", ...categories.map(([, name]) => name)]
      .map((textContent) => element("span", { className: "category", textContent }));
    const rows = activities.flatMap(([activity, label]) => [
      element("span", { className: "activity", textContent: label }),
      ...categories.map(([category, of]) =>
        this.#cell(`${category}.${activity}`, `${of}, ${label.toLowerCase()}`)
      ),
    ]);
    part("cells").replaceChildren(...heads, ...rows);
    part("cells").onkeydown = (event) => this.#keyPressed(event);
    this.#setTabStop(this.#buttons[0]);
  }

  get markedCount() {
    return this.#buttons.filter((button) => this.#isMarked(button)).length;
  }

  countText() {
    return `${this.markedCount} marked`;
  }

  paint() {
    for (const button of this.#buttons) {
      const marked = this.#isMarked(button);
      setPressed(button, marked);
      setText(button, marked ? "✓" : "");
    }
  }

  /** @param {string} cell @param {string} ariaLabel */
  #cell(cell, ariaLabel) {
    const button = element("button", { type: "button", className: "cell choice", ariaLabel });
    button.dataset.cell = cell;
    button.onclick = () => this.#entries.mark(cell, !this.#entries.isMarked(cell));
    button.onfocus = () => this.#setTabStop(button);
    this.#buttons.push(button);
    return button;
  }

  /** @param {HTMLButtonElement} button */
  #isMarked(button) {
    return this.#entries.isMarked(button.dataset.cell ?? "");
  }

  /** @param {HTMLButtonElement} button */
  #setTabStop(button) {
    for (const other of this.#buttons) other.tabIndex = other === button ? 0 : -1;
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const direction = DIRECTIONS[event.key];
    const from = this.#buttons.find((button) => button === event.target);
    if (!direction || !from) return;
    event.preventDefault();
    nearest(from, this.#buttons, direction)?.focus();
  }
}
