// Where the open question departs from the kit, and a line to say why.

import { focusedNear, setText } from "../../shared/browser/dom.js";

export class OffKitLine {
  #part;
  #sheet;
  /** @type {import("./questions.js").Question | null} */
  #question = null;
  /** @type {ReturnType<typeof import("./off_kit.js").deviation>} */
  #deviation = null;
  /** Whether the line is shown before there is a deviation. */
  #asksAhead = false;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./sheet.js").Sheet} sheet
   * @param {(item: string) => void} drop takes an added question off the sheet again
   * @param {() => void} writeNote goes on in the note
   */
  constructor(part, sheet, drop, writeNote) {
    this.#part = part;
    this.#sheet = sheet;
    part("drop").onclick = () => this.#question && drop(this.#question.id);
    this.#field.onkeydown = (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // else it would be a new line in the note
      writeNote();
    };
    this.#field.oninput = () => {
      if (!this.#question || !this.#deviation) return;
      sheet.write("deviation", this.#question.id, this.#deviation.part, this.#field.value);
    };
  }

  get #field() {
    return this.#part("why", HTMLInputElement);
  }

  /**
   * Goes to the reason. On a question without a mark it shows the line for what a mark would make of
   * it: the reason counts once the question is left out or asked in another place.
   */
  focus() {
    if (!this.#question) return;
    this.#asksAhead = true;
    this.paint();
    if (this.#deviation) this.#field.focus();
    else {setText(
        this.#part("announce"),
        "This question was asked as planned, so no reason is needed",
      );}
  }

  /** @param {import("./questions.js").Question} question */
  show(question) {
    this.#question = question;
    this.#asksAhead = false;
    this.#field.blur();
  }

  /** Shown when it was asked for, or where a reason stands already. @param {string} id */
  #ahead(id) {
    const ahead = this.#sheet.deviationAhead(id);
    const shown = ahead && (this.#asksAhead || this.#sheet.read("deviation", id, ahead.part));
    return shown ? ahead : null;
  }

  paint() {
    if (!this.#question) return;
    const { id, because } = this.#question, field = this.#field;
    const found = this.#sheet.deviation(id) ?? this.#ahead(id);
    const same = found?.part === this.#deviation?.part;
    const typing = same && focusedNear(field) === field;
    this.#deviation = found;
    this.#part("off-kit").hidden = !found;
    this.#part("added").hidden = because === undefined;
    setText(this.#part("added"), because === undefined ? "" : `Added: ${because}`);
    this.#part("drop").hidden = because === undefined || this.#sheet.isNoted(id);
    setText(this.#part("why-label"), found?.why ?? "");
    const reason = found ? this.#sheet.read("deviation", id, found.part) ?? "" : "";
    if (!typing && field.value !== reason) field.value = reason;
  }
}
