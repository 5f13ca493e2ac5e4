// Names who is viewing in this window's address and in the links of Streamlit's menu. A reload, a
// bookmark and a second window then show the same person's pages.

import { keepsView } from "../browser/component.js";
import { keepCodesWhole } from "./codes.js";
import { showNamedPart } from "./named_part.js";
import { named, NamedLinks } from "./links.js";
import { carryView } from "./view.js";

/** @typedef {import("./links.js").Named} ViewerData */

const links = new NamedLinks(location.origin);

export default keepsView((_root, /** @type {ViewerData} */ data) => {
  let now = data;
  const nameInLinks = () => links.name(document.querySelectorAll("a"), now);
  const watcher = new MutationObserver(nameInLinks);
  watcher.observe(document.body, { childList: true, subtree: true });
  const update = (/** @type {ViewerData} */ newer) => {
    now = newer;
    nameInAddress(now);
    nameInLinks();
  };
  update(data);
  const forget = carryView(), breakAgain = keepCodesWhole(), stopLooking = showNamedPart();
  const close = () => {
    watcher.disconnect();
    forget();
    breakAgain();
    stopLooking();
  };
  return { update, close };
});

/**
 * Replaces the entry in the history: a new one would be a step for Back that leads nowhere.
 *
 * @param {ViewerData} data
 */
function nameInAddress(data) {
  const here = named(new URL(location.href), data);
  if (here) history.replaceState(history.state, "", here);
}
