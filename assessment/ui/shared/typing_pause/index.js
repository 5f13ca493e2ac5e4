// Streamlit takes a text when its field is left, or on Enter (with Ctrl in a text of several lines). A
// reload can come in the middle of a sentence, so after a pause in typing this presses that key.

import { keepsView } from "../component.js";

const PAUSE = 800; // ms without a keystroke
const FIELDS = '[data-testid="stTextInput"] input, [data-testid="stTextArea"] textarea';
const EVENTS = ["input", "compositionend"];

export default keepsView(() => {
  /** @type {Map<Element, ReturnType<typeof setTimeout>>} field -> timer */
  const timers = new Map();
  /** @param {Event} event */
  const onTyping = (event) => {
    const { target } = event;
    if (!(target instanceof Element) || !target.matches(FIELDS)) return;
    clearTimeout(timers.get(target));
    timers.delete(target);
    const composing = event instanceof InputEvent && event.isComposing;
    if (!composing) timers.set(target, setTimeout(() => pressEnter(target), PAUSE));
  };
  for (const name of EVENTS) document.addEventListener(name, onTyping, true);
  return {
    close() { // the timers still run: a redraw is no reason to hold a text back
      for (const name of EVENTS) document.removeEventListener(name, onTyping, true);
    },
  };
});

/** @param {Element} field */
function pressEnter(field) {
  const ctrlKey = field instanceof HTMLTextAreaElement;
  const options = { key: "Enter", ctrlKey, bubbles: true, cancelable: true };
  field.dispatchEvent(new KeyboardEvent("keydown", options));
}
