// Keeps codes such as C-02 on one line. Browsers break them after the hyphen in a narrow window, and
// no style sheet can prevent that inside a sentence, so a word joiner is put there. It is invisible,
// and left out of what is copied.

const JOINER = "\u2060";
const HYPHEN = /\b[A-Z]{1,6}-(?=\d)/g;
const JOINED = new RegExp(`(?<=-)${JOINER}(?=\\d)`, "g");
/** Where a line holds few words. */
const NARROW = "(max-width: 820px)";
/** What isn't shown as text, or is a person's own. */
const LEFT_ALONE = "script, style, textarea, option, [contenteditable]";

/** `text` with its codes joined. @param {string} text */
export const joined = (text) => text.replace(HYPHEN, `$&${JOINER}`);

/** `text` as it was before `joined`. @param {string} text */
export const bare = (text) => text.replace(JOINED, "");

/** Joins the codes of the page, and of what is drawn later, while the window is narrow; returns what ends that. */
export function keepCodesWhole() {
  const stop = new AbortController(), narrow = matchMedia(NARROW);
  const watcher = new MutationObserver((changes) => {
    if (!narrow.matches) return;
    for (const { type, target, addedNodes } of changes) {
      for (const node of type === "characterData" ? [target] : addedNodes) joinIn(node);
    }
  });
  const joinAll = () => narrow.matches && joinIn(document.body);
  watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
  narrow.addEventListener("change", joinAll, { signal: stop.signal });
  document.addEventListener("copy", copyBare, { signal: stop.signal });
  joinAll();
  return () => {
    watcher.disconnect();
    stop.abort();
  };
}

/** @param {Node} root */
function joinIn(root) {
  if (root instanceof Text) joinText(root);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (text instanceof Text) joinText(text);
  }
}

/** @param {Text} text */
function joinText(text) {
  const whole = joined(text.data);
  if (whole !== text.data && !text.parentElement?.closest(LEFT_ALONE)) text.data = whole;
}

/** @param {ClipboardEvent} event */
function copyBare(event) {
  const selected = getSelection()?.toString() ?? "";
  if (bare(selected) === selected) return;
  event.clipboardData?.setData("text/plain", bare(selected));
  event.preventDefault();
}
