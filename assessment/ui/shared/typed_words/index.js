// On every page of somebody who is signed in, and on the one that asks to sign in again: keeps what is
// typed, puts it back, and says so.

import { keepsView, reveal } from "../browser/component.js";
import { isConnected } from "../connection/state.js";
import { announceTyped } from "./device.js";
import { begunAgain, fieldsOf, here, inputAt } from "./fields.js";
import { noticesOf } from "./notices.js";
import { TypedWords } from "./typed_words.js";

const QUIET = 400; // ms without a change of the page
const APP = '[data-testid="stApp"]';
const BOX = ".st-key-typed-words";
const EVENTS = ["input", "compositionend"];

/**
 * @typedef {object} Data
 * @property {string} person blank: whoever was signed in is not any more
 * @property {string} session
 * @property {string} page its title
 * @property {boolean} keeps whether what is typed here is worth keeping
 * @property {import("./fields.js").Rounds} rounds
 * @property {string[]} erased candidates whose data was erased
 */

/** @type {Data} */
let latest = { person: "", session: "", page: "", keeps: false, rounds: [], erased: [] };

/** As long as the window is open: the words outlive the page on which they were typed. */
const typed = new TypedWords({
  here,
  fields: () => fieldsOf(latest.rounds),
  begunAgain: (place, form) => begunAgain(place, form, latest.rounds),
});

/** What each field said when the person began to type. @type {WeakMap<Element, string>} */
const before = new WeakMap();

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

document.addEventListener("focusin", ({ target }) => {
  const input = inputAt(target);
  if (input) before.set(input, input.value);
}, true);
for (const name of EVENTS) document.addEventListener(name, onTyping, true);

/** @param {{ target: EventTarget | null }} event */
function onTyping({ target }) {
  const input = inputAt(target);
  if (!input || !latest.keeps) return;
  const field = fieldsOf(latest.rounds).find((one) => one.input === input);
  if (field) typed.typed(field, before.get(input) ?? "");
}

/** Once nothing has changed for a moment and no run is under way. */
function whenQuiet() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const app = document.querySelector(APP);
    if (!isConnected() || app?.getAttribute("data-test-script-state") !== "notRunning") return;
    if (typed.settled()) whenQuiet();
  }, QUIET);
}

export default keepsView((root, /** @type {Data} */ data) => {
  const list = /** @type {HTMLElement} */ (root.querySelector('[data-part="notices"]'));
  const watcher = new MutationObserver(whenQuiet);
  watcher.observe(document.body, {
    ...{ childList: true, subtree: true },
    attributeFilter: ["data-test-script-state", "data-test-connection-state"],
  });
  let shown = "";
  const paint = () => {
    announceTyped();
    const notices = noticesOf(typed);
    const saying = notices.map((notice) => notice.outerHTML).join("");
    if (saying === shown) return; // what has the focus keeps it
    shown = saying;
    list.replaceChildren(...notices);
    const box = root instanceof ShadowRoot ? root.host.closest(BOX) : null;
    box?.toggleAttribute("data-speaks", notices.length > 0); // else it takes no room
  };
  const update = (/** @type {Data} */ newer) => {
    latest = newer;
    typed.forgetAbout(newer.erased);
    typed.open(newer);
    whenQuiet();
  };
  typed.onChange = paint;
  reveal(root);
  update(data);
  // Somebody may have typed before this was loaded.
  const { activeElement } = document;
  if (inputAt(activeElement)?.value) onTyping({ target: activeElement });
  return {
    update,
    close() {
      watcher.disconnect();
      if (typed.onChange !== paint) return; // the page that asks to sign in is there already
      typed.onChange = () => {};
      typed.close();
    },
  };
});
