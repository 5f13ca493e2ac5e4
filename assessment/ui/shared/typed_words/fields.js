// The text fields of Streamlit's page: what tells one from another, and typing into it.

/**
 * @typedef {import("./device.js").Own} Own
 *
 * @typedef {object} Field a text field of the page
 * @property {string} place tells it from every other field of the page, also after a reload
 * @property {string} label
 * @property {string} value
 * @property {string} form the classes around it; others once its form has begun again
 * @property {boolean} folded whether it goes and comes with a menu that is closed and opened
 * @property {boolean} ready whether it takes text now, and will still be there in a moment
 * @property {(text: string) => void} enter types into it
 * @property {unknown} [input] its element
 *
 * @typedef {object} Page
 * @property {() => { address: string, href: string }} here
 * @property {() => Field[]} fields
 * @property {(place: string, form: string) => boolean} begunAgain whether a form was saved since
 */
/** @typedef {HTMLInputElement | HTMLTextAreaElement} Input */

const FIELDS = '[data-testid="stTextInput"] input, [data-testid="stTextArea"] textarea';
/** What is typed to confirm a deletion is typed again. */
const CONFIRMS = '[class*="st-key-confirm-"]';
const MENUS = '[data-testid="stPopoverBody"], [data-testid="stExpander"]';
const RECORD = ["requisition", "candidate", "interview", "rater", "change", "review"];
const KEY = "st-key-";
/** The end of a key that names what the field said at first. */
const FIRST_TEXT = /-[0-9]{6,}$/;
const FLUSH = 100; // ms until Streamlit has noticed what was typed

/** @typedef {[now: string, first: string][]} Rounds keys of forms that began again, as they are and as they were */

/** The page and the record in its address, and the whole of it. */
export function here() {
  const { pathname, search } = location;
  const named = new URLSearchParams(search);
  const record = RECORD.map((name) => named.get(name)).filter(Boolean);
  return { address: [pathname, ...record].join(" "), href: `${pathname}${search}` };
}

/** The field that an event is about. @param {EventTarget | null} target */
export function inputAt(target) {
  const found = target instanceof Element && target.matches(FIELDS) && !target.closest(CONFIRMS);
  return found ? /** @type {Input} */ (target) : null;
}

/** Every text field, also while the page is drawn anew. @param {Rounds} rounds @returns {Field[]} */
export function fieldsOf(rounds) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  return /** @type {Input[]} */ ([...document.querySelectorAll(FIELDS)])
    .filter((input) => inputAt(input))
    .map((input) => {
      const keys = keysAround(input);
      const name = `${placeOf(keys, rounds)} ${input.ariaLabel ?? ""}`;
      const number = numbers.get(name) ?? 0;
      numbers.set(name, number + 1);
      return { input, keys, place: number ? `${name} ${number}` : name };
    })
    .map(({ input, keys, place }) => ({
      input,
      place,
      label: input.ariaLabel ?? "",
      value: input.value,
      form: keys.join(" "),
      folded: input.closest(MENUS) !== null,
      ready: !input.disabled && !input.closest('[data-stale="true"]'),
      enter: (text) => enter(input, text),
    }));
}

/** Names of the classes that keys give, from the field outwards. @param {Element} input */
function keysAround(input) {
  const keys = [];
  for (let at = /** @type {Element | null} */ (input); at; at = at.parentElement) {
    keys.push(...[...at.classList].filter((name) => name.startsWith(KEY)));
  }
  return keys;
}

/**
 * The same keys as they are in a window where nothing was saved yet.
 *
 * @param {string[]} keys
 * @param {Rounds} rounds
 */
export function placeOf(keys, rounds) {
  return keys.map((key) => {
    const round = rounds.find(([now]) => isOf(key, now));
    const first = round ? classOf(round[1]) + key.slice(classOf(round[0]).length) : key;
    return first.replace(FIRST_TEXT, "");
  }).join(" ");
}

/**
 * Whether the form of a field has begun again since its keys were these.
 *
 * @param {string} place
 * @param {string} form
 * @param {Rounds} rounds
 */
export function begunAgain(place, form, rounds) {
  const [firsts, keys] = [place.split(" "), form.split(" ")];
  return rounds.some(([now, first]) =>
    firsts.some((key) => isOf(key, first)) && !keys.some((key) => isOf(key, now))
  );
}

/** As Streamlit makes a class of a key. @param {string} key */
const classOf = (key) => `${KEY}${key.trim().replaceAll(/[^a-zA-Z0-9_-]/g, "-")}`;

/** @param {string} found a class @param {string} key */
const isOf = (found, key) => found === classOf(key) || found.startsWith(`${classOf(key)}-`);

/** Types as a person does, and leaves the field: Enter would send the form. @param {Input} input @param {string} text */
function enter(input, text) {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value") ?? {};
  set?.call(input, text);
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  setTimeout(() => input.dispatchEvent(new FocusEvent("focusout", { bubbles: true })), FLUSH);
}

/**
 * Whether words were saved, or changed by something else than a person.
 *
 * @param {Own} own @param {Field[]} fields @param {Page} page
 */
export function isDone({ words, form, folded }, fields, page) {
  if (page.begunAgain(words.place, form)) return true;
  const field = fields.find(({ place }) => place === words.place);
  return field ? field.ready && field.value !== words.text : !folded;
}
