// panel.js: the end of a sheet: recommendation, reasons, what is missing, and submitting. The submission is
// the last event in the same queue as everything else, so nothing typed before it can arrive after the lock.

const RECOMMENDATIONS = [["strong_no", "Strong no"], ["no", "No"], ["mixed", "Mixed"], ["yes", "Yes"], ["strong_yes", "Strong yes"]];

const NOTED = new Set(["evidence", "probe", "belief"]);

const panels = new WeakMap();    // the export runs again on every rerun of Python: one panel per mount

class SubmitPanel {
  #part; #data; #hadReasons; #announced = "";
  #refusal = "";           // why the last submission was not accepted, until something was done about it

  constructor(root, data) {
    this.box = data.box;
    const part = this.#part = (name) => root.querySelector(`[data-part="${name}"]`);
    outbox.open(data);
    this.reasons = new NoteView(part, data.box, "reasons");
    this.notices = new NoticesView(part, data.box, ({ kind }) => kind);
    part("choices").replaceChildren(...RECOMMENDATIONS.map(([value, label]) => this.#choice(value, label)));
    part("rest").onclick = () => this.#markRest();
    part("submit").onclick = () => this.#submit();
    this.reasons.show("");
    this.#hadReasons = this.#hasReasons();
    this.#data = data;
    this.paint();
    this.stopListening = outbox.listen((what) => this.#heard(what));
  }

  #choice(value, label) {
    const button = element("button", { type: "button", className: "choice", textContent: label, dataset: { value } });
    button.onclick = () => outbox.add(this.box, "recommendation", "", "", value === this.#chosen() ? null : value);
    return button;
  }

  #chosen() { return outbox.get(this.box, "recommendation", "") ?? null; }
  #hasReasons() { return Boolean(outbox.known(this.box, "reasons", "")?.value.trim()); }   // as Python sees it

  // Python names what was not rated when it last drew; what has been given a verdict since stays as it is. So
  // does what has a note, a probe or a wrong belief: it was asked, and what to say of it is the rater's to decide.
  #unrated() {
    const noted = new Set(outbox.entries(this.box)
      .filter(([kind, item, part]) => NOTED.has(kind) && outbox.get(this.box, kind, item, part)).map(([, item]) => item));
    return this.#data.unrated.filter((item) => !noted.has(item) && (outbox.get(this.box, "verdict", item) ?? null) === null);
  }
  #markRest() { for (const item of this.#unrated()) outbox.add(this.box, "verdict", item, "", "not_asked"); }

  #submit() { outbox.add(this.box, "submit", "", "", true); }

  update(data) {
    this.#data = data;
    outbox.open(data);
    this.paint();
  }

  paint() {
    const part = this.#part, unrated = this.#unrated().length, { missing } = this.#data;
    const under = Boolean(outbox.pending(this.box, "submit", "")), locked = outbox.submitted(this.box);
    for (const button of part("choices").children) {
      press(button, button.dataset.value === this.#chosen());
      button.disabled = under || locked;
    }
    part("note").readOnly = under || locked;
    part("missing-block").hidden = !missing.length || locked;
    if (part("missing").childElementCount !== missing.length || part("missing").innerText !== missing.join("\n")) {
      part("missing").replaceChildren(...missing.map((textContent) => element("li", { textContent })));
    }
    this.#paintUnexplained(locked);
    part("rest").hidden = !unrated || locked;
    part("rest").disabled = under;
    say(part("rest"), unrated === 1 ? "Mark the last one as not asked" : `Mark the other ${unrated} as not asked`);
    part("submit").className = missing.length ? "" : "primary";
    part("submit").disabled = under || locked;
    say(part("submit"), locked ? "Submitted" : under ? "Submitting…" : "Submit the scorecard");
    part("fault").hidden = !this.#refusal;
    say(part("fault"), missing.length ? "Not submitted yet: complete first what is listed above." : `Not submitted. ${this.#refusal}`);
    this.reasons.paint();
    this.notices.paint();
    this.#paintSaved();
  }

  // What left the kit without a reason: said, with the way to each question, and never in the way of submitting.
  #paintUnexplained(locked) {
    const part = this.#part, { said, places } = this.#data.unexplained;
    part("unexplained-block").hidden = !places.length || locked;
    say(part("unexplained"), said);
    const shown = [...part("places").children].map((link) => link.getAttribute("href"));
    if (shown.join("\n") === places.map(({ href }) => href).join("\n")) return;
    part("places").replaceChildren(...places.map(({ label, href }) => element("a", { textContent: label, href })));
  }

  #paintSaved() {
    const { name, text } = outbox.status(), trouble = ["idle", "saving", "saved"].includes(name) ? "" : text;
    say(this.#part("saved"), text);
    this.#part("saved").dataset.state = name;
    if (trouble !== this.#announced) say(this.#part("announce"), trouble || "All is saved again.");
    this.#announced = trouble;
  }

  #heard({ acknowledged = [], others = [], refused = [] }) {
    this.reasons.heard(others);
    const submission = acknowledged.find((event) => event.kind === "submit");
    if (acknowledged.length) this.#refusal = refused.find((r) => r.seq === submission?.seq)?.why ?? "";
    this.paint();
    if (this.#changesWhatIsMissing(acknowledged)) this.refresh?.();
  }

  // Python says what is missing, so it is asked again after everything that may change it: not after every
  // pause in the reasons, but when they begin or end, and after what an earlier page had left on this device.
  #changesWhatIsMissing(acknowledged) {
    if (!acknowledged.length) return false;
    const had = this.#hadReasons;
    this.#hadReasons = this.#hasReasons();
    return had !== this.#hadReasons
      || acknowledged.some((event) => event.kind !== "reasons" || event.client !== outbox.client);
  }

  close() { this.stopListening(); }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const held = panels.get(parentElement);
  const panel = held?.box === data.box ? held : new SubmitPanel(parentElement, data);
  panel === held ? panel.update(data) : held?.close();
  panel.refresh = () => setTriggerValue("refresh", Date.now());
  panels.set(parentElement, panel);
  return () => {
    panels.delete(parentElement);
    panel.close();
  };
}
