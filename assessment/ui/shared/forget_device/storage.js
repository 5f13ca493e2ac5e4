// What Levelset keeps in this browser, counted and removed. The words themselves are shown nowhere:
// whoever looks here may not be the person who wrote them.

import { EventDatabase } from "../outbox/event_database.js";
import { SLOT_PREFIX, slotOf } from "../outbox/events.js";
import { findLocally } from "../outbox/local_copies.js";

const OURS = "levelset";

/** The number of unsent entries by scorecard; the seconds of a clock are no entry. */
export async function unsentByScorecard() {
  const found = new Map(findLocally(SLOT_PREFIX));
  for (const event of await new EventDatabase().find(SLOT_PREFIX)) found.set(slotOf(event), event);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { box, kind } of found.values()) {
    if (kind !== "seconds") counts.set(box, (counts.get(box) ?? 0) + 1);
  }
  return counts;
}

/**
 * What would be lost, in a sentence or two.
 *
 * @param {Map<string, number>} counts
 * @param {number} typed fields of other pages that hold words nobody saved
 */
export function lostWords(counts, typed) {
  if (!counts.size && typed) {
    return `${unsavedText(typed)} That text is lost for good if you go on.`;
  }
  if (!counts.size) {
    return "Nothing unsent is kept on this device. This signs the browser out of Levelset.";
  }
  const parts = [...counts].sort().map(([box, number]) => {
    const [interview, rater] = box.split(":");
    const entries = number === 1 ? "1 entry" : `${number} entries`;
    return `${entries} of ${rater ?? "the board"} in interview ${interview}`;
  });
  return `Not sent yet, and lost for good if you go on: ${parts.join(", ")}. ` +
    "To keep them, open that scorecard while the server answers, and wait until it says saved." +
    (typed ? ` ${unsavedText(typed)} That is lost as well.` : "");
}

/** @param {number} typed */
const unsavedText = (typed) =>
  `Unsaved text of ${typed === 1 ? "1 field" : `${typed} fields`} is kept on this device.`;

/** Removes every unsent entry and every setting of ours from this browser. */
export async function forgetEverything() {
  const database = new EventDatabase();
  const events = await database.find(SLOT_PREFIX);
  await database.write(events.map((event) => [slotOf(event), null]));
  for (const storage of [localStorage, sessionStorage]) {
    for (const name of Object.keys(storage)) if (name.startsWith(OURS)) storage.removeItem(name);
  }
}
