// Walking through a grid of buttons by the arrow keys, with one stop for the Tab key.

/** @type {Record<string, [number, number]>} rows down and columns to the right */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Where a button is in its grid: `2,3`. @param {number} row @param {number} column */
export const place = (row, column) => `${row},${column}`;

/** Whether a key comes with Ctrl, Alt or Meta, and so is not meant for the grid. */
export const withModifier = (/** @type {KeyboardEvent} */ event) =>
  event.ctrlKey || event.altKey || event.metaKey;

/**
 * The place that an arrow key leads to from `from`; null for another key.
 *
 * @param {string} key
 * @param {string} from
 */
export function placeAfter(key, from) {
  const step = STEPS[key];
  if (!step) return null;
  const [row, column] = from.split(",").map(Number);
  return place(row + step[0], column + step[1]);
}

/**
 * Gives `button` the focus and makes it the one that the Tab key leads to.
 *
 * @param {HTMLElement} button
 * @param {Iterable<HTMLElement>} all
 */
export function focusInGrid(button, all) {
  for (const other of all) other.tabIndex = other === button ? 0 : -1;
  button.focus();
}
