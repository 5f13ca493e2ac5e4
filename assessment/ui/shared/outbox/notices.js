// What a person has to know about saving: entries that were not accepted, a locked scorecard.

import { element, setText } from "../browser/dom.js";
import { elsewhereNotices, longOutageNotice } from "./address_notices.js";
import { TEXT_KINDS, timeOfDay } from "./events.js";
import { waitingElsewhere } from "./other_addresses.js";
import { outbox } from "./page_outbox.js";

/** @typedef {import("./events.js").RefusedEvent} RefusedEvent */

const LONG_OUTAGE = 60_000; // ms

export class NoticesView {
  #part;
  #box;
  #nameOf;
  #painted = "";
  /** When the server stopped answering, by the steady clock; 0: it answers. */
  #awaySince = 0;

  /**
   * @param {import("../browser/dom.js").Parts} part finds "notices"
   * @param {string} box
   * @param {(event: RefusedEvent) => string} nameOf where an event belongs: `Question 4, level`
   */
  constructor(part, box, nameOf) {
    this.#part = part;
    this.#box = box;
    this.#nameOf = nameOf;
  }

  /** @param {string} [scorecard] the address of a locked scorecard; without it the lock is not mentioned */
  paint(scorecard) {
    const refused = outbox.refused(this.#box), proposals = outbox.proposals(this.#box);
    const { trouble, restoredAt, signedOut } = outbox, locked = outbox.isSubmitted(this.#box);
    const setAside = locked ? "" : outbox.setAside(this.#box);
    const away = this.#isLongAway(), elsewhere = waitingElsewhere();
    const state = JSON.stringify([
      ...[refused, scorecard, locked, proposals, setAside, trouble, restoredAt, away, elsewhere],
      signedOut,
    ]);
    if (state === this.#painted) return;
    this.#painted = state;
    const reasons = [...new Set(refused.map(({ why }) => why))];
    this.#part("notices").replaceChildren(
      ...restoredAt ? [restoredNotice(restoredAt)] : [],
      ...signedOut ? [signedOutNotice()] : [],
      ...trouble ? [troubleNotice(trouble)] : [],
      ...away ? [longOutageNotice(this.#box)] : [],
      ...elsewhereNotices(),
      ...scorecard && locked ? [lockNotice(proposals, scorecard)] : [],
      ...setAside && proposals ? [setAsideNotice(setAside)] : [],
      ...reasons.map((why) => this.#refusal(why, refused.filter((event) => event.why === why))),
    );
  }

  #isLongAway() {
    if (outbox.status().name !== "offline") this.#awaySince = 0;
    else this.#awaySince ||= performance.now();
    return this.#awaySince > 0 && performance.now() - this.#awaySince >= LONG_OUTAGE;
  }

  /**
   * One notice for everything that was not accepted for one reason, with each text in it.
   *
   * @param {string} why
   * @param {RefusedEvent[]} events
   */
  #refusal(why, events) {
    const names = events.map((event) => this.#nameOf(event)).join("; ");
    const notice = element("div", { className: "notice" });
    notice.append(element("p", { textContent: `${names}: ${why}` }));
    const actions = element("div");
    for (const event of events.filter(({ kind }) => TEXT_KINDS.has(kind))) {
      if (typeof event.value !== "string") continue;
      const name = this.#nameOf(event);
      const [area, copy] = copyable(event.value, name, events.length > 1);
      notice.append(area);
      actions.append(copy);
    }
    const dismiss = element("button", { type: "button", textContent: "Remove from this list" });
    dismiss.onclick = () => events.forEach((event) => outbox.dismiss(event));
    actions.append(dismiss);
    notice.append(actions);
    return notice;
  }
}

/**
 * A text that would be lost, and the button that copies it.
 *
 * @param {string} text
 * @param {string} name
 * @param {boolean} named whether the button names the text
 * @returns {[HTMLTextAreaElement, HTMLButtonElement]}
 */
function copyable(text, name, named) {
  const area = element("textarea", { readOnly: true, value: text, ariaLabel: `Text of ${name}` });
  const label = named ? `Copy the text of ${name}` : "Copy the text";
  const copy = element("button", { type: "button", textContent: label });
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setText(copy, "Copied");
    } catch { // no right to use the clipboard: the text is selected for Ctrl+C
      area.select();
    }
  };
  return [area, copy];
}

/** The link opens another tab, so that this page can send what it has. */
function signedOutNotice() {
  const text = "You are signed out, or somebody else has signed in. What you enter is kept on " +
    "this device. Sign in again as yourself, and it is sent from here. ";
  const link = element("a", { href: "sign-in", target: "_blank", textContent: "Sign in" });
  return element("div", { className: "notice" }, element("p", {}, text, link));
}

/** @param {string} trouble */
function troubleNotice(trouble) {
  const text = `${trouble} What you enter is kept on this device and sent as soon as the ` +
    "database accepts it.";
  return element("div", { className: "notice" }, element("p", {}, text));
}

/** @param {number} restoredAt seconds since 1970 */
function restoredNotice(restoredAt) {
  const text = `The database was restored from a backup at ${timeOfDay(restoredAt).slice(0, 5)}. ` +
    "Reload to see it. What you have typed since is kept on this device.";
  const reload = element("button", { type: "button", textContent: "Reload" });
  reload.onclick = () => location.reload();
  const notice = element("div", { className: "notice" });
  notice.append(element("p", {}, text), element("div", {}, reload));
  return notice;
}

/** @param {string} why */
function setAsideNotice(why) {
  const text = `${why} What you write here is kept as a proposal. You can take it into your ` +
    "scorecard once that is open to you again.";
  return element("div", { className: "notice" }, element("p", {}, text));
}

/** @param {number} proposals @param {string} scorecard */
function lockNotice(proposals, scorecard) {
  const later = proposals === 1
    ? "One later change is saved as a proposed amendment."
    : proposals
    ? `${proposals} later changes are saved as proposed amendments.`
    : "Anything you change here now is saved as a proposed amendment.";
  const link = element("a", { href: scorecard, textContent: "Open the scorecard" });
  const text = `This scorecard is submitted and locked. ${later} `;
  return element("div", { className: "notice" }, element("p", {}, text, link));
}
