// Keys that lead into an open popover and out again. Streamlit draws it at the end of the page, far
// from its button in the order of the Tab key, and leaves the focus on the button.

const BUTTON = 'button[aria-haspopup="dialog"][aria-expanded="true"]';
const BODY = '[data-testid="stPopoverBody"]';
const STOPS =
  "a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";

/** Listens until it is told to stop. @returns {() => void} */
export function followMenus() {
  document.addEventListener("keydown", walk, true);
  return () => document.removeEventListener("keydown", walk, true);
}

/** @param {KeyboardEvent} event */
function walk(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const button = document.querySelector(BUTTON), body = document.querySelector(BODY);
  if (!(button instanceof HTMLElement) || !body) return;
  const target = next(event, button, stopsIn(body));
  if (!target) return;
  target.focus();
  event.preventDefault();
}

/**
 * Where the key leads; undefined where the browser knows better.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} button
 * @param {HTMLElement[]} entries
 */
function next({ key, shiftKey, target }, button, entries) {
  const at = entries.findIndex((entry) => entry === target);
  const forward = key === "Tab" ? !shiftKey : key === "ArrowDown";
  const back = key === "Tab" ? shiftKey : key === "ArrowUp";
  if (target === button) return forward ? entries[0] : undefined;
  if (at < 0 || key.startsWith("Arrow") && !isPlain(entries[at])) return undefined;
  if (back && at === 0) return button;
  if (forward && at === entries.length - 1) return key === "Tab" ? after(button) : entries[0];
  if (key.startsWith("Arrow")) {
    return forward ? entries[at + 1] : back ? entries[at - 1] : undefined;
  }
  return undefined;
}

/** What follows the popover's button on the page. @param {HTMLElement} button */
function after(button) {
  const page = stopsIn(document.body).filter((stop) => !stop.closest(BODY));
  return page[page.indexOf(button) + 1];
}

/** A field has its own use for the arrow keys. @param {HTMLElement} entry */
const isPlain = (entry) => entry instanceof HTMLAnchorElement || entry instanceof HTMLButtonElement;

/** @param {Element} root */
function stopsIn(root) {
  const found = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(STOPS)]);
  return found.filter((stop) => stop.tabIndex >= 0 && stop.getClientRects().length > 0);
}
