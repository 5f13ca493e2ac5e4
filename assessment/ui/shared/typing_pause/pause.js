// pause.js: Streamlit takes a text when its field is left, or on Enter (with Ctrl in a text of several
// lines). A reload takes place in the middle of a sentence, so a pause presses that key as well.

const PAUSE = 800;               // ms without a keystroke
const FIELDS = '[data-testid="stTextInput"] input, [data-testid="stTextArea"] textarea';
const heard = new WeakMap();     // the export runs again on every rerun of Python: one ear per mount

export default function ({ parentElement }) {
  if (!heard.has(parentElement)) heard.set(parentElement, listen());
  return () => {
    heard.get(parentElement)?.();
    heard.delete(parentElement);
  };
}

function listen() {
  const waiting = new Map();
  const typed = ({ target, isComposing }) => {
    if (!(target instanceof Element) || !target.matches(FIELDS)) return;
    clearTimeout(waiting.get(target));
    waiting.delete(target);
    if (!isComposing) waiting.set(target, setTimeout(() => handOver(target), PAUSE));
  };
  const kinds = ["input", "compositionend"];
  for (const kind of kinds) document.addEventListener(kind, typed, true);
  return () => {                 // what waits still goes: a redraw is no reason to hold words back
    for (const kind of kinds) document.removeEventListener(kind, typed, true);
  };
}

function handOver(field) {
  const ctrlKey = field.tagName === "TEXTAREA";
  field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey, bubbles: true, cancelable: true }));
}
