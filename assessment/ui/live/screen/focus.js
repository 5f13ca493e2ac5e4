// Where the focus is: in a text field, on a control, in a dialog, or nowhere.

import { focusedNear } from "../../shared/browser/dom.js";

const FIELDS = [
  "textarea",
  "select",
  "input:not([type=checkbox], [type=radio], [type=button])",
  "[contenteditable]",
  "[role=textbox]",
  "[role=combobox]",
].join(", ");

const ACTIVATABLE = "button, a[href], summary, input[type=checkbox]";

/** What a press of the mouse acts on. */
const CLICKABLE = `${ACTIVATABLE}, label`;

/** The real target: inside a shadow root `event.target` shows only its host. @param {Event} event */
function targetOf(event) {
  const [target] = event.composedPath();
  return target instanceof Element ? target : null;
}

/**
 * The field that an event goes to, also one that can only be read.
 *
 * A dialog that has just closed keeps the focus for another moment, but nobody types into what is not
 * visible.
 *
 * @param {Event} event
 */
function fieldOf(event) {
  const field = targetOf(event)?.closest(FIELDS);
  return field?.checkVisibility() ? field : null;
}

/** @param {Event} event */
export const isInField = (event) => Boolean(fieldOf(event));

/** Whether an event goes to a field that takes text. @param {Event} event */
export const isTyping = (event) => fieldOf(event)?.matches(":not([readonly])") ?? false;

/** @param {Event} event */
export const isInDialog = (event) => Boolean(targetOf(event)?.closest("dialog, [role=dialog]"));

/** Whether a press of the mouse here acts on something. @param {Event} event */
export const isOnControl = (event) => Boolean(targetOf(event)?.closest(CLICKABLE));

/** Whether Space and Enter act on this element. @param {Element} node */
export const isActivatable = (node) => node.matches(ACTIVATABLE);

/** Whether a dialog is open, ours or Streamlit's: it has keys of its own. @param {ParentNode} root */
export const isDialogOpen = (root) =>
  Boolean(document.querySelector('[role="dialog"]') || root.querySelector("dialog[open]"));

/** Takes the focus out of whatever has it. @param {Node} node in the same document or shadow root */
export function leaveFocused(node) {
  const focused = focusedNear(node);
  if (focused instanceof HTMLElement) focused.blur();
}
