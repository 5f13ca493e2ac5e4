// The moves of this window that can be undone. Per window: what is undone after a reload was done here.

/** @typedef {{ card: string, from: string, to: string }} Move */

export class MoveHistory {
  #slot;
  /** @type {Move[]} */
  #moves;

  /** @param {string} box */
  constructor(box) {
    this.#slot = `levelset:moves:${box}`; // frozen
    this.#moves = this.#read();
  }

  get size() {
    return this.#moves.length;
  }

  /** @param {Move} move */
  add(move) {
    this.#moves.push(move);
    this.#write();
  }

  /**
   * Takes out the last move after which the card is still where the move put it.
   *
   * @param {(card: string) => string} placeOf
   */
  takeLast(placeOf) {
    let last = this.#moves.pop();
    while (last && placeOf(last.card) !== last.to) last = this.#moves.pop();
    this.#write();
    return last;
  }

  #read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#slot) ?? "[]") ?? [];
    } catch {
      return [];
    }
  }

  #write() {
    try {
      sessionStorage.setItem(this.#slot, JSON.stringify(this.#moves));
    } catch {
      // switched off
    }
  }
}
