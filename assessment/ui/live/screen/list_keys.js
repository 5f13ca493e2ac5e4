// Keys in a dialog with a text field and a list of buttons below it.

/**
 * The arrow keys walk from the field through the buttons and back; Enter in the field takes the first.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} field
 * @param {HTMLElement} list
 */
export function walkList(event, field, list) {
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === event.target);
  const typing = event.target === field;
  if (!typing && at < 0) return;
  if (event.key === "Enter" && typing) buttons[0]?.click();
  else if (event.key === "ArrowDown") (buttons[at + 1] ?? field).focus();
  else if (event.key === "ArrowUp") (buttons[at - 1] ?? field).focus();
  else return;
  event.preventDefault();
}
