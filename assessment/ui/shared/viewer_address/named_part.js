// Brings the part of the page that the address names, as `#how-sure` does, into view when the page is
// opened. The browser looks for it at once, and then nothing is drawn yet.

const LOOK = 100; // ms
const PATIENCE = 30_000; // ms: a page that takes longer is not scrolled any more
const ACTS = ["pointerdown", "keydown", "wheel"];
const DRAWN = '[data-testid="stApp"][data-test-script-state="notRunning"]';

/** The id in the end of an address, blank where there is none. @param {string} hash */
export function partIn(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ""; // an address that somebody typed
  }
}

/** Looks until the page is drawn or the reader does something; returns what stops it. */
export function showNamedPart() {
  const part = partIn(location.hash), until = performance.now() + PATIENCE;
  if (!part) return () => {};
  const look = setInterval(() => {
    const found = document.querySelector(DRAWN) && document.getElementById(part);
    found?.scrollIntoView();
    if (found || performance.now() > until) stop();
  }, LOOK);
  const stop = () => {
    clearInterval(look);
    for (const act of ACTS) document.removeEventListener(act, stop, true);
  };
  for (const act of ACTS) document.addEventListener(act, stop, { capture: true, passive: true });
  return stop;
}
