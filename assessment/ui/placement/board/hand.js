// hand.js: the card in hand: taken, put down, let go, and every move taken back again, whatever moves it.

class Hand {
  #part; #cards; #places; #where; #move; #slot; #moves;
  held = null; dragged = null; locked = false;

  // `where` tells the place of a card, `move` writes a new one down; `box` names the board.
  constructor(part, cards, places, where, move, box) {
    this.#part = part;
    this.#cards = cards;
    this.#places = places;
    this.#where = where;
    this.#move = move;
    this.#slot = `levelset:moves:${box}`;
    this.#moves = this.#remembered();
  }

  get canUndo() { return this.#moves.length > 0; }
  tell(text) {                                 // the same sentence twice in a row is read twice
    const line = this.#part("announce");
    line.textContent = "";
    requestAnimationFrame(() => { line.textContent = text; });
  }

  // By keyboard the focus goes to where the card lies, else to the first place.
  take(card, byKeys) {
    if (this.locked) return;
    this.held = card;
    this.#cards.look(card);
    this.#show();
    this.tell(`Card ${this.#cards.number(card)} in hand. The arrow keys choose a place, Enter puts it there, Escape lets go.`);
    if (byKeys) this.aim();
  }

  aim() {
    const place = this.#where(this.held);
    this.focusPlace(place === TRAY ? this.#places.buttons[1] : this.#places.button(place));
  }

  focusPlace(button) {
    for (const other of this.#places.buttons) other.tabIndex = other === button ? 0 : -1;
    button.focus();
  }

  letGo() {
    const card = this.#empty();
    if (card) this.tell(`Card ${this.#cards.number(card)} stays ${this.#places.name(this.#where(card))}.`);
    return card;
  }

  put(place) {
    if (this.held === null) return;
    const card = this.held, from = this.#where(card);
    if (from === place) {
      this.#cards.focus(this.letGo());
      return;
    }
    this.#empty();
    this.#moves.push({ card, from, to: place });
    this.#remember();
    this.#lay(card, place, "is");
  }

  // A move that was overtaken in another window is not ours to take back.
  undo() {
    if (this.locked) return;
    this.#empty();
    let last = this.#moves.pop();
    while (last && this.#where(last.card) !== last.to) last = this.#moves.pop();
    this.#remember();
    last ? this.#lay(last.card, last.from, "is again") : this.#show();
  }

  #lay(card, place, is) {
    this.#move(card, place);
    this.#cards.focus(card);
    this.tell(`Card ${this.#cards.number(card)} ${is} ${this.#places.name(place)}. ${this.#cards.counted()}.`);
  }

  #empty() {
    const card = this.held;
    this.held = null;
    for (const button of this.#places.buttons) button.tabIndex = -1;
    this.#show();
    return card;
  }

  #show() {
    const { held } = this, board = this.#part("cards");
    board.classList.toggle("holding", Boolean(held));
    board.classList.toggle("from-tray", Boolean(held) && this.#where(held) === TRAY);
    this.onChange();
  }
  onChange = () => {};

  // Per window, so that what is taken back after a reload is what was done here.
  #remembered() { try { return JSON.parse(sessionStorage.getItem(this.#slot)) ?? []; } catch { return []; } }
  #remember() { try { sessionStorage.setItem(this.#slot, JSON.stringify(this.#moves)); } catch { /* off */ } }
}
