// cards.js: the cards as buttons, each in the place where it lies, and the full text of the one that is looked at.

class Cards {
  #part; #places; #where; #all = new Map();   // id -> {number, statement, node}
  #current = null;                            // the one that Tab leads to: first the first that is not placed
  #looked = null;

  // `where` tells the place of a card; `cards` are in the order in which they are numbered.
  constructor(part, places, cards, where) {
    this.#part = part;
    this.#places = places;
    this.#where = where;
    for (const [index, { id, statement }] of cards.entries()) {
      const node = element("button", { type: "button", className: "card", tabIndex: -1, dataset: { card: id } },
        element("b", { textContent: index + 1 }), " ", element("span", { textContent: statement }));
      this.#all.set(id, { number: index + 1, statement, node });
    }
  }

  get ids() { return [...this.#all.keys()]; }
  get placed() { return this.ids.filter((id) => this.#where(id) !== TRAY).length; }
  get inSight() { return [...this.#part("cards").querySelectorAll(".card:not(.ghost)")]; }
  node(id) { return this.#all.get(id).node; }
  number(id) { return this.#all.get(id).number; }
  counted() { return `${this.placed} of ${this.#all.size} placed`; }
  missing() { return this.ids.filter((id) => this.#where(id) === TRAY).map((id) => this.number(id)); }

  focus(id) {
    this.reach(id);
    this.node(id).focus();
  }

  reach(id) {
    this.#current = id;
    this.#lead(id);
  }
  #lead(id) { for (const [other, { node }] of this.#all) node.tabIndex = other === id ? 0 : -1; }

  // The full text stands above the board; without a card the line says how a card is moved.
  look(id) {
    this.#looked = id;
    this.#part("how").hidden = Boolean(id);
    this.#part("reading").hidden = !id;
    if (!id) return;
    say(this.#part("reading-number"), String(this.number(id)));
    say(this.#part("reading-text"), this.#all.get(id).statement);
  }
  get looked() { return this.#looked; }

  paint({ held, dragged, locked }) {
    const count = new Map();
    for (const [id, { number, statement, node }] of this.#all) {
      const place = this.#where(id), label = `${number} ${statement}, ${this.#places.name(place)}`;
      count.set(place, (count.get(place) ?? 0) + 1);
      if (id !== dragged) this.#lay(node, place, number);
      if (node.ariaLabel !== label) node.ariaLabel = label;
      press(node, id === held);
      node.ariaDisabled = locked ? "true" : null;
    }
    this.#places.paint(count);
    this.#lead(this.#current ?? this.ids.find((id) => this.#where(id) === TRAY) ?? this.ids[0]);
    this.#part("none-left").hidden = this.placed < this.#all.size;
  }

  // In the order of their numbers; one that lies right is not touched, so that it keeps the focus.
  #lay(node, place, number) {
    const target = this.#places.node(place), others = [...target.querySelectorAll(".card")].filter((card) => card !== node);
    const after = others.find((card) => this.number(card.dataset.card) > number) ?? target.querySelector(".here");
    if (node.parentNode !== target || node.nextElementSibling !== after) target.insertBefore(node, after);
  }
}
