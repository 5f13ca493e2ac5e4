// The page around a component: its address, and whether anybody sees it.

/** A value of the address; null: it has none of that name. @param {string} name */
export const fromAddress = (name) => new URL(location.href).searchParams.get(name);

/**
 * Puts a value into the address, so that a reload opens the same place.
 *
 * @param {string} name
 * @param {string} value
 */
export function setInAddress(name, value) {
  const address = new URL(location.href);
  address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
}

/** Calls `action` whenever the page comes back into view; returns what ends that. @param {() => void} action */
export function whenVisibleAgain(action) {
  const listener = () => {
    if (document.visibilityState === "visible") action();
  };
  document.addEventListener("visibilitychange", listener);
  return () => document.removeEventListener("visibilitychange", listener);
}

/**
 * Calls `use` whenever this window gets the keyboard, and `leave` before its page goes; returns what
 * ends that.
 *
 * @param {() => void} use
 * @param {() => void} leave
 */
export function whenUsedAndLeft(use, leave) {
  addEventListener("focus", use);
  addEventListener("pagehide", leave);
  return () => {
    removeEventListener("focus", use);
    removeEventListener("pagehide", leave);
  };
}
