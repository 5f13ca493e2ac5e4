// Whether the rubric and the levels are hidden: the candidate may sit beside the interviewer.

import { setPressed } from "../../shared/browser/dom.js";

const SLOT = "levelset-private"; // frozen; per window, so that a reload hides what was hidden

export class Privacy {
  #part;
  hidden = wasHidden();

  /** @param {import("../../shared/browser/dom.js").Parts} part */
  constructor(part) {
    this.#part = part;
    this.#paint();
  }

  toggle() {
    this.hidden = !this.hidden;
    try {
      sessionStorage.setItem(SLOT, String(this.hidden));
    } catch {
      // switched off
    }
    this.#paint();
  }

  #paint() {
    this.#part("screen").dataset.private = String(this.hidden);
    setPressed(this.#part("privacy"), this.hidden);
  }
}

function wasHidden() {
  try {
    return sessionStorage.getItem(SLOT) === "true";
  } catch {
    return false;
  }
}
