// What keeps the scorecard from being submitted, all of it at once, each with a way to it.

import { buttonsIn, element, setText } from "../../shared/browser/dom.js";

/**
 * One thing that is missing: a question at its address, or a part of the panel without one.
 * @typedef {{ place: string, todo: string, kind: string, href: string }} Gap
 */

/** @param {Gap} gap */
const sentence = ({ place, todo }) => `${place}: ${todo}.`;

export class MissingList {
  #part;

  /** @param {import("../../shared/browser/dom.js").Parts} part */
  constructor(part) {
    this.#part = part;
    part("to-missing").onclick = () => this.show();
  }

  /** @param {Gap[]} missing @param {boolean} locked */
  paint(missing, locked) {
    const list = this.#part("missing"), link = this.#part("to-missing");
    this.#part("missing-block").hidden = link.hidden = !missing.length || locked;
    setText(link, missing.length === 1 ? "1 thing missing" : `${missing.length} things missing`);
    const shown = [...list.children].map(({ textContent }) => textContent);
    if (shown.join("\n") === missing.map(sentence).join("\n")) return;
    list.replaceChildren(...missing.map((gap) => this.#line(gap)));
  }

  /** Brings the list into sight. */
  show() {
    const block = this.#part("missing-block");
    block.scrollIntoView({ block: "center" });
    block.focus({ preventScroll: true });
  }

  /** @param {Gap} gap */
  #line({ place, todo, kind, href }) {
    const way = href
      ? element("a", { textContent: place, href })
      : element("button", { type: "button", className: "link", textContent: place });
    if (!href) way.onclick = () => this.#field(kind)?.focus();
    return element("li", {}, way, `: ${todo}.`);
  }

  /** Where the panel takes what is missing. @param {string} kind */
  #field(kind) {
    return kind === "reasons" ? this.#part("note") : buttonsIn(this.#part("choices"))[0];
  }
}
