// The end of a scorecard: recommendation, reasons, what is missing, and submitting. The submission is
// the last event in the same queue as everything else, so nothing entered before it can arrive after
// the lock.

import { buttonsIn, element, partsOf, setPressed, setText } from "../../shared/browser/dom.js";
import { entryName } from "../../shared/outbox/event_names.js";
import { NoteView } from "../../shared/outbox/note.js";
import { NoticesView } from "../../shared/outbox/notices.js";
import { outbox } from "../../shared/outbox/page_outbox.js";
import { SavingAnnouncement } from "../../shared/outbox/saving_status.js";
import { MissingList } from "./missing.js";
import { RECOMMENDATIONS } from "./recommendations.js";

/**
 * @typedef {object} OwnData
 * @property {import("./missing.js").Gap[]} missing
 * @property {string[]} items ids of the questions in the order of the scorecard
 * @property {{ said: string, places: { label: string, href: string }[] }} unexplained
 *
 * @typedef {import("../../shared/outbox/events.js").BoxData & OwnData} PanelData
 * @typedef {import("../../shared/outbox/events.js").OutboxEvent} OutboxEvent
 */

const topOfPage = () => document.querySelector('[data-testid="stMain"]');

/** Kinds of entries which show that a question was asked. */
const KINDS_OF_ASKING = new Set(["evidence", "probe", "belief"]);

export class SubmitPanel {
  #part;
  #box;
  #data;
  #refresh;
  #reasons;
  #missing;
  #notices;
  #announcement = new SavingAnnouncement();
  #hadReasons;
  #refusal = ""; // why the last submission was not accepted, until something was done about it

  /**
   * @param {import("../../shared/browser/component.js").Root} root
   * @param {PanelData} data
   * @param {() => void} refresh asks Python for what is missing by now
   */
  constructor(root, data, refresh) {
    const part = this.#part = partsOf(root);
    this.#box = data.box;
    this.#data = data;
    this.#refresh = refresh;
    outbox.open(data);
    this.#reasons = new NoteView(part, data.box, "reasons");
    this.#missing = new MissingList(part);
    this.#notices = new NoticesView(part, data.box, (event) => this.#nameOf(event));
    const choices = RECOMMENDATIONS.map(([value, label]) => this.#choice(value, label));
    part("choices").replaceChildren(...choices);
    part("rest").onclick = () => this.#markRest();
    part("submit").onclick = () => outbox.add(this.#box, "submit", "", "", true);
    this.#reasons.show("");
    this.#hadReasons = this.#hasReasons();
    this.paint();
    this.close = outbox.listen((change) => this.#changed(change));
  }

  /** @param {string} value @param {string} textContent */
  #choice(value, textContent) {
    const button = element("button", { type: "button", className: "choice", textContent });
    button.dataset.value = value;
    button.onclick = ({ detail }) => {
      const given = value === this.#recommendation();
      outbox.add(this.#box, "recommendation", "", "", given ? null : value);
      const reasons = this.#part("note", HTMLTextAreaElement);
      if (detail && !given && !reasons.value.trim()) reasons.focus(); // by a pointer, not a key
    };
    return button;
  }

  /** @returns {string | null} */
  #recommendation() {
    return outbox.value(this.#box, "recommendation", "") ?? null;
  }

  /** Whether Python sees any reasons. */
  #hasReasons() {
    return Boolean(outbox.stored(this.#box, "reasons", "")?.value.trim());
  }

  // Python lists what was not rated when it last drew. What got a verdict since stays as it is, and so
  // does what has a note, a probe or a wrong belief: it was asked, and the rater has to decide about it.
  #unrated() {
    const noted = new Set(
      outbox.entries(this.#box).filter(([kind, item, part]) =>
        KINDS_OF_ASKING.has(kind) && outbox.value(this.#box, kind, item, part)
      ).map(([, item]) => item),
    );
    return this.#data.items.filter((item) =>
      !noted.has(item) && (outbox.value(this.#box, "verdict", item) ?? null) === null
    );
  }

  /** @param {OutboxEvent} event */
  #nameOf({ item, kind }) {
    return entryName(this.#data.items.indexOf(item) + 1, kind);
  }

  #markRest() {
    for (const item of this.#unrated()) {
      outbox.add(this.#box, "verdict", item, "", "not_asked");
    }
  }

  /** @param {PanelData} data */
  update(data) {
    this.#data = data;
    outbox.open(data);
    this.paint();
  }

  paint() {
    const submitting = Boolean(outbox.pending(this.#box, "submit", ""));
    const locked = outbox.isSubmitted(this.#box);
    for (const button of buttonsIn(this.#part("choices"))) {
      setPressed(button, button.dataset.value === this.#recommendation());
      button.disabled = submitting || locked;
    }
    this.#part("note", HTMLTextAreaElement).readOnly = submitting || locked;
    this.#missing.paint(this.#data.missing, locked);
    this.#paintUnexplained(locked);
    this.#paintButtons(submitting, locked);
    this.#reasons.paint();
    this.#notices.paint();
    this.#paintSaved();
  }

  /** @param {boolean} submitting @param {boolean} locked */
  #paintButtons(submitting, locked) {
    const part = this.#part, unrated = this.#unrated(), { missing } = this.#data;
    const rest = part("rest", HTMLButtonElement), submit = part("submit", HTMLButtonElement);
    rest.hidden = !unrated.length || locked;
    rest.disabled = submitting;
    const named = unrated.length === 1
      ? `question ${this.#data.items.indexOf(unrated[0]) + 1}`
      : `the other ${unrated.length} questions`;
    setText(rest, `Mark ${named} as not asked`);
    // While a question waits, the page's own button leads back to the interview.
    submit.className = missing.some(({ href }) => href) ? "" : "primary";
    submit.disabled = submitting || locked;
    const label = submitting ? "Submitting…" : "Submit scorecard";
    setText(submit, locked ? "Submitted" : label);
    part("fault").hidden = !this.#refusal;
    const fault = missing.length
      ? "Not submitted yet. First complete what's listed above."
      : `Not submitted. ${this.#refusal}`;
    setText(part("fault"), fault);
  }

  /** Lists departures from the kit without a reason. They do not keep anybody from submitting. @param {boolean} locked */
  #paintUnexplained(locked) {
    const { said, places } = this.#data.unexplained, list = this.#part("places");
    this.#part("unexplained-block").hidden = !places.length || locked;
    setText(this.#part("unexplained"), said);
    const shown = [...list.children].map((link) => link.getAttribute("href"));
    if (shown.join("\n") === places.map(({ href }) => href).join("\n")) return;
    const links = places.map(({ label, href }) => element("a", { textContent: label, href }));
    list.replaceChildren(...links);
  }

  #paintSaved() {
    const status = outbox.status(), line = this.#part("saved");
    setText(line, status.text);
    line.dataset.state = status.name;
    const announced = this.#announcement.after(status);
    if (announced !== null) setText(this.#part("announce"), announced);
  }

  /** @param {import("../../shared/outbox/listeners.js").Change} change */
  #changed({ acknowledged = [], others = [], refused = [] }) {
    this.#reasons.addOthers(others);
    const submission = acknowledged.find(({ kind }) => kind === "submit");
    if (acknowledged.length) {
      this.#refusal = refused.find(({ seq }) => seq === submission?.seq)?.why ?? "";
    }
    this.paint();
    if (submission && !this.#refusal) topOfPage()?.scrollTo(0, 0); // the next step is there
    if (submission && this.#refusal && this.#data.missing.length) this.#missing.show();
    if (this.#changesWhatIsMissing(acknowledged)) this.#refresh();
  }

  // Python says what is missing, so it is asked again after everything that may change it: not after
  // every pause in the reasons, but when they begin or end, and after what an earlier page had left.
  /** @param {OutboxEvent[]} acknowledged */
  #changesWhatIsMissing(acknowledged) {
    if (!acknowledged.length) return false;
    const had = this.#hadReasons;
    this.#hadReasons = this.#hasReasons();
    return had !== this.#hadReasons ||
      acknowledged.some(({ kind, client }) => kind !== "reasons" || client !== outbox.client);
  }
}
