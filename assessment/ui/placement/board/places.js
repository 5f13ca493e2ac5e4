// Where a card can be: the tray, and the bands from Level 4 down to none, with Level 3 opened into its
// grid of cells.

import { element } from "../../shared/browser/dom.js";

/**
 * @typedef {import("./data.js").Band} Band
 * @typedef {import("./data.js").BoardData} BoardData
 *
 * @typedef {object} Place
 * @property {HTMLElement} node
 * @property {HTMLButtonElement} button over the whole place, shown only while a card is held
 * @property {string} name
 */

/** The key of the place of a card that is not on the board yet. */
export const TRAY = "tray";

export class Places {
  /** @type {Map<string, Place>} by key */
  #all = new Map();

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {Pick<BoardData, "bands" | "categories" | "activities">} data
   */
  constructor(part, { bands, categories, activities }) {
    this.#add(TRAY, "among the cards to place", part("tray"));
    for (const band of bands) {
      const { place, title, says } = band, name = says ? `${title}, ${says.toLowerCase()}` : title;
      part("board").append(
        ...band.opened
          ? this.#cells(band, categories, activities)
          : [heading(band), this.#target(place, name, "band")],
      );
    }
  }

  get buttons() {
    return [...this.#all.values()].map(({ button }) => button);
  }

  /** @param {string} key */
  get(key) {
    const place = this.#all.get(key);
    if (!place) throw new Error(`The board has no place ${key}`);
    return place;
  }

  /** @param {Map<string, number>} counts key of a place -> how many cards are there */
  paint(counts) {
    for (const [key, { button, name }] of this.#all) {
      const count = counts.get(key) ?? 0, cards = count === 1 ? "card" : "cards";
      button.setAttribute("aria-label", `Put it ${name}: ${count} ${cards} there`);
    }
  }

  /**
   * @param {Band} band
   * @param {BoardData["categories"]} categories
   * @param {BoardData["activities"]} activities
   */
  #cells(band, categories, activities) {
    const rows = activities.flatMap(([activity, label]) => [
      element("span", { className: "activity", textContent: label }),
      ...categories.map(([category, of]) =>
        this.#target(`3.${category}.${activity}`, `${of}, ${label.toLowerCase()}`, "cell")
      ),
    ]);
    return [
      element("span", { className: "frame" }),
      heading(band),
      ...categories.map(([, textContent]) =>
        element("span", { className: "category", textContent })
      ),
      ...rows,
      element("span", { className: "activity", textContent: "Supporting" }),
      this.#target("3.supporting", "Level 3, supporting", "band"),
    ];
  }

  /** @param {string} key @param {string} name @param {string} shape */
  #target(key, name, shape) {
    const node = element("div", { className: `place ${shape}`, role: "group", ariaLabel: name });
    this.#add(key, `on ${name}`, node);
    return node;
  }

  /** @param {string} key @param {string} name @param {HTMLElement} node */
  #add(key, name, node) {
    node.dataset.place = key;
    const button = element("button", { type: "button", className: "here", tabIndex: -1 });
    button.dataset.here = key;
    node.append(button);
    this.#all.set(key, { node, button, name });
  }
}

/** @param {Band} band */
function heading({ title, says, opened }) {
  return element(
    "span",
    { className: opened ? "band-name opened" : "band-name" },
    element("b", { textContent: title }),
    " ",
    element("span", { textContent: says }),
  );
}
