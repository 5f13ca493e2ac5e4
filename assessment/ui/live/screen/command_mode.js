// Command mode, in which single keys act, and its sign in the header.

import { setText } from "../../shared/browser/dom.js";

const SIGN = "Command mode: keys are shortcuts, E returns to the note";
const WRITING = "Writing: keys go into the note";

export class CommandMode {
  #part;
  #singleKeys;
  #leaveField;
  on = false;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./single_keys.js").SingleKeys} singleKeys
   * @param {() => void} leaveField takes the focus out of a text field
   */
  constructor(part, singleKeys, leaveField) {
    this.#part = part;
    this.#singleKeys = singleKeys;
    this.#leaveField = leaveField;
    singleKeys.onSwitchedOff = () => this.leave();
    this.#paint();
  }

  /** Returns whether single keys act now. */
  enter() {
    if (!this.#singleKeys.on) return false;
    this.#leaveField();
    this.on = true;
    this.#paint();
    return true;
  }

  leave() {
    if (!this.on) return;
    this.on = false;
    this.#paint();
    setText(this.#part("announce"), WRITING);
  }

  /** Says that a key has no command, so that nobody takes it for written. @param {string} key */
  sayUnknown(key) {
    const name = key === " " ? "Space" : [...key].length === 1 ? key : "this key";
    setText(this.#part("mode"), `Command mode: ${name} does nothing, E returns to the note`);
  }

  clearUnknown() {
    if (this.on) setText(this.#part("mode"), SIGN);
  }

  #paint() {
    this.#part("screen").dataset.mode = this.on ? "command" : "writing";
    setText(this.#part("mode"), this.on ? SIGN : "");
  }
}
