// Where the open question departs from the kit, and a line to say why.

import { focusedNear, setText } from "../../shared/dom.js";

export class OffKitLine {
  #part;
  #sheet;
  /** @type {import("./questions.js").Question | null} */
  #question = null;
  /** @type {ReturnType<typeof import("./off_kit.js").deviation>} */
  #deviation = null;

  /**
   * @param {import("../../shared/dom.js").Parts} part
   * @param {import("./sheet.js").Sheet} sheet
   * @param {(item: string) => void} drop takes an added question off the sheet again
   */
  constructor(part, sheet, drop) {
    this.#part = part;
    this.#sheet = sheet;
    part("drop").onclick = () => this.#question && drop(this.#question.id);
    this.#field.oninput = () => {
      if (!this.#question || !this.#deviation) return;
      sheet.write("deviation", this.#question.id, this.#deviation.part, this.#field.value);
    };
  }

  get #field() {
    return this.#part("why", HTMLInputElement);
  }

  /** Goes to the reason, if there is one to give. */
  focus() {
    if (this.#deviation) this.#field.focus();
  }

  /** @param {import("./questions.js").Question} question */
  show(question) {
    this.#question = question;
    this.#field.blur();
  }

  paint() {
    if (!this.#question) return;
    const { id, because } = this.#question, found = this.#sheet.deviation(id), field = this.#field;
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
