// Draws the grid anew for each run; a press tells Python which cell, and Python says what is chosen.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".grid");
  const held = root.getRootNode().activeElement?.dataset?.key;
  const buttons = new Map();
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  head.insertCell();
  for (const [, label] of data.columns) head.append(header("col", label));
  const body = table.createTBody();
  data.rows.forEach(([row, label], y) => {
    const line = body.insertRow();
    line.append(header("row", label));
    data.columns.forEach(([column], x) => {
      const button = cell(`${column}.${row}`, data);
      button.tabIndex = x || y ? -1 : 0;
      button.addEventListener("click", () => setTriggerValue("pressed", button.dataset.key));
      buttons.set(`${y},${x}`, button);
      line.insertCell().append(button);
    });
  });
  table.addEventListener("keydown", (event) => walk(event, buttons));
  root.replaceChildren(table);
  const again = [...buttons.values()].find((b) => b.dataset.key === held);
  if (again) focusOn(again, buttons);
}

function header(scope, label) {
  const made = document.createElement("th");
  made.scope = scope;
  made.textContent = label;
  return made;
}

function cell(key, data) {
  const { total, split, spoken } = data.cells[key];
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.key = key;
  button.className = total ? "" : "hole";
  button.title = spoken;
  button.setAttribute("aria-label", spoken);
  button.setAttribute("aria-pressed", String(key === data.chosen));
  const number = document.createElement("b");
  number.textContent = total || "none";
  button.append(number);
  if (total) {
    const small = document.createElement("small");
    small.textContent = split;
    button.append(small);
  }
  return button;
}

function walk(event, buttons) {
  if (!STEPS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
  const [place] = [...buttons.entries()].find(([, b]) => b === event.target) || [];
  if (!place) return;
  const [y, x] = place.split(",").map(Number);
  const [down, right] = STEPS[event.key];
  const next = buttons.get(`${y + down},${x + right}`);
  if (next) focusOn(next, buttons);
  event.preventDefault();
}

function focusOn(button, buttons) {
  for (const other of buttons.values()) other.tabIndex = -1;
  button.tabIndex = 0;
  button.focus();
}
