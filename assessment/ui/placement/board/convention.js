// The first step: what MES means to the candidate, chosen or written.

import { buttonsIn, element, setPressed, setText } from "../../shared/browser/dom.js";
import { NoteView } from "../../shared/outbox/note.js";

const MISSING =
  "First choose one of the four, or use your own words. You can change this until you " +
  "finish.";

export class ConventionView {
  #part;
  #entries;
  #words;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./data.js").BoardData} data
   * @param {import("./board_entries.js").BoardEntries} entries
   */
  constructor(part, data, entries) {
    this.#part = part;
    this.#entries = entries;
    const choices = data.stances.map(([value, label]) => this.#choice(value, label));
    part("stances").replaceChildren(...choices);
    this.#words = new NoteView(part, data.box, "words", () => this.#setFault(""));
    this.#words.show("");
  }

  get isAnswered() {
    return Boolean(this.#entries.stance || this.#words.text.trim());
  }

  /** Says that an answer is missing, and goes to it. */
  askForAnswer() {
    this.#setFault(MISSING);
    buttonsIn(this.#part("stances"))[0].focus();
  }

  /** @param {import("../../shared/outbox/events.js").OtherText[]} others */
  addOthers(others) {
    this.#words.addOthers(others);
  }

  paint() {
    for (const button of buttonsIn(this.#part("stances"))) {
      setPressed(button, button.dataset.value === this.#entries.stance);
    }
    this.#words.paint();
  }

  /** @param {string} value @param {string} textContent */
  #choice(value, textContent) {
    const button = element("button", { type: "button", className: "choice", textContent });
    button.dataset.value = value;
    button.onclick = () => {
      const chosen = this.#entries.stance !== value;
      this.#setFault("");
      this.#entries.chooseStance(chosen ? value : null);
      if (chosen && value === "own_words") this.#words.focus();
    };
    return button;
  }

  /** @param {string} text */
  #setFault(text) {
    setText(this.#part("unsaid"), text);
  }
}
