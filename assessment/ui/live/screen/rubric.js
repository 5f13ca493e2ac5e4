// The rest of the rubric: what to listen for, wrong beliefs, and why there is no level.

import { buttonsIn, element, setPressed } from "../../shared/browser/dom.js";
import { REASONS } from "./sheet.js";

/** @typedef {import("./questions.js").Question} Question */

/** The key of each reason why there is no level. @type {Record<string, string>} */
const KEYS = { not_asked: "X", no_evidence: "V", conflict_of_interest: "C" };

export class RubricView {
  #part;
  #sheet;
  #beforeWriting;
  /** @type {Question | null} */
  #question = null;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./sheet.js").Sheet} sheet
   * @param {() => void} beforeWriting
   */
  constructor(part, sheet, beforeWriting) {
    this.#part = part;
    this.#sheet = sheet;
    this.#beforeWriting = beforeWriting;
    const buttons = REASONS.map(([value, label]) => this.#reasonButton(value, label));
    part("reasons").replaceChildren(...buttons);
  }

  /** Says why there is no level; null takes it back. @param {string | null} reason */
  giveReason(reason) {
    if (!this.#question) return;
    this.#beforeWriting();
    this.#sheet.rate(this.#question.id, reason);
  }

  /** @param {Question} question */
  show(question) {
    this.#question = question;
    this.#showList("listen", question.listen);
    this.#showList("positions", question.positions);
    this.#part("positions-block").hidden = !question.positions.length;
    const beliefs = question.beliefs.map((text, number) => this.#belief(text, number));
    this.#part("beliefs").replaceChildren(...beliefs);
  }

  /** @param {boolean} hidden whether levels must not be seen now */
  paint(hidden) {
    if (!this.#question) return;
    const { id } = this.#question, verdict = this.#sheet.verdict(id);
    for (const box of this.#part("beliefs").querySelectorAll("input")) {
      box.checked = Boolean(this.#sheet.read("belief", id, box.dataset.number));
    }
    for (const button of buttonsIn(this.#part("reasons"))) {
      setPressed(button, !hidden && button.dataset.value === verdict);
    }
  }

  /** @param {string} value @param {string} textContent */
  #reasonButton(value, textContent) {
    const button = element("button", { type: "button", className: "choice reason", textContent });
    button.dataset.value = value;
    button.dataset.chord = KEYS[value];
    button.onclick = () => {
      const given = this.#question && this.#sheet.verdict(this.#question.id) === value;
      this.giveReason(given ? null : value);
    };
    return button;
  }

  /** @param {string} name @param {string[]} texts */
  #showList(name, texts) {
    const items = texts.map((textContent) => element("li", { textContent }));
    this.#part(name).replaceChildren(...items);
  }

  /** @param {string} text @param {number} number */
  #belief(text, number) {
    const box = element("input", { type: "checkbox", dataset: { number } });
    box.onchange = () => {
      if (!this.#question) return;
      this.#beforeWriting();
      this.#sheet.toggle("belief", this.#question.id, String(number));
    };
    return element("label", { className: "belief" }, box, element("span", { textContent: text }));
  }
}
