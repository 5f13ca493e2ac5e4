// One quiet line about what could be left out. It only leads to a question: nothing is left out by
// itself.

import { element } from "../../shared/browser/dom.js";
import { behind, paceText, proposal, UNMENTIONED } from "./pace.js";

/**
 * @typedef {import("./pace.js").Option} Option
 * @typedef {import("./pace.js").PacedQuestion} PacedQuestion
 * @typedef {{ weights: Record<string, number>, minutes: number }} Plan
 */

export class PaceLine {
  #part;
  #go;
  #painted = "";

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {(item: string) => void} go opens a question
   */
  constructor(part, go) {
    this.#part = part;
    this.#go = go;
  }

  /**
   * @param {PacedQuestion[]} questions in the order of the sheet
   * @param {Plan} plan
   * @param {boolean} hidden whether levels must not be seen now
   */
  paint(questions, { weights, minutes }, hidden) {
    const late = behind(questions), mentioned = !hidden && late > UNMENTIONED;
    const found = mentioned ? proposal(questions, weights, minutes) : null;
    const state = JSON.stringify(found && [paceText(late), found]);
    if (state === this.#painted) return;
    this.#painted = state;
    this.#part("advice").replaceChildren(
      ...found ? [`${paceText(late)}. `, ...this.#advice(questions, found)] : [],
    );
  }

  /**
   * @param {PacedQuestion[]} questions
   * @param {import("./pace.js").Proposal} proposal
   */
  #advice(questions, { options, enough }) {
    /** @param {Option} option */
    const buttons = ({ items }) =>
      items.map((id) =>
        this.#button(id, questions.findIndex((question) => question.id === id) + 1)
      );
    const [first] = options;
    if (first.items.length > 1 || !enough) {
      const saved = enough ? "" : ` and saves ${Math.floor(first.seconds / 60)} min`;
      return ["Skipping ", ...listed(buttons(first), "and"), ` ${costText(first)}${saved}.`];
    }
    const alike = options.filter((option) => costText(option) === costText(first));
    const dearer = options.slice(alike.length)
      .flatMap((option) => ["; ", ...buttons(option), ` ${costText(option)}`]);
    return [
      "Skipping ",
      ...listed(alike.flatMap(buttons), "or"),
      ` ${costText(first)}`,
      ...dearer,
      ".",
    ];
  }

  /** @param {string} item @param {number} number */
  #button(item, number) {
    const button = element("button", { type: "button", className: "quiet", textContent: number });
    button.ariaLabel = `Go to question ${number}`;
    button.onclick = () => this.#go(item);
    return button;
  }
}

/** @param {Option} option */
function costText({ coverage }) {
  if (!coverage) return "costs no coverage";
  return `costs ${coverage < 1 ? "under 1" : Math.round(coverage)}\u00a0% coverage`;
}

/**
 * `7`, `7 or 9`, `7, 9 and 10`: nodes with words between them.
 *
 * @param {Node[]} nodes
 * @param {string} word
 */
function listed(nodes, word) {
  return nodes.flatMap((node, at) => {
    if (at === 0) return [node];
    return [at === nodes.length - 1 ? ` ${word} ` : ", ", node];
  });
}
