// places.js: where a card can lie: the tray, the bands from Level 4 down to none, Level 3 opened into its grid.

const TRAY = "tray";

class Places {
  #all = new Map();          // key of a place -> {node, button, name}

  constructor(part, { bands, categories, activities }) {
    this.#add(TRAY, "among the cards to place", part("tray"));
    for (const band of bands) {
      const { place, title, says } = band, name = says ? `${title}, ${says.toLowerCase()}` : title;
      part("board").append(...(band.opened ? this.#opened(band, categories, activities) : [heading(band), this.#target(place, name, "band")]));
    }
  }

  #opened(band, categories, activities) {
    const rows = activities.flatMap(([activity, says]) => [element("span", { className: "activity", textContent: says }),
      ...categories.map(([category, of]) => this.#target(`3.${category}.${activity}`, `${of}, ${says.toLowerCase()}`, "cell"))]);
    return [element("span", { className: "frame" }), heading(band),
      ...categories.map(([, textContent]) => element("span", { className: "category", textContent })), ...rows,
      element("span", { className: "activity", textContent: "Supporting" }), this.#target("3.supporting", "Level 3, supporting", "band")];
  }

  #target(key, name, shape) {
    const node = element("div", { className: `place ${shape}`, role: "group", ariaLabel: name });
    this.#add(key, `on ${name}`, node);
    return node;
  }

  // What is shown only while a card is in hand: a button over the whole place.
  #add(key, name, node) {
    node.dataset.place = key;
    const button = element("button", { type: "button", className: "here", tabIndex: -1, dataset: { here: key } });
    node.append(button);
    this.#all.set(key, { node, button, name });
  }

  get buttons() { return [...this.#all.values()].map(({ button }) => button); }
  button(key) { return this.#all.get(key).button; }
  node(key) { return this.#all.get(key).node; }
  name(key) { return this.#all.get(key).name; }

  // `count`: place to how many cards lie there.
  paint(count) {
    for (const [key, { button, name }] of this.#all) {
      const lying = count.get(key) ?? 0;
      button.setAttribute("aria-label", `Put it ${name}: ${lying} ${lying === 1 ? "card" : "cards"} there`);
    }
  }
}

const heading = ({ title, says, opened }) => element("span", { className: opened ? "band-name opened" : "band-name" },
  element("b", { textContent: title }), " ", element("span", { textContent: says }));
