// One key listener for the whole screen. Words land in the note of the open question. Commands are
// chords, or single keys in command mode.

import { isActivatable, isTyping } from "./focus.js";
import { chordNames, isShortcut, isText, singleNames } from "./key_names.js";

/**
 * @typedef {Record<string, () => void>} Actions by the name of the key
 *
 * @typedef {object} Surroundings what the keys need of the screen
 * @property {import("./key_names.js").ChordModifier} modifier
 * @property {() => boolean} isDialogOpen whether keys belong to a dialog
 * @property {import("./command_mode.js").CommandMode} mode
 * @property {() => void} focusNote
 */

/** Has the screen alone act on a key. @param {Event} event */
function take(event) {
  event.preventDefault();
  event.stopPropagation();
}

export class Keys {
  #actions;
  #around;
  #listener = (/** @type {KeyboardEvent} */ event) => this.#press(event);

  /** @param {Actions} actions @param {Surroundings} around */
  constructor(actions, around) {
    this.#actions = actions;
    this.#around = around;
    document.addEventListener("keydown", this.#listener, true);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    // A key of an input method belongs to the word under way.
    if (event.defaultPrevented || event.isComposing || this.#around.isDialogOpen()) return;
    const chord = this.#actionOf(chordNames(event, this.#around.modifier));
    if (chord) this.#act(event, chord);
    else if (event.key === "Escape") this.#escape(event);
    else if (isTyping(event)) return;
    else if (this.#activates(event)) return;
    else if (this.#around.mode.on) this.#pressSingle(event);
    else if (isText(event, this.#around.modifier)) {
      event.stopPropagation(); // Streamlit has single keys of its own
      this.#around.focusNote(); // before the browser types the character
    }
  }

  /** @param {string[]} names */
  #actionOf(names) {
    const name = names.find((one) => Object.hasOwn(this.#actions, one));
    return name === undefined ? undefined : this.#actions[name];
  }

  /** A key that is held down acts once. @param {KeyboardEvent} event @param {() => void} action */
  #act(event, action) {
    take(event);
    if (!event.repeat) action();
  }

  /** @param {KeyboardEvent} event */
  #escape(event) {
    if (isShortcut(event)) return;
    take(event);
    if (!this.#around.mode.enter()) this.#around.focusNote();
  }

  /**
   * Whether Space or Enter acts on the control that has the focus. What the browser does not do by
   * itself is done here: Space on a link, Enter on a checkbox.
   *
   * @param {KeyboardEvent} event
   */
  #activates(event) {
    const [target] = event.composedPath();
    if (![" ", "Enter"].includes(event.key) || isShortcut(event)) return false;
    if (!(target instanceof HTMLElement) || !isActivatable(target)) return false;
    const byBrowser = target.matches("a") ? "Enter" : target.matches("input") ? " " : event.key;
    if (event.key !== byBrowser) this.#act(event, () => target.click());
    return true;
  }

  /** @param {KeyboardEvent} event */
  #pressSingle(event) {
    const { mode, focusNote } = this.#around;
    if (isShortcut(event)) return;
    if (event.key === "Enter") return this.#act(event, focusNote);
    const action = this.#actionOf(singleNames(event));
    if (action) {
      mode.clearUnknown();
      this.#act(event, action);
    } else if (isText(event, this.#around.modifier)) {
      this.#act(event, () => mode.sayUnknown(event.key));
    }
  }

  close() {
    document.removeEventListener("keydown", this.#listener, true);
  }
}
