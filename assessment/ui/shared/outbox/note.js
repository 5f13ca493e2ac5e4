// A text box that is kept as it is typed, and the choice where another page wrote in it as well.

import { focusedNear, setText } from "../browser/dom.js";
import { timeOfDay } from "./events.js";
import { NoteConflicts } from "./note_conflicts.js";
import { outbox } from "./page_outbox.js";

/** @typedef {import("../browser/dom.js").Parts} Parts */

export class NoteView {
  #part;
  #box;
  #kind;
  #beforeWriting;
  #item = "";
  /** @type {import("./note_conflicts.js").OtherText | undefined} the other text that is shown */
  #offered;
  /** @type {Map<string, number>} item -> place in the log of the last text shown here */
  #seen = new Map();
  #conflicts;
  /** Whether the person wrote since the field got the focus or another text. */
  #wrote = false;

  /**
   * @param {Parts} part finds "note", "both", "both-when" and "both-text"
   * @param {string} box
   * @param {string} kind
   * @param {() => void} [beforeWriting]
   */
  constructor(part, box, kind, beforeWriting = () => {}) {
    this.#part = part;
    this.#box = box;
    this.#kind = kind;
    this.#beforeWriting = beforeWriting;
    this.#conflicts = new NoteConflicts(box, kind);
    this.#field.oninput = () => this.#write(this.#field.value);
    this.#field.onblur = () => (this.#wrote = false);
    part("both").onclick = ({ target }) => {
      if (target instanceof HTMLElement) this.#choose(target.dataset.choice);
    };
  }

  get #field() {
    return this.#part("note", HTMLTextAreaElement);
  }

  get text() {
    return this.#field.value;
  }

  /** Puts the caret behind the text. */
  focus() {
    const field = this.#field;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  /** Shows the text of an item. @param {string} item */
  show(item) {
    this.#item = item;
    this.#wrote = false;
    this.#field.value = outbox.value(this.#box, this.#kind, item) ?? "";
    this.#seen.set(item, outbox.stored(this.#box, this.#kind, item)?.id ?? 0);
    this.paint();
  }

  /**
   * The server reports texts that were replaced without this page having shown them.
   *
   * @param {import("./events.js").OtherText[]} others
   */
  addOthers(others) {
    for (const { item, kind, text, at } of others) {
      const own = outbox.value(this.#box, kind, item);
      if (kind === this.#kind && text !== own) this.#conflicts.add(item, { text, at });
    }
  }

  paint() {
    this.#takeOver();
    const other = this.#conflicts.get(this.#item);
    this.#part("both").hidden = !other;
    if (other) {
      const when = `Typed in another tab or on another device at ${timeOfDay(other.at)}:`;
      setText(this.#part("both-when"), when);
      setText(this.#part("both-text"), other.text);
      if (other !== this.#offered) this.#part("both").scrollIntoView({ block: "nearest" });
    }
    this.#offered = other;
  }

  // A text from elsewhere is shown here when nothing of ours is under way. While the person writes in
  // the field it is offered instead, because a text must not change while somebody types in it. The
  // focus alone does not show that: on the live screen the note keeps it.
  #takeOver() {
    const field = this.#field, typing = this.#wrote && focusedNear(field) === field;
    const waiting = outbox.pending(this.#box, this.#kind, this.#item);
    if (waiting) { // ours, or what an earlier page load left
      const text = String(waiting.value ?? "");
      if (!typing && field.value !== text) field.value = text;
      return;
    }
    const stored = outbox.stored(this.#box, this.#kind, this.#item);
    if (!stored || stored.id <= (this.#seen.get(this.#item) ?? 0)) return;
    this.#seen.set(this.#item, stored.id);
    if (stored.value === field.value) return;
    if (typing && field.value) {
      this.#conflicts.add(this.#item, { text: stored.value, at: stored.at });
    } else field.value = stored.value;
  }

  /** @param {string | undefined} choice */
  #choose(choice) {
    const other = this.#conflicts.get(this.#item), mine = this.#field.value;
    if (!other || !choice) return;
    const texts = { mine, theirs: other.text, both: `${mine}\n${other.text}` };
    if (!(choice in texts)) return;
    this.#field.value = texts[/** @type {keyof typeof texts} */ (choice)];
    this.#conflicts.remove(this.#item);
    this.#write(this.#field.value);
    this.focus();
    this.paint();
  }

  /** @param {string} text */
  #write(text) {
    this.#wrote = true;
    this.#beforeWriting();
    outbox.add(this.#box, this.#kind, this.#item, "", text, this.#seen.get(this.#item) ?? 0);
  }
}
