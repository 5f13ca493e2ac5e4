// What a page is narrowed down to, in links that leave it to the browser. A table whose links hold
// no weighting is the same under every weighting, and need not be sent and drawn again.

/**
 * The address of a link with the parameters `names` as the page's own address has them.
 *
 * @param {string} href
 * @param {string} search of the page
 * @param {Iterable<string>} names
 */
export function carried(href, search, names) {
  const there = new URL(href);
  const here = new URLSearchParams(search);
  for (const name of names) {
    const value = here.get(name);
    if (value === null) there.searchParams.delete(name);
    else there.searchParams.set(name, value);
  }
  return there.href;
}

/** How a link can be followed, also in another tab: in time before the browser does. */
const BEFORE = ["pointerdown", "focusin", "click"];

/** Links below an element with `data-view="…"` carry these parameters from now on. */
export function carryView() {
  const stop = new AbortController();
  for (const kind of BEFORE) {
    document.addEventListener(kind, name, { capture: true, signal: stop.signal });
  }
  return () => stop.abort();
}

/** @param {Event} event */
function name({ target }) {
  const link = target instanceof Element ? target.closest("a") : null;
  const names = link?.closest("[data-view]")?.getAttribute("data-view");
  if (link?.href && names) link.href = carried(link.href, location.search, names.split(" "));
}
