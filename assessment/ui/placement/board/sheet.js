// sheet.js: one candidate's board as the screen uses it. Reads and writes go through the outbox, so what is
// shown is what was done here last, else what the database holds.

class BoardSheet {
  constructor(box) { this.box = box; }

  #read(kind, part = "") { return outbox.get(this.box, kind, "", part); }
  #write(kind, part, value) { if (!this.finished) outbox.add(this.box, kind, "", part, value); }

  get stance() { return this.#read("convention") ?? null; }
  choose(stance) { this.#write("convention", "", stance); }

  place(card) { return this.#read("move", card) ?? TRAY; }
  move(card, place) { this.#write("move", card, place === TRAY ? null : place); }

  painted(cell) { return Boolean(this.#read("footprint", cell)); }
  paintCell(cell, painted) { this.#write("footprint", cell, painted); }

  get finished() { return Boolean(this.#read("finish")) || outbox.submitted(this.box); }
  get finishing() { return Boolean(outbox.pending(this.box, "finish", "")); }
  finish() { this.#write("finish", "", true); }

  // How far an earlier visit came: 0 the convention, 1 the cards, 2 the footprint.
  get reached() {
    const kinds = new Set(outbox.entries(this.box).map(([kind]) => kind));
    return kinds.has("footprint") ? 2 : kinds.has("move") ? 1 : 0;
  }
}
