// Words that were typed while somebody was signed in, on this device until they are saved or discarded.

export const TYPED = "levelset:typed:";
const WINDOW = "levelset:window";
/** With the port, which cookies ignore and what is kept does not. */
const COOKIE = "levelset_typed_";
const SECONDS = 400 * 86_400; // the longest that browsers keep a cookie

/**
 * @typedef {object} Words what one field says that nobody saved
 * @property {string} person who typed it, as a digest
 * @property {string} session of which sign-in, as a digest
 * @property {string} window of which of the browser's windows
 * @property {string} address of the record that the page was about
 * @property {string} href of the page
 * @property {string} page its title
 * @property {string} place of the field on it
 * @property {string} label of the field
 * @property {string} before what the field said when the person began
 * @property {string} text
 * @property {number} at milliseconds since 1970
 * @property {boolean} restored whether they were put back after a new sign-in
 *
 * @typedef {object} SignedIn
 * @property {string} person blank: nobody
 * @property {string} session
 * @property {string} page its title
 *
 * @typedef {object} Own words of this window
 * @property {Words} words
 * @property {boolean} kept whether they are on the device
 * @property {string} form
 * @property {boolean} folded
 */

/** @param {Words} words */
export const slotOf = ({ person, session, window, address, place }) =>
  `${TYPED}${person}:${session}:${window}:${address} ${place}`;

/** Whether there was room for them. @param {Words} words */
export function keep(words) {
  try {
    localStorage.setItem(slotOf(words), JSON.stringify(words));
    return true;
  } catch {
    return false; // full, or switched off
  }
}

/** @param {Words} words */
export function forget(words) {
  try {
    localStorage.removeItem(slotOf(words));
  } catch {
    // switched off
  }
}

/** What one person typed, oldest first; what cannot be read is left alone. @param {string} person */
export const find = (person) => found(`${TYPED}${person}:`).sort((a, b) => a.at - b.at);

/** The name of this window, which a reload keeps. */
export function windowName() {
  const made = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 8)}`;
  try {
    const name = sessionStorage.getItem(WINDOW) ?? made;
    sessionStorage.setItem(WINDOW, name);
    return name;
  } catch {
    return made; // switched off
  }
}

/** Tells the page that asks to sign in, which has no script, whether anything is kept. */
export function announceTyped() {
  const [name, any] = [`${COOKIE}${location.port}`, slots(TYPED).length > 0];
  if (any === document.cookie.split("; ").includes(`${name}=1`)) return;
  document.cookie = `${name}=1; path=/; max-age=${any ? SECONDS : 0}; samesite=lax`;
}

/** The number of fields in which anybody typed. */
export const countTyped = () => found(TYPED).length;

/** Deletes what anybody typed about these candidates. @param {string[]} candidates */
export function forgetAbout(candidates) {
  if (!candidates.length) return;
  for (const words of found(TYPED)) {
    if (candidates.some((candidate) => isAbout(words, candidate))) forget(words);
  }
}

/**
 * Whether a field belongs to the candidate or to one of the interviews.
 *
 * @param {Words} words
 * @param {string} candidate as in `MES-1.C-01`
 */
export function isAbout({ address, place }, candidate) {
  const record = address.split(" ").slice(1);
  if (record.some((id) => id === candidate || id.startsWith(`${candidate}.`))) return true;
  const role = candidate.slice(0, candidate.lastIndexOf("."));
  return record.includes(role) && `-${asKey(place)}-`.includes(`-${asKey(candidate)}-`);
}

/** As a class says it. @param {string} text */
const asKey = (text) => text.replaceAll(/[^a-zA-Z0-9_-]/g, "-");

/** @param {string} prefix */
function found(prefix) {
  /** @type {Words[]} */
  const all = [];
  for (const slot of slots(prefix)) {
    try {
      const words = JSON.parse(localStorage.getItem(slot) ?? "");
      if (typeof words.text === "string" && slotOf(words) === slot) all.push(words);
    } catch {
      // not written by Levelset
    }
  }
  return all;
}

/** @param {string} prefix */
function slots(prefix) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return []; // switched off
  }
}

/** What is on the device, and what had no room there. @param {Own[]} all */
export function byRoom(all) {
  const words = (/** @type {boolean} */ kept) =>
    all.filter((own) => own.kept === kept).map((own) => own.words);
  return { kept: words(true), lost: words(false) };
}
