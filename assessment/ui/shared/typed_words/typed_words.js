// What somebody types into the fields of a page, kept on the device until it is saved: should the sign-in
// end before that, it is put back into the same field once the same person has signed in again.
//
// A copy goes when its field is gone or says something else on a quiet page of somebody who is signed in.
// Somebody who has just been signed out is not, so that nothing goes then.

import { byRoom, find, forget, forgetAbout, isAbout, keep, slotOf, windowName } from "./device.js";
import { isDone } from "./fields.js";

/**
 * @typedef {import("./device.js").Own} Own
 * @typedef {import("./device.js").SignedIn} SignedIn
 * @typedef {import("./device.js").Words} Words
 * @typedef {import("./fields.js").Field} Field
 * @typedef {import("./fields.js").Page} Page
 */

export class TypedWords {
  #page;
  #window = windowName();
  /** @type {SignedIn} */
  #now = { person: "", session: "", page: "" };
  #last = "";
  /** @type {Map<string, Own>} by place in storage */
  #own = new Map();
  /** The address at which everything was tried that could be put back. */
  #looked = "";
  /** @type {Words[]} of earlier sign-ins of this person, or put back and then left by a reload */
  #waiting = [];
  /** @type {Set<string>} which of them somebody prefers to what their field says */
  #preferred = new Set();

  onChange = () => {};

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** Tells who is signed in on this page. @param {SignedIn} now */
  open(now) {
    if (now.person && this.#last && now.person !== this.#last) this.#own.clear();
    if (now.session !== this.#now.session) this.#looked = "";
    this.#now = now;
    this.#last = now.person || this.#last;
    this.#waiting = now.person ? find(now.person).filter((words) => this.#waits(words)) : [];
    this.onChange();
  }

  /** Their data was erased: nothing about them stays here. @param {string[]} candidates */
  forgetAbout(candidates) {
    forgetAbout(candidates);
    for (const [slot, { words }] of this.#own) {
      if (candidates.some((candidate) => isAbout(words, candidate))) this.#own.delete(slot);
    }
  }

  /** Nobody knows any more who is signed in. */
  close() {
    this.#now = { ...this.#now, person: "" };
  }

  /** @param {Field} field @param {string} before what it said when the person began */
  typed(field, before) {
    if (!this.#now.person) return;
    const { person, session, page } = this.#now;
    const words = {
      ...{ person, session, page, window: this.#window, ...this.#page.here() },
      ...{ place: field.place, label: field.label, text: field.value, at: Date.now() },
      ...{ before, restored: false },
    };
    const earlier = this.#own.get(slotOf(words))?.words;
    const kept = earlier ? { before: earlier.before, restored: earlier.restored } : {};
    this.#note({ ...words, ...kept }, field);
    this.onChange();
  }

  /** The page is drawn and quiet. Returns whether another field may have to be filled. */
  settled() {
    if (!this.#now.person) return false;
    const { address } = this.#page.here();
    const fields = this.#page.fields();
    for (const own of this.#own.values()) {
      if (own.words.address !== address) this.#left(own);
      else if (isDone(own, fields, this.#page)) this.discard(own.words);
    }
    const filled = this.#waiting.filter((words) => words.address === address)
      .some((words) => this.#putBack(words, fields));
    if (!filled) this.#looked = address;
    this.onChange();
    return filled;
  }

  /** Nobody is signed in: what is kept for the person who was, and what had no room. */
  get signedOut() {
    return byRoom(this.#now.person ? [] : [...this.#own.values()]);
  }

  /** Put back and not saved yet. */
  get restored() {
    if (!this.#now.person) return [];
    return [...this.#own.values()].map(({ words }) => words).filter(({ restored }) => restored);
  }

  /** What could not be put back: its field has other text, is not here, or is on another page. */
  get waiting() {
    const { address } = this.#page.here();
    const fields = this.#page.fields();
    const tried = this.#looked === address;
    return this.#waiting.filter((words) => tried || words.address !== address).map((words) => {
      const here = words.address === address;
      const field = here ? fields.find(({ place }) => place === words.place) : undefined;
      return { words, here, other: field && !this.#fits(words, field) ? field.value : null };
    });
  }

  /** Whether something that is typed here now would be lost with the sign-in. */
  get full() {
    return Boolean(this.#now.person) && [...this.#own.values()].some(({ kept }) => !kept);
  }

  /**
   * Puts the words in place of what the field says: now, or once the menu with it is open again, which
   * the press outside of it has closed.
   *
   * @param {Words} words
   */
  use(words) {
    this.#preferred.add(slotOf(words));
    this.settled();
  }

  /** Takes words back that were put into a field. @param {Words} words */
  takeBack(words) {
    this.#page.fields().find(({ place }) => place === words.place)?.enter(words.before);
    this.discard(words);
  }

  /** @param {Words} words */
  discard(words) {
    forget(words);
    this.#own.delete(slotOf(words));
    this.#waiting = this.#waiting.filter((other) => slotOf(other) !== slotOf(words));
    this.onChange();
  }

  /** @param {Words} words */
  #waits(words) {
    if (words.session !== this.#now.session) return true;
    return words.restored && words.window === this.#window && !this.#own.has(slotOf(words));
  }

  /** Its page was left: what was put back there and not saved is offered again. @param {Own} own */
  #left({ words, form }) {
    if (!words.restored || this.#page.begunAgain(words.place, form)) return this.discard(words);
    this.#own.delete(slotOf(words));
    this.#waiting.push(words);
  }

  /** Whether the words were put into their field now. @param {Words} words @param {Field[]} fields */
  #putBack(words, fields) {
    const field = fields.find(({ place }) => place === words.place);
    if (!field?.ready || !this.#fits(words, field)) return false;
    if (field.value !== words.text) {
      this.#fill(words, field);
      return true;
    }
    this.discard(words); // the server had them
    return false;
  }

  /** @param {Words} words @param {Field} field */
  #fill(words, field) {
    const before = field.value;
    field.enter(words.text);
    const { person, session } = this.#now;
    const now = { ...words, person, session, window: this.#window, before, restored: true };
    const kept = this.#note(now, { ...field, value: words.text });
    if (kept && slotOf(now) !== slotOf(words)) forget(words);
    this.#waiting = this.#waiting.filter((other) => slotOf(other) !== slotOf(words));
  }

  /** Whether nothing is lost when the field gets these words. @param {Words} words @param {Field} field */
  #fits(words, { value }) {
    const isWanted = this.#preferred.has(slotOf(words));
    return isWanted || value === words.before || words.text.startsWith(value);
  }

  /** Whether there was room. @param {Words} words @param {Field} field */
  #note(words, { form, folded }) {
    const slot = slotOf(words);
    if (words.text === words.before) {
      forget(words);
      return this.#own.delete(slot);
    }
    const kept = keep(words);
    this.#own.set(slot, { words, kept, form, folded });
    return kept;
  }
}
