// The list of keys that a person can open; commands.js says what they do.

import { element } from "../../shared/browser/dom.js";
import { MODIFIER } from "./key_hints.js";
import { chordText } from "./key_names.js";

/**
 * The names of a chord's keys, the single keys in command mode, and what they do.
 *
 * @type {[string[], string, string][]}
 */
const LIST = [
  [["1", "5"], "1 – 5", "give this level"],
  [["0"], "0 or Backspace", "clear level or reason"],
  [["6", "9"], "6 – 9", "mark follow-up question 1 – 4 as asked"],
  [["X"], "X", "not asked"],
  [["V"], "V", "no evidence"],
  [["C"], "C", "conflict of interest"],
  [["W"], "W", "explain why a question was skipped or moved"],
  [["N"], "N, → or ↓", "next question"],
  [["P"], "P, ← or ↑", "previous question"],
  [["E"], "E or Enter", "return to the note"],
  [["/"], "/", "find a question"],
  [["A"], "A", "add a question from the bank"],
  [["S"], "S", "start, pause or resume the clock"],
  [["H"], "H", "hide or show the rubric and what you wrote"],
  [["?"], "?", "show this list"],
];

export class ShortcutsDialog {
  #dialog;

  /** @param {import("../../shared/browser/dom.js").Parts} part */
  constructor(part) {
    this.#dialog = part("sheet", HTMLDialogElement);
    part("shortcuts").replaceChildren(...LIST.map(([names, single, does]) =>
      element(
        "tr",
        {},
        element("td", {}, keys(names.map((name) => chordText(MODIFIER, name)).join(" – "))),
        element("td", {}, keys(single)),
        element("th", { scope: "row", textContent: does }),
      )
    ));
  }

  open() {
    this.#dialog.showModal();
  }
}

/** @param {string} textContent */
const keys = (textContent) => element("kbd", { textContent });
