// Streamlit takes a text when its field is left, or on Enter (with Ctrl in a text of several lines). A
// reload can come in the middle of a sentence, so after a pause in typing this presses that key.
//
// What is under way when the connection drops, Streamlit drops as well, though it stays in the field. So
// what was typed shortly before is typed again once the connection is back. A field that was left during
// the outage takes no second Enter, because Streamlit has noted its text and only failed to send it: a run
// that is asked for sends all that is noted.

import { keepsView } from "../browser/component.js";
import { isConnected, onConnection } from "../connection/state.js";

const PAUSE = 800; // ms without a keystroke
const DOUBTFUL = 30_000; // ms before the loss in which nothing is sure to have arrived
const LOOK = 200; // ms
const FIELDS = '[data-testid="stTextInput"] input, [data-testid="stTextArea"] textarea';
const EVENTS = ["input", "compositionend"];

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
/** @typedef {{ label: string | null, text: string, at: number }} Typed */

export default keepsView((_root, _data, latest) => {
  /** @type {Map<Field, ReturnType<typeof setTimeout>>} */
  const timers = new Map();
  /** @type {Map<Field, Typed>} */
  const typed = new Map();
  let lostAt = 0;
  /** @param {Field} field @param {boolean} composing */
  const note = (field, composing) => {
    typed.set(field, textOf(field));
    clearTimeout(timers.get(field));
    timers.delete(field);
    if (!composing) timers.set(field, setTimeout(() => pressEnter(field), PAUSE));
  };
  /** @param {Event} event */
  const onTyping = (event) => {
    const composing = event instanceof InputEvent && event.isComposing;
    if (isField(event.target)) note(event.target, composing);
  };
  // Somebody may have typed before this was loaded; a field that was left has been taken already.
  if (isField(document.activeElement)) note(document.activeElement, false);
  const sendAll = () => latest().setTriggerValue("returned", Date.now());
  const stopWatching = onConnection((connected) => {
    if (!connected) {
      lostAt = performance.now();
      return;
    }
    for (const [field, what] of typed) {
      if (what.at > lostAt - DOUBTFUL) typeAgain(field, what, sendAll);
    }
  });
  for (const name of EVENTS) document.addEventListener(name, onTyping, true);
  return {
    close() { // the timers still run: a redraw is no reason to hold a text back
      for (const name of EVENTS) document.removeEventListener(name, onTyping, true);
      stopWatching();
    },
  };
});

/** @param {EventTarget | null} target @returns {target is Field} */
const isField = (target) => target instanceof Element && target.matches(FIELDS);

/** @param {Field} field @returns {Typed} */
const textOf = (field) => ({
  label: field.ariaLabel,
  text: field.value,
  at: performance.now(),
});

/** @param {Field} field */
function pressEnter(field) {
  if (!isConnected()) return; // typed again when it is back
  const ctrlKey = field instanceof HTMLTextAreaElement;
  const options = { key: "Enter", ctrlKey, bubbles: true, cancelable: true };
  field.dispatchEvent(new KeyboardEvent("keydown", options));
}

/**
 * As soon as the field takes anything. The page may have been drawn anew since: then it is the field of
 * the same label, unless that holds something else than the beginning of it.
 *
 * @param {Field} before
 * @param {Typed} typed
 * @param {() => void} sendAll
 */
function typeAgain(before, { label, text }, sendAll) {
  const waiting = setInterval(() => {
    if (!isConnected()) return clearInterval(waiting); // lost again: the next return does it
    const field = before.isConnected ? before : fieldCalled(label);
    if (!field || field.disabled) return;
    clearInterval(waiting);
    if (!text.startsWith(field.value)) return;
    if (field.value !== text) enter(field, text);
    setTimeout(() => {
      pressEnter(field);
      sendAll();
    }, LOOK);
  }, LOOK);
}

/** @param {string | null} label @returns {Field | undefined} */
const fieldCalled = (label) =>
  /** @type {Field[]} */ ([...document.querySelectorAll(FIELDS)])
    .find((field) => field.ariaLabel === label);

/** @param {Field} field @param {string} text */
function enter(field, text) {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value") ?? {};
  set?.call(field, text);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
