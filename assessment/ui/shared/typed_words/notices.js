// What the page says about words that are kept on this device.

import { element } from "../dom.js";

/** @typedef {import("./device.js").Words} Words */
/** @typedef {import("./typed_words.js").TypedWords} TypedWords */

const FILE = "levelset-typed-words.txt";
const FULL =
  "This browser has no room to keep what you type here. If your sign-in ends before you " +
  "save, it is lost. Save often, or free some space in this browser.";

/** @param {TypedWords} typed @returns {HTMLElement[]} */
export function noticesOf(typed) {
  const { kept, lost } = typed.signedOut;
  return [
    ...(kept.length ? [keptNotice(typed, kept)] : []),
    ...(lost.length ? [lostNotice(lost)] : []),
    ...(typed.full ? [notice(FULL)] : []),
    ...typed.restored.map(({ words }) => restoredNotice(typed, words)),
    ...typed.waiting.map((one) => waitingNotice(typed, one)),
  ];
}

/** @param {TypedWords} typed @param {Words[]} kept */
function keptNotice(typed, kept) {
  const text = `What you typed and didn't save is kept on this device: ${named(kept)}. Sign in ` +
    "again and it is put back. Nobody else who signs in here sees it.";
  return notice(text, button("Discard it", () => kept.forEach((words) => typed.discard(words))));
}

/** @param {Words[]} lost */
function lostNotice(lost) {
  const text = `This browser had no room for what you typed in ${named(lost)}. It is lost when ` +
    "you leave this page, also to sign in. Save it as a file first.";
  const content = () => lost.map(({ label, text }) => `${label}\n${text}\n`).join("\n");
  return notice(text, button("Save what I typed", () => download(content())));
}

/** @param {TypedWords} typed @param {Words} words */
function restoredNotice(typed, words) {
  const text = `Put back into “${words.label}”: what you typed before your sign-in ended. ` +
    "It isn't saved yet.";
  return notice(text, button("Discard it", () => typed.takeBack(words)));
}

/**
 * @param {TypedWords} typed
 * @param {{ words: Words, here: boolean, other: string | null }} waiting
 */
function waitingNotice(typed, { words, here, other }) {
  const discard = button("Discard it", () => typed.discard(words));
  const before = "before your sign-in ended";
  if (!here) {
    const text = `What you typed into “${words.label}” ${before} is kept on this device.`;
    return notice(
      text,
      element("a", { href: words.href, textContent: `Open ${words.page}` }),
      discard,
    );
  }
  const held = element("textarea", { value: words.text, readOnly: true });
  held.textContent = words.text;
  held.ariaLabel = `What you typed into ${words.label}`;
  if (other === null) {
    const text = `You typed this into “${words.label}” ${before}. It is put back when that ` +
      "field is on the page. If it's gone for good, copy the text.";
    return notice(text, held, discard);
  }
  const text = `You typed this into “${words.label}” ${before}. The field has other text now.`;
  return notice(text, held, button("Use this text", () => typed.use(words)), discard);
}

/** Fields with their pages: `Reason (Roles), Client (Role brief)`. @param {Words[]} all */
const named = (all) =>
  [...new Set(all.map(({ label, page }) => `“${label}” (${page})`))].join(", ");

/** @param {string} text @param {...HTMLElement} controls */
function notice(text, ...controls) {
  const said = element("p", { textContent: text });
  return element("div", { className: "notice" }, said, element("div", {}, ...controls));
}

/** @param {string} label @param {() => void} action */
function button(label, action) {
  const made = element("button", { type: "button", textContent: label });
  made.onclick = action;
  return made;
}

/** @param {string} text */
function download(text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  element("a", { href, download: FILE }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
