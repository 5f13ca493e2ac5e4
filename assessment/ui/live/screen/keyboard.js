// Everything about keys and focus on the live screen: where words land, and which keys act.

import { commandsOf, connectButtons, keyCommands } from "./commands.js";
import { CommandMode } from "./command_mode.js";
import { isDialogOpen, leaveFocused } from "./focus.js";
import { MODIFIER, showChords } from "./key_hints.js";
import { Keys } from "./keys.js";
import { NoteFocus } from "./note_focus.js";
import { SingleKeys } from "./single_keys.js";

export class Keyboard {
  #keys;
  #noteFocus;

  /**
   * @param {import("../../shared/browser/component.js").Root} root
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./screen.js").LiveScreen} screen
   */
  constructor(root, part, screen) {
    const note = part("note", HTMLTextAreaElement), commands = commandsOf(screen);
    const singleKeys = new SingleKeys(part("single-keys", HTMLInputElement));
    const mode = new CommandMode(part, singleKeys, () => leaveFocused(note));
    this.#noteFocus = new NoteFocus(root, part("screen"), note, mode);
    this.#keys = new Keys(keyCommands(commands), {
      modifier: MODIFIER,
      mode,
      isDialogOpen: () => isDialogOpen(root),
      focusNote: () => this.#noteFocus.focus(),
    });
    connectButtons(part, commands);
    showChords(part("screen"));
  }

  /** Ends a word that an input method is putting together, so that it stays in its own note. */
  finishWord() {
    this.#noteFocus.finishWord();
  }

  /** Gives the focus back after a move to another question. */
  settle() {
    this.#noteFocus.settleAfterMove();
  }

  close() {
    this.#keys.close();
    this.#noteFocus.close();
  }
}
