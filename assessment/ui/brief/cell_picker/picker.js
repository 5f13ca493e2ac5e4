// The grid of a brief's cells. It is built once for each key and keeps what was pressed; Python gets
// every change as a whole.

import { element } from "../../shared/browser/dom.js";
import { focusInGrid, place, placeAfter, withModifier } from "../../shared/browser/grid_keys.js";

const WORDS = ["out", "in scope", "essential"];

/**
 * @typedef {Record<string, number>} Cells cell -> emphasis: 1 in scope, 2 essential
 *
 * @typedef {object} PickerData
 * @property {string} key another one starts again with `cells`
 * @property {Cells} cells
 * @property {[string, string][]} rows key and label
 * @property {[string, string][]} columns key and label
 */

export class CellPicker {
  #root;
  #report;
  #key = "";
  /** @type {Cells} */
  #cells = {};
  /** @type {Map<string, HTMLButtonElement>} by cell */
  #buttons = new Map();
  /** @type {Map<string, string>} place in the grid -> cell */
  #grid = new Map();

  /**
   * @param {ParentNode} root
   * @param {PickerData} data
   * @param {(cells: Cells) => void} report
   */
  constructor(root, data, report) {
    this.#root = /** @type {HTMLElement} */ (root.querySelector(".picker"));
    this.#report = report;
    this.#build(data);
  }

  /** @param {PickerData} data */
  update(data) {
    if (data.key !== this.#key) this.#build(data);
  }

  /** @param {PickerData} data */
  #build({ key, cells, rows, columns }) {
    this.#key = key;
    this.#cells = { ...cells };
    this.#buttons.clear();
    const table = element("table"), head = table.createTHead().insertRow();
    head.insertCell();
    for (const [column, label] of columns) {
      const inColumn = rows.map(([row]) => `${column}.${row}`);
      head.append(this.#header("col", label, "the whole column", inColumn));
    }
    const body = table.createTBody();
    rows.forEach(([row, label], y) => {
      const line = body.insertRow(), inRow = columns.map(([column]) => `${column}.${row}`);
      line.append(this.#header("row", label, "the whole row", inRow));
      columns.forEach(([, category], x) => {
        const name = `${category} · ${label.toLowerCase()}`;
        line.insertCell().append(this.#cellButton(inRow[x], name, y, x));
      });
    });
    table.onkeydown = (event) => this.#keyPressed(event);
    this.#root.replaceChildren(table);
  }

  /**
   * @param {"row" | "col"} scope
   * @param {string} textContent
   * @param {string} reach
   * @param {string[]} cells
   */
  #header(scope, textContent, reach, cells) {
    const title = `Switch ${reach} in or out of scope`;
    const button = element("button", { type: "button", textContent, title });
    button.onclick = () => {
      const all = cells.every((cell) => this.#cells[cell]);
      if (all) this.#set(cells, 0);
      else this.#set(cells.filter((cell) => !this.#cells[cell]), 1);
    };
    return element("th", { scope }, button);
  }

  /** @param {string} cell @param {string} name @param {number} row @param {number} column */
  #cellButton(cell, name, row, column) {
    const button = element("button", { type: "button", dataset: { name } });
    button.tabIndex = row || column ? -1 : 0;
    button.dataset.place = place(row, column);
    button.onclick = () => this.#set([cell], ((this.#cells[cell] ?? 0) + 1) % 3);
    this.#buttons.set(cell, button);
    this.#grid.set(place(row, column), cell);
    this.#paint(cell);
    return button;
  }

  /** @param {string[]} cells @param {number} emphasis */
  #set(cells, emphasis) {
    for (const cell of cells) {
      if (emphasis) this.#cells[cell] = emphasis;
      else delete this.#cells[cell];
      this.#paint(cell);
    }
    this.#report({ ...this.#cells });
  }

  /** @param {string} cell */
  #paint(cell) {
    const button = this.#buttons.get(cell), emphasis = this.#cells[cell] ?? 0;
    if (!button) return;
    button.className = `e${emphasis}`;
    button.textContent = emphasis ? WORDS[emphasis] : "";
    button.setAttribute("aria-label", `${WORDS[emphasis]}: ${button.dataset.name}`);
  }

  /** The arrow keys walk the grid; 0, 1 and 2 set a cell directly. @param {KeyboardEvent} event */
  #keyPressed(event) {
    const found = [...this.#grid].find(([, cell]) => this.#buttons.get(cell) === event.target);
    if (!found || withModifier(event)) return;
    const [from, cell] = found, target = placeAfter(event.key, from);
    if (target) {
      const next = this.#buttons.get(this.#grid.get(target) ?? "");
      if (next) focusInGrid(next, this.#buttons.values());
      event.preventDefault();
    } else if (["0", "1", "2"].includes(event.key)) this.#set([cell], Number(event.key));
  }
}
