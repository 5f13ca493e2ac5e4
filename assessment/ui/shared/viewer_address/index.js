// Names who is viewing in this window's address and in the links of Streamlit's menu. A reload, a
// bookmark and a second window then show the same person's pages.

import { keepsView } from "../component.js";

/**
 * @typedef {object} ViewerData
 * @property {string} parameter of the address
 * @property {string} viewer
 * @property {string[]} pages the last parts of their addresses
 */

export default keepsView((_root, /** @type {ViewerData} */ data) => {
  let now = data;
  const watcher = new MutationObserver(() => nameInLinks(now));
  watcher.observe(document.body, { childList: true, subtree: true });
  const update = (/** @type {ViewerData} */ newer) => {
    now = newer;
    nameInAddress(now);
    nameInLinks(now);
  };
  update(data);
  return { update, close: () => watcher.disconnect() };
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

/**
 * What this module wrote into a link. A link that names a viewer by itself opens that person's page
 * on purpose and stays as it is.
 *
 * @type {WeakMap<HTMLAnchorElement, string>}
 */
const written = new WeakMap();

/** @param {ViewerData} data */
function nameInLinks(data) {
  for (const link of document.querySelectorAll("a")) {
    if (!link.href) continue;
    const url = new URL(link.href);
    const page = url.pathname.split("/").pop() ?? "";
    if (url.origin !== location.origin || !data.pages.includes(page)) continue;
    if (url.searchParams.has(data.parameter) && link.href !== written.get(link)) continue;
    const there = named(url, data);
    if (!there) continue;
    link.href = there;
    written.set(link, link.href);
  }
}

/** The address with the viewer in it; blank where it is there. @param {URL} url @param {ViewerData} data */
function named(url, { parameter, viewer }) {
  if (!viewer || url.searchParams.get(parameter) === viewer) return "";
  url.searchParams.set(parameter, viewer);
  return url.href;
}
