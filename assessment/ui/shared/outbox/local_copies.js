// Events in localStorage: there at once, but a killed browser loses the last half minute of them.

/** @typedef {import("./events.js").OutboxEvent} OutboxEvent */

/** Whether there was room for it. @param {string} slot @param {OutboxEvent} event */
export function keepLocally(slot, event) {
  try {
    localStorage.setItem(slot, JSON.stringify(event));
    return true;
  } catch {
    return false; // full, or switched off
  }
}

/** @param {string} slot */
export function forgetLocally(slot) {
  try {
    localStorage.removeItem(slot);
  } catch {
    // switched off
  }
}

/** @param {string} prefix @returns {[string, OutboxEvent][]} slots and their events */
export function findLocally(prefix) {
  /** @type {[string, OutboxEvent][]} */
  const found = [];
  try {
    for (const slot of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
      found.push([slot, JSON.parse(localStorage.getItem(slot) ?? "")]);
    }
  } catch {
    // switched off, or not written by Levelset
  }
  return found;
}
