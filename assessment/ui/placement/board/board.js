// board.js: the board as a whole: what a click, a tap and a key do on it.

class BoardView {
  #part; #cards; #places; #hand; #drag;

  // `sheet` reads and writes what lies where.
  constructor(part, data, sheet) {
    this.#part = part;
    const where = (card) => sheet.place(card);
    this.#places = new Places(part, data);
    this.#cards = new Cards(part, this.#places, data.cards, where);
    this.#hand = new Hand(part, this.#cards, this.#places, where, (card, place) => sheet.move(card, place), sheet.box);
    this.#drag = new Drag(part("exercise"), this.#hand);
    this.#hand.onChange = () => this.paint(this.#hand.locked);
    const table = part("cards");
    table.onclick = (event) => this.#click(event);
    table.onkeydown = (event) => this.#key(event);
    table.onpointerdown = (event) => this.#drag.begin(event);
    table.addEventListener("focusin", ({ target }) => this.#focused(target.closest(".card")));
    table.onpointerover = ({ target, pointerType }) => { if (pointerType === "mouse") this.#pointed(target.closest(".card")); };
    part("undo").onclick = () => this.#hand.undo();
  }

  get missing() { return this.#cards.missing(); }
  counted() { return this.#cards.counted(); }
  number(card) { return this.#cards.number(card); }
  undo() { this.#hand.undo(); }
  letGo() { if (this.#hand.held) this.#hand.letGo(); }

  paint(locked) {
    this.#hand.locked = locked;
    this.#cards.paint({ held: this.#hand.held, dragged: this.#hand.dragged, locked });
    this.#part("undo").disabled = !this.#hand.canUndo;
  }

  #focused(card) {
    if (!card) return;
    this.#cards.reach(card.dataset.card);
    if (!this.#hand.held) this.#cards.look(card.dataset.card);
  }

  #pointed(card) { if (card && !this.#hand.held) this.#cards.look(card.dataset.card); }

  // A click without a pointer came from Enter, Space or a screen reader.
  #click({ target, detail }) {
    if (this.#drag.over) return;
    const here = target.closest(".here"), card = target.closest(".card"), { held } = this.#hand;
    if (here && held) this.#hand.put(here.dataset.here);
    else if (card && held === card.dataset.card) this.#cards.focus(this.#hand.letGo());
    else if (card) this.#hand.take(card.dataset.card, detail === 0);
  }

  #key(event) {
    const { key, target } = event, direction = DIRECTIONS[key], here = target.closest(".here"), card = target.closest(".card");
    if (key === "Escape" && this.#hand.held) this.#cards.focus(this.#hand.letGo());
    else if (here && direction) this.#step(nearest(here, this.#places.buttons, direction));
    else if (card && direction && this.#hand.held) this.#hand.aim();
    else if (card && (direction || key === "Home" || key === "End")) this.#next(card, direction, key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #step(button) { if (button) this.#hand.focusPlace(button); }

  #next(card, direction, key) {
    const cards = this.#cards.inSight, last = cards.length - 1, at = cards.indexOf(card);
    const to = direction ? at + direction[0] + direction[1] : key === "Home" ? 0 : last;
    cards[Math.max(0, Math.min(last, to))].focus();
  }
}
