// Draws the grid once per key and keeps what was pressed; Python hears of every change as a whole.
const WORDS = ["out", "in scope", "essential"];
const instances = new WeakMap();

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  let own = instances.get(parentElement);
  if (!own || own.key !== data.key) {
    own = { key: data.key, cells: { ...data.cells }, buttons: new Map() };
    instances.set(parentElement, own);
    build(own, data, parentElement.querySelector(".picker"));
  }
  own.tell = () => setStateValue("cells", { ...own.cells });
}

function build(own, data, root) {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  head.insertCell();
  const keyOf = (column, row) => `${column}.${row}`;
  for (const [column, label] of data.columns) {
    const keys = data.rows.map(([row]) => keyOf(column, row));
    head.append(header("col", label, "the whole column", () => toggle(own, keys)));
  }
  const body = table.createTBody();
  data.rows.forEach(([row, label], y) => {
    const line = body.insertRow();
    const keys = data.columns.map(([column]) => keyOf(column, row));
    line.append(header("row", label, "the whole row", () => toggle(own, keys)));
    data.columns.forEach(([column, category], x) => {
      const key = keyOf(column, row);
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.place = `${y},${x}`;
      button.dataset.name = `${category} · ${label.toLowerCase()}`;
      button.tabIndex = x || y ? -1 : 0;
      button.addEventListener("click", () => set(own, [key], ((own.cells[key] || 0) + 1) % 3));
      own.buttons.set(key, button);
      line.insertCell().append(button);
      paint(own, key);
    });
  });
  table.addEventListener("keydown", (event) => onKey(own, event));
  root.replaceChildren(table);
}

function header(scope, label, reach, act) {
  const cell = document.createElement("th");
  cell.scope = scope;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.title = `Put ${reach} in scope, or out again`;
  button.addEventListener("click", act);
  cell.append(button);
  return cell;
}

function toggle(own, keys) {
  if (keys.every((key) => own.cells[key])) return set(own, keys, 0);
  return set(own, keys.filter((key) => !own.cells[key]), 1);
}

function set(own, keys, emphasis) {
  for (const key of keys) {
    if (emphasis) own.cells[key] = emphasis;
    else delete own.cells[key];
    paint(own, key);
  }
  own.tell();
}

function paint(own, key) {
  const button = own.buttons.get(key);
  const emphasis = own.cells[key] || 0;
  button.className = `e${emphasis}`;
  button.textContent = emphasis ? WORDS[emphasis] : "";
  button.setAttribute("aria-label", `${WORDS[emphasis]}: ${button.dataset.name}`);
}

// Arrows walk the grid; 0, 1 and 2 set a cell without going through the others.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function onKey(own, event) {
  const held = event.target;
  if (!held.dataset?.place || event.ctrlKey || event.altKey || event.metaKey) return;
  if (STEPS[event.key]) {
    const [y, x] = held.dataset.place.split(",").map(Number);
    const [down, right] = STEPS[event.key];
    const next = [...own.buttons.values()].find((b) => b.dataset.place === `${y + down},${x + right}`);
    if (next) {
      held.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    }
    event.preventDefault();
  } else if ("012".includes(event.key) && event.key.length === 1) {
    const [key] = [...own.buttons.entries()].find(([, button]) => button === held);
    set(own, [key], Number(event.key));
  }
}
