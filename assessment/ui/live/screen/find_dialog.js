// The dialog in which a question of the interview is found. It owns the text of its field.

import { element } from "../../shared/browser/dom.js";
import { walkList } from "./list_keys.js";
import { hasWords } from "./questions.js";
import { verdictText } from "./sheet_text.js";

/** @typedef {import("./questions.js").Question} Question */

export class FindDialog {
  #part;
  #sheet;
  #go;
  #isHidden;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./sheet.js").Sheet} sheet
   * @param {(index: number) => void} go opens a question
   * @param {() => boolean} isHidden whether levels must not be seen now
   */
  constructor(part, sheet, go, isHidden) {
    this.#part = part;
    this.#sheet = sheet;
    this.#go = go;
    this.#isHidden = isHidden;
    this.#field.oninput = () => this.#list();
    part("finder").onkeydown = (event) => walkList(event, this.#field, part("finder-list"));
  }

  get #dialog() {
    return this.#part("finder", HTMLDialogElement);
  }

  get #field() {
    return this.#part("finder-text", HTMLInputElement);
  }

  open() {
    this.#field.value = "";
    this.#list();
    this.#dialog.showModal();
    this.#field.focus();
  }

  close() {
    this.#dialog.close();
  }

  #list() {
    const wanted = this.#field.value.trim();
    const found = this.#sheet.questions.map((question, index) => ({ question, index }))
      .filter(({ question, index }) => isWanted(wanted, question, index));
    const entries = found.map(({ question, index }) => this.#entry(question, index));
    this.#part("finder-list").replaceChildren(...entries);
    this.#part("finder-none").hidden = found.length > 0;
  }

  /** @param {Question} question @param {number} index */
  #entry({ id, title, competency }, index) {
    const state = this.#isHidden() ? "" : ` · ${verdictText(this.#sheet, id)}`;
    const button = element(
      "button",
      { type: "button" },
      element("b", { textContent: `${index + 1}. ${title}` }),
      element("span", { textContent: `${competency.toLowerCase()}${state}` }),
    );
    button.onclick = () => {
      this.close();
      this.#go(index);
    };
    return element("li", {}, button);
  }
}

/**
 * Every word has to be somewhere in the question; a number alone means the question's own.
 *
 * @param {string} wanted
 * @param {Question} question
 * @param {number} index
 */
function isWanted(wanted, { title, competency, place, prompt }, index) {
  if (/^\d+$/.test(wanted)) return String(index + 1) === wanted;
  return hasWords(wanted, [title, competency, place, prompt]);
}
