// dom.js: making and marking elements. Text only ever goes in as text.

const element = (tag, properties = {}, ...children) => {
  const { dataset, ...plain } = properties;
  const made = Object.assign(document.createElement(tag), plain);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
};

// Changes the page only where something changed: a screen reader hears less, a caret stays.
const say = (node, text) => { if (node.textContent !== text) node.textContent = text; };
const press = (button, pressed) => button.setAttribute("aria-pressed", String(Boolean(pressed)));
