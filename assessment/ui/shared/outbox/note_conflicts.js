// Texts of another page that replaced or were replaced by ours: kept until the person has chosen.

/** @typedef {{ text: string, at: number }} OtherText */

export class NoteConflicts {
  #slot;
  /** @type {Map<string, OtherText>} by item */
  #others;

  /** @param {string} box @param {string} kind */
  constructor(box, kind) {
    this.#slot = `levelset:both:${box}:${kind}`; // frozen: the choice outlives a reload
    this.#others = new Map(this.#read());
  }

  /** @param {string} item */
  get(item) {
    return this.#others.get(item);
  }

  /** @param {string} item @param {OtherText} other */
  add(item, other) {
    this.#others.set(item, other);
    this.#write();
  }

  /** @param {string} item */
  remove(item) {
    this.#others.delete(item);
    this.#write();
  }

  /** @returns {[string, OtherText][]} */
  #read() {
    try {
      return JSON.parse(localStorage.getItem(this.#slot) ?? "[]") ?? [];
    } catch {
      return [];
    }
  }

  #write() {
    try {
      if (this.#others.size) localStorage.setItem(this.#slot, JSON.stringify([...this.#others]));
      else localStorage.removeItem(this.#slot);
    } catch {
      // full or switched off: the choice is there until the page is left
    }
  }
}
