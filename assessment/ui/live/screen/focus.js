// Where the focus is: in a text field, in a dialog, or neither.

import { focusedNear } from "../../shared/dom.js";

const TEXT_FIELDS = [
  "textarea",
  "select",
  "input:not([type=checkbox], [type=radio], [type=button])",
  "[contenteditable]",
  "[role=textbox]",
  "[role=combobox]",
].join(", ");

/**
 * Whether a key goes into a text field.
 *
 * The real target is inside a shadow root, where `event.target` shows only its host. A dialog that has
 * just closed keeps the focus for another moment, but nobody types into what is not visible.
 *
 * @param {Event} event
 */
export function isTyping(event) {
  const [target] = event.composedPath();
  if (!(target instanceof Element)) return false;
  return Boolean(target.closest(TEXT_FIELDS)?.checkVisibility());
}

/** Whether a dialog is open, ours or Streamlit's: it has keys of its own. @param {ParentNode} root */
export const isDialogOpen = (root) =>
  Boolean(document.querySelector('[role="dialog"]') || root.querySelector("dialog[open]"));

/** Takes the focus out of whatever has it. @param {Node} node in the same document or shadow root */
export function leaveField(node) {
  const focused = focusedNear(node);
  if (focused instanceof HTMLElement) focused.blur();
}
