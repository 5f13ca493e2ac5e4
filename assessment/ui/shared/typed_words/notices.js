// What the page says about words that are kept on this device.

import { element } from "../browser/dom.js";

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
    ...(typed.restored.length ? [restoredNotice(typed, typed.restored)] : []),
    ...typed.waiting.filter(({ here }) => here).map((one) => waitingNotice(typed, one)),
    ...byPage(typed.waiting.filter(({ here }) => !here).map(({ words }) => words))
      .map((words) => elsewhereNotice(typed, words)),
  ];
}

/** @param {TypedWords} typed @param {Words[]} kept */
function keptNotice(typed, kept) {
  const text = `What you typed and didn't save is kept on this device: ${named(kept)}. Sign in ` +
    "again and it is put back. Nobody else who signs in here sees it.";
  return notice(text, discarding(kept, (words) => typed.discard(words)));
}

/** @param {Words[]} lost */
function lostNotice(lost) {
  const text = `This browser had no room for what you typed in ${named(lost)}. You lose it when ` +
    "you leave this page, and signing in leaves it. Save it as a file first.";
  const content = () => lost.map(({ label, text }) => `${label}\n${text}\n`).join("\n");
  return notice(text, button("Save what I typed", () => download(content())));
}

/** @param {TypedWords} typed @param {Words[]} all */
function restoredNotice(typed, all) {
  const text = `Put back into ${fields(all)}: what you typed before your sign-in ended. ` +
    "It isn't saved yet.";
  return notice(text, discarding(all, (words) => typed.takeBack(words)));
}

/** @param {TypedWords} typed @param {Words[]} all of one page */
function elsewhereNotice(typed, all) {
  const [{ href, page }] = all;
  const text = `What you typed into ${
    fields(all)
  } before your sign-in ended is kept on this device.`;
  const link = element("a", { href, textContent: `Open ${page}` });
  return notice(text, link, discarding(all, (words) => typed.discard(words)));
}

/**
 * @param {TypedWords} typed
 * @param {{ words: Words, other: string | null }} waiting
 */
function waitingNotice(typed, { words, other }) {
  const discard = button("Discard it", () => typed.discard(words));
  const before = "before your sign-in ended";
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

/** Fields by their pages: `“Reason”, “Name” (Roles), “Client” (Role brief)`. @param {Words[]} all */
const named = (all) => byPage(all).map((some) => `${fields(some)} (${some[0].page})`).join(", ");

/** @param {Words[]} all */
const fields = (all) => [...new Set(all.map(({ label }) => `“${label}”`))].join(", ");

/** @param {Words[]} all */
function byPage(all) {
  const pages = [...new Set(all.map(({ href }) => href))];
  return pages.map((page) => all.filter(({ href }) => href === page));
}

/** @param {Words[]} all @param {(words: Words) => void} action */
const discarding = (all, action) => button("Discard it", () => all.forEach(action));

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
