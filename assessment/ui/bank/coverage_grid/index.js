// How many questions cover each cell, as a grid of buttons. It is drawn again in each run; a press
// tells Python which cell, and Python says which one is chosen.

import { element, focusedNear } from "../../shared/browser/dom.js";
import { focusInGrid, place, placeAfter, withModifier } from "../../shared/browser/grid_keys.js";

/**
 * @typedef {object} GridData
 * @property {[string, string][]} rows key and label
 * @property {[string, string][]} columns key and label
 * @property {Record<string, { total: number, split: string, spoken: string }>} cells
 * @property {string} chosen
 *
 * @typedef {Map<string, HTMLButtonElement>} Buttons by place
 */

/** @param {import("../../shared/browser/component.js").StreamlitComponent} component */
export default function ({ parentElement, data, setTriggerValue }) {
  const { rows, columns, cells, chosen } = /** @type {GridData} */ (data);
  const root = /** @type {HTMLElement} */ (parentElement.querySelector(".grid"));
  const focused = focusedNear(root);
  const focusedCell = focused instanceof HTMLElement ? focused.dataset.key : undefined;
  /** @type {Buttons} */
  const buttons = new Map();
  const table = element("table");
  const head = table.createTHead().insertRow();
  head.insertCell();
  for (const [, label] of columns) head.append(header("col", label));
  const body = table.createTBody();
  rows.forEach(([row, label], y) => {
    const line = body.insertRow();
    line.append(header("row", label));
    columns.forEach(([column], x) => {
      const key = `${column}.${row}`, button = cellButton(key, cells[key], key === chosen);
      button.tabIndex = x || y ? -1 : 0;
      button.onclick = () => setTriggerValue("pressed", key);
      buttons.set(place(y, x), button);
      line.insertCell().append(button);
    });
  });
  table.onkeydown = (event) => walk(event, buttons);
  root.replaceChildren(table);
  const again = [...buttons.values()].find(({ dataset }) => dataset.key === focusedCell);
  if (again) focusInGrid(again, buttons.values());
}

/** @param {"row" | "col"} scope @param {string} textContent */
const header = (scope, textContent) => element("th", { scope, textContent });

/**
 * @param {string} key
 * @param {GridData["cells"][string]} cell
 * @param {boolean} chosen
 */
function cellButton(key, { total, split, spoken }, chosen) {
  const button = element(
    "button",
    { type: "button", className: total ? "" : "hole", title: spoken, dataset: { key } },
    element("b", { textContent: total || "none" }),
  );
  button.setAttribute("aria-label", spoken);
  button.setAttribute("aria-pressed", String(chosen));
  if (total) button.append(element("small", { textContent: split }));
  return button;
}

/** @param {KeyboardEvent} event @param {Buttons} buttons */
function walk(event, buttons) {
  const found = [...buttons].find(([, button]) => button === event.target);
  const target = found && !withModifier(event) && placeAfter(event.key, found[0]);
  if (!target) return;
  const next = buttons.get(target);
  if (next) focusInGrid(next, buttons.values());
  event.preventDefault();
}
