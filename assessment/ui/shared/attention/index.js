// Where a page wants the person to look after a press: the field for the next entry, or what went wrong.

import { keepsView } from "../browser/component.js";
import { followMenus } from "./menu_keys.js";

const LOOK = 100; // ms
const PATIENCE = 5_000; // ms: the field may still be on its way
const ACTS = ["pointerdown", "keydown", "input"];
const FIELDS = "input, textarea, select";
const FAULT = '[data-testid="stAlertContentError"]';

/**
 * @typedef {object} Attention
 * @property {number} turn rises with every press; 0: nothing to look at
 * @property {string} field label of the field that gets the focus; blank: a fault comes into view
 * @property {boolean} whole whether it stands for the whole page, and so for its menus as well
 */

export default keepsView((_root, data) => {
  let seen = 0, stop = () => {};
  /** @param {Attention} attention */
  const attend = ({ turn, field }) => {
    if (!turn || turn === seen) return;
    seen = turn;
    stop();
    const until = performance.now() + PATIENCE;
    const look = setInterval(() => {
      if (performance.now() > until || (field ? focus(field) : showFault())) stop();
    }, LOOK);
    stop = () => clearInterval(look);
  };
  // Whoever has gone on meanwhile is not called back.
  const gone = () => stop();
  for (const act of ACTS) document.addEventListener(act, gone, true);
  const leaveMenus = data.whole ? followMenus() : () => {};
  attend(data);
  return {
    update: attend,
    close() {
      stop();
      leaveMenus();
      for (const act of ACTS) document.removeEventListener(act, gone, true);
    },
  };
});

/**
 * Whether the field was there. A field that is about to be replaced is stale.
 *
 * If somebody has gone on to another field before the server answers, the cursor stays there.
 *
 * @param {string} label
 */
function focus(label) {
  const now = document.activeElement;
  if (now?.matches(FIELDS) && now.ariaLabel !== label) return false;
  const fields = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("input")]);
  const field = fields.find((one) =>
    one.ariaLabel === label && !one.disabled && !one.value && !one.closest('[data-stale="true"]')
  );
  if (!field) return false;
  if (now !== field) field.focus();
  return true;
}

function showFault() {
  const fault = document.querySelector(FAULT);
  fault?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  return fault !== null;
}
