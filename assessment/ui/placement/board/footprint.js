// footprint.js: the third step: which cells the MES of the last plant covered.

class FootprintView {
  #sheet; #buttons = [];

  constructor(part, { categories, activities }, sheet) {
    this.#sheet = sheet;
    const heads = ["", ...categories.map(([, name]) => name)].map((textContent) => element("span", { className: "category", textContent }));
    const rows = activities.flatMap(([activity, says]) => [element("span", { className: "activity", textContent: says }),
      ...categories.map(([category, of]) => this.#cell(`${category}.${activity}`, `${of}, ${says.toLowerCase()}`))]);
    part("cells").replaceChildren(...heads, ...rows);
    part("cells").onkeydown = (event) => this.#key(event);
    this.#reach(this.#buttons[0]);
  }

  #cell(key, name) {
    const button = element("button", { type: "button", className: "cell choice", ariaLabel: name, dataset: { cell: key } });
    button.onclick = () => this.#sheet.paintCell(key, !this.#sheet.painted(key));
    button.onfocus = () => this.#reach(button);
    this.#buttons.push(button);
    return button;
  }

  #reach(button) { for (const other of this.#buttons) other.tabIndex = other === button ? 0 : -1; }

  #key(event) {
    const direction = DIRECTIONS[event.key], at = event.target.closest(".cell");
    if (!direction || !at) return;
    event.preventDefault();
    nearest(at, this.#buttons, direction)?.focus();
  }

  get marked() { return this.#buttons.filter(({ dataset }) => this.#sheet.painted(dataset.cell)).length; }
  counted() { return `${this.marked} marked`; }

  paint() {
    for (const button of this.#buttons) {
      const painted = this.#sheet.painted(button.dataset.cell);
      press(button, painted);
      say(button, painted ? "✓" : "");
    }
  }
}
