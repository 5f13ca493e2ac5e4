// What a screen shows about saving.

import { timeOfDay } from "./events.js";

/**
 * A name for the style sheet, and a few words.
 *
 * @param {object} state
 * @param {number} state.onlyHere events that would be lost with this window
 * @param {number} state.waiting events that are not acknowledged
 * @param {boolean} state.restored whether the database was restored under this page
 * @param {number} state.failures requests without an answer, in a row
 * @param {number} state.httpStatus of the last answer
 * @param {boolean} [state.signedOut] whether its rater has to sign in again
 * @param {number} state.refused entries that were not accepted
 * @param {number} state.savedAt seconds since 1970; 0: never
 * @returns {[name: string, text: string]}
 */
export function savingStatus(
  { onlyHere, waiting, restored, failures, httpStatus, signedOut, refused, savedAt },
) {
  if (onlyHere) {
    const entries = onlyHere === 1 ? "1 entry is" : `${onlyHere} entries are`;
    const text =
      `This device's storage is full: ${entries} only kept in this window. Keep it open.`;
    return ["full", text];
  }
  if (failures && signedOut) return ["signed-out", "sign in to save, kept on this device"];
  const outdated = restored ? waiting > 0 : failures > 0 && httpStatus === 401;
  if (outdated) return ["stale", "reload to save, kept on this device"];
  if (failures) return ["offline", "offline, kept on this device"];
  if (waiting) return ["saving", "saving…"];
  if (refused) return ["refused", `${refused} not accepted, see above the question`];
  return savedAt ? ["saved", `saved ${timeOfDay(savedAt)}`] : ["idle", ""];
}

/** Names of a status that says nothing is wrong. */
const CALM = new Set(["idle", "saving", "saved"]);

/**
 * What to read aloud when the status has changed. "Saved" and "saving" alternate at every pause in
 * typing, so only trouble and its end are announced.
 */
export class SavingAnnouncement {
  #announced = "";

  /** The new text to announce; null: none. @param {{ name: string, text: string }} status */
  after({ name, text }) {
    const trouble = CALM.has(name) ? "" : text;
    if (trouble === this.#announced) return null;
    this.#announced = trouble;
    return trouble || "Everything is saved again.";
  }
}
