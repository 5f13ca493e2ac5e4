// One key listener for the whole screen. No shortcut works while typing, except Esc.

import { isTyping } from "./focus.js";

/** Whether nobody else has used the key and no modifier changes its meaning. @param {KeyboardEvent} event */
const isPlain = (event) =>
  !(event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.altKey ||
    event.metaKey);

export class Keys {
  #listener;

  /**
   * @param {Record<string, () => void>} actions by the key's name in lower case
   * @param {() => void} leave what Esc does while typing
   * @param {() => boolean} isDialogOpen whether keys belong to a dialog
   */
  constructor(actions, leave, isDialogOpen) {
    /** @param {KeyboardEvent} event */
    this.#listener = (event) => {
      if (!isPlain(event) || isDialogOpen()) return;
      const typing = isTyping(event);
      if (typing && event.key === "Escape") leave();
      const action = typing ? undefined : actions[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    document.addEventListener("keydown", this.#listener, true);
  }

  close() {
    document.removeEventListener("keydown", this.#listener, true);
  }
}
