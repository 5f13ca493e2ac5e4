// The open question: what to ask, the five levels, and what to ask next.

import { buttonsIn, element, setPressed, setText } from "../../shared/browser/dom.js";
import { showChord } from "./key_hints.js";
import { minutesAndSeconds, timeLeft } from "./time_text.js";

/** @typedef {import("./questions.js").Question} Question */

const LEVELS = [1, 2, 3, 4, 5];
const FIRST_PROBE_KEY = 6, PROBES_WITH_KEYS = 4; // 6 to 9
const LONG_PROMPT = 240; // characters from which the prompt is set smaller

export class QuestionView {
  #part;
  #sheet;
  #beforeWriting;
  /** @type {Question | null} */
  #question = null;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./sheet.js").Sheet} sheet
   * @param {() => void} beforeWriting
   * @param {string[]} names of the levels
   * @param {string[]} meanings of the levels
   */
  constructor(part, sheet, beforeWriting, names, meanings) {
    this.#part = part;
    this.#sheet = sheet;
    this.#beforeWriting = beforeWriting;
    const buttons = LEVELS.map((level, n) => this.#levelButton(level, names[n], meanings[n]));
    part("levels").replaceChildren(...buttons);
    setText(part("scale-note"), "Each level includes the ones below it.");
  }

  /** Gives a level. Given twice it stays: only a click on the level itself takes it back. @param {number} level */
  rate(level) {
    if (!this.#question) return;
    this.#beforeWriting();
    this.#sheet.rate(this.#question.id, level);
  }

  /** Takes back the level or the reason why there is none. */
  clear() {
    if (!this.#question || this.#sheet.verdict(this.#question.id) === null) return;
    this.#beforeWriting();
    this.#sheet.rate(this.#question.id, null);
    setText(this.#part("announce"), "Rating cleared");
  }

  /** Marks a probe as asked, or takes that back. @param {number} number from 0 */
  toggleProbe(number) {
    const id = this.#question?.id, probe = this.#question?.probes[number];
    if (id === undefined || probe === undefined) return;
    this.#beforeWriting();
    this.#sheet.toggle("probe", id, String(number));
    const asked = this.#sheet.read("probe", id, String(number));
    setText(
      this.#part("announce"),
      `Follow-up question ${number + 1} marked as ${asked ? "asked" : "not asked"}`,
    );
  }

  /** @param {Question} question */
  show(question) {
    this.#question = question;
    const { competency, place, target, prompt } = question, part = this.#part;
    for (const [name, text] of Object.entries({ competency, place, target, prompt })) {
      setText(part(name), text);
    }
    part("target").dataset.target = target;
    this.#showHandout(question.handout);
    part("prompt").dataset.length = prompt.length > LONG_PROMPT ? "long" : "short";
    for (const button of buttonsIn(part("levels"))) {
      setText(button.querySelector(".anchor"), question.anchors[button.dataset.level ?? ""] ?? "");
    }
    const probes = question.probes.map((text, number) => this.#probeButton(text, number));
    part("probes").replaceChildren(...probes);
  }

  /** Closed until it is opened, so that the note stays in sight. @param {string} text */
  #showHandout(text) {
    const handout = this.#part("handout", HTMLDetailsElement);
    handout.hidden = !text;
    handout.open = false;
    setText(this.#part("handout-text"), text);
  }

  /** @param {boolean} hidden whether levels must not be seen now */
  paint(hidden) {
    if (!this.#question) return;
    const { id } = this.#question, chosen = this.#sheet.level(id);
    for (const button of buttonsIn(this.#part("levels"))) {
      const level = Number(button.dataset.level);
      setPressed(button, !hidden && level === chosen);
      if (hidden) button.setAttribute("aria-label", `Level ${level}`);
      else button.removeAttribute("aria-label");
    }
    for (const button of buttonsIn(this.#part("probes"))) {
      setPressed(button, this.#sheet.read("probe", id, button.dataset.number));
    }
  }

  /** @param {number} spent seconds */
  paintTime(spent) {
    if (!this.#question) return;
    const { minutes } = this.#question, left = timeLeft(minutes * 60 - Math.floor(spent));
    setText(this.#part("spent"), `${minutesAndSeconds(spent)} of ${minutes} min · ${left}`);
    this.#part("spent").dataset.over = String(spent > minutes * 60);
  }

  /** @param {number} level @param {string} name @param {string} meaning */
  #levelButton(level, name, meaning) {
    const button = element(
      "button",
      { type: "button", className: "level", title: meaning, dataset: { level, chord: level } },
      element("span", { className: "number", textContent: level }),
      element("span", { className: "name", textContent: name }),
      element("span", { className: "anchor" }),
    );
    button.onclick = () => {
      const given = this.#question && this.#sheet.verdict(this.#question.id) === level;
      if (given) this.clear();
      else this.rate(level);
    };
    return button;
  }

  /** @param {string} textContent @param {number} number */
  #probeButton(textContent, number) {
    const button = element("button", { type: "button", className: "choice chip", textContent });
    button.dataset.number = String(number);
    if (number < PROBES_WITH_KEYS) showChord(button, String(FIRST_PROBE_KEY + number));
    button.onclick = () => this.toggleProbe(number);
    return button;
  }
}
