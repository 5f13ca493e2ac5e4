// Keeps the focus in the note of the open question: a click never takes it away, and what is pasted
// or dropped elsewhere on the page goes into the note.

import { focusedNear } from "../../shared/browser/dom.js";
import {
  isDialogOpen,
  isInDialog,
  isInField,
  isOnControl,
  isTyping,
  leaveFocused,
} from "./focus.js";

/** @typedef {import("../../shared/browser/component.js").Root} Root */

export class NoteFocus {
  #root;
  #screen;
  #note;
  #mode;
  /** Whether the latest input was a pointer's: then a control must not keep the focus. */
  #byPointer = false;
  /** Whether the note takes the focus: a tap elsewhere must not open the keyboard of a tablet. */
  #takesFocus = true;
  #isComposing = false;
  #isDraggedFromNote = false;
  #listening = new AbortController();

  /**
   * @param {Root} root
   * @param {HTMLElement} screen
   * @param {HTMLTextAreaElement} note
   * @param {import("./command_mode.js").CommandMode} mode
   */
  constructor(root, screen, note, mode) {
    this.#root = root;
    this.#screen = screen;
    this.#note = note;
    this.#mode = mode;
    this.#watchPointer();
    this.#watchFocus();
    this.#watchTransfers();
    const touch = matchMedia("(pointer: coarse)").matches;
    if (!touch && document.activeElement === document.body) this.focus();
  }

  focus() {
    this.#note.focus({ preventScroll: true });
  }

  /** Gives the focus back after a move to another question. */
  settleAfterMove() {
    const focused = focusedNear(this.#note);
    if (!focused || !focused.checkVisibility()) this.#settle();
  }

  /** Ends a word that an input method is putting together, so that it stays in its own note. */
  finishWord() {
    if (!this.#isComposing) return;
    this.#note.blur();
    this.focus();
  }

  close() {
    this.#listening.abort();
  }

  get #has() {
    return focusedNear(this.#note) === this.#note;
  }

  /** Puts the focus where the next key belongs. */
  #settle() {
    if (this.#has) return;
    if (this.#mode.on || !this.#takesFocus) leaveFocused(this.#note);
    else this.focus();
  }

  #watchPointer() {
    this.#listen(document, "pointerdown", (/** @type {PointerEvent} */ event) => {
      this.#byPointer = true;
      this.#takesFocus = !["touch", "pen"].includes(event.pointerType) || this.#has;
    });
    this.#listen(document, "keydown", () => {
      this.#byPointer = false;
      this.#takesFocus = true;
    });
    this.#listen(this.#screen, "mousedown", (event) => {
      if (isInField(event) || isInDialog(event) || !isOnControl(event)) return;
      event.preventDefault(); // the click still acts
      // While words are selected, the label of a checkbox ignores clicks.
      if (!this.#has) document.getSelection()?.removeAllRanges();
      this.#settle();
    });
    // On blank space and on words the browser may select; the focus comes back where nothing was.
    for (const name of ["pointerup", "click"]) {
      this.#listen(document, name, (event) => {
        const elsewhere = isOnControl(event) && !event.composedPath().includes(this.#screen);
        const selects = document.getSelection()?.type === "Range";
        if (!this.#byPointer || isInField(event) || elsewhere || selects) return;
        if (!this.#isDialogOpen()) this.#settle();
      });
    }
  }

  #watchFocus() {
    this.#listen(this.#screen, "focusin", (event) => {
      if (isInDialog(event)) return;
      if (isTyping(event)) this.#mode.leave();
      // The label of a checkbox passes the focus on to it.
      else if (this.#byPointer && !isInField(event)) this.#settle();
    });
    this.#listen(this.#note, "compositionstart", () => (this.#isComposing = true));
    this.#listen(this.#note, "compositionend", () => (this.#isComposing = false));
  }

  #watchTransfers() {
    this.#listen(document, "paste", (/** @type {ClipboardEvent} */ event) => {
      const text = event.clipboardData?.getData("text/plain");
      if (!text || isTyping(event) || this.#isDialogOpen()) return;
      event.preventDefault();
      this.#insert(text);
    });
    this.#listen(document, "dragstart", (event) => (this.#isDraggedFromNote = isTyping(event)));
    this.#listen(document, "dragend", () => (this.#isDraggedFromNote = false));
    // The browser leaves a dropped text selected: the next word would take its place.
    this.#listen(this.#note, "input", ({ inputType }) => {
      if (inputType === "insertFromDrop") setTimeout(() => this.#leaveSelection());
    });
    for (const name of ["dragover", "drop"]) {
      this.#listen(document, name, (/** @type {DragEvent} */ event) => this.#drag(event));
    }
  }

  /** @param {DragEvent} event */
  #drag(event) {
    const { types } = event.dataTransfer ?? {};
    if (!types || isTyping(event) && !types.includes("Files") || this.#isDialogOpen()) return;
    if (types.includes("Files")) return event.preventDefault(); // a file would replace the page
    if (!types.includes("text/plain") || types.includes("text/uri-list")) return;
    if (this.#isDraggedFromNote) return;
    event.preventDefault();
    if (event.type === "drop") this.#insert(event.dataTransfer?.getData("text/plain") ?? "");
  }

  /** Types a text at the caret, so that it can be undone. @param {string} text */
  #insert(text) {
    this.focus();
    if (document.execCommand("insertText", false, text)) return;
    const { selectionStart: from, selectionEnd: to } = this.#note;
    this.#note.setRangeText(text, from, to, "end");
    this.#note.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  #leaveSelection() {
    this.#note.setSelectionRange(this.#note.selectionEnd, this.#note.selectionEnd);
  }

  #isDialogOpen() {
    return isDialogOpen(this.#root);
  }

  /** @param {EventTarget} target @param {string} name @param {(event: any) => void} action */
  #listen(target, name, action) {
    target.addEventListener(name, action, { capture: true, signal: this.#listening.signal });
  }
}
