// The list of keys that a person can open; commands.js says what they do.

import { element } from "../../shared/dom.js";

/** Keys and what they do, as listed. @type {[string, string][]} */
const LIST = [
  ["1 – 5", "give this level"],
  ["0 or Backspace", "take back level or reason"],
  ["X", "not asked"],
  ["V", "no evidence"],
  ["C", "conflict of interest"],
  ["W", "say why a question was skipped or moved"],
  ["N, → or ↓", "next question"],
  ["P, ← or ↑", "previous question"],
  ["E", "write what you heard"],
  ["Esc", "leave the text, close what is open"],
  ["/", "find a question"],
  ["A", "add a question from the bank"],
  ["S", "start, pause or resume the clock"],
  ["H", "hide or show the rubric"],
  ["?", "this sheet"],
];

export class ShortcutsDialog {
  #dialog;

  /** @param {import("../../shared/dom.js").Parts} part */
  constructor(part) {
    this.#dialog = part("sheet", HTMLDialogElement);
    part("shortcuts").replaceChildren(...LIST.flatMap(([keys, does]) => [
      element("dt", {}, element("kbd", { textContent: keys })),
      element("dd", { textContent: does }),
    ]));
  }

  open() {
    this.#dialog.showModal();
  }
}
