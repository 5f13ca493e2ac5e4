// notices.js: what a person has to know about saving: entries that were not accepted, a sheet that is locked.

class NoticesView {
  #part; #box; #nameOf; #shown = "";

  // `nameOf` says where an event belongs: `Question 4, evidence`.
  constructor(part, box, nameOf) {
    this.#part = part;
    this.#box = box;
    this.#nameOf = nameOf;
  }

  // `scorecard`: where a locked sheet is read; without it nothing is said about the lock.
  paint(scorecard) {
    const refused = outbox.refused(this.#box), proposed = outbox.proposed(this.#box);
    const locked = Boolean(scorecard) && outbox.submitted(this.#box);
    const state = JSON.stringify([refused, locked, proposed, outbox.trouble, outbox.restoredAt]);
    if (state === this.#shown) return;
    this.#shown = state;
    const reasons = [...new Set(refused.map(({ why }) => why))];
    const notices = reasons.map((why) => this.#refusal(why, refused.filter((event) => event.why === why)));
    if (locked) notices.unshift(this.#lock(proposed, scorecard));
    if (outbox.trouble) notices.unshift(this.#trouble());
    if (outbox.restoredAt) notices.unshift(this.#restored());
    this.#part("notices").replaceChildren(...notices);
  }

  // One notice for everything that was not accepted for one reason, with each text that would be lost.
  #refusal(why, events) {
    const names = events.map((event) => this.#nameOf(event));
    const notice = element("div", { className: "notice" }, element("p", { textContent: `${names.join("; ")}: ${why}` }));
    const actions = element("div", {});
    events.forEach((event, index) => {
      if (typeof event.value !== "string" || !TEXTS.has(event.kind)) return;   // nothing that was typed
      notice.append(element("textarea", { readOnly: true, value: event.value, ariaLabel: `Text of ${names[index]}` }));
      const copy = element("button", { type: "button", textContent: events.length > 1 ? `Copy the text of ${names[index]}` : "Copy the text" });
      copy.onclick = () => this.#copy(copy, event.value);
      actions.append(copy);
    });
    const dismiss = element("button", { type: "button", textContent: "Remove from this list" });
    dismiss.onclick = () => events.forEach((event) => outbox.dismiss(event));
    actions.append(dismiss);
    notice.append(actions);
    return notice;
  }

  async #copy(button, text) {
    try {
      await navigator.clipboard.writeText(text);
      say(button, "Copied");
    } catch {                // no right to the clipboard: the text is selected for Ctrl+C
      [...button.closest(".notice").querySelectorAll("textarea")].find((area) => area.value === text).select();
    }
  }

  #trouble() {
    return element("div", { className: "notice" }, element("p", {}, `${outbox.trouble} What you do here is kept on this `
      + "device, and sent as soon as the database takes it."));
  }

  #restored() {
    const at = timeOfDay(outbox.restoredAt).slice(0, 5);
    const reload = element("button", { type: "button", textContent: "Reload", onclick: () => location.reload() });
    return element("div", { className: "notice" },
      element("p", {}, `The database was restored from a back-up at ${at}; reload to see it. What you typed since is `
        + "kept on this device."), element("div", {}, reload));
  }

  #lock(proposed, scorecard) {
    const later = proposed === 1 ? "One later change is kept as a proposal."
      : proposed ? `${proposed} later changes are kept as proposals.` : "What you change here now is kept as a proposal.";
    return element("div", { className: "notice" },
      element("p", {}, `This scorecard is submitted and locked. ${later} `,
        element("a", { href: scorecard, textContent: "Open the scorecard" })));
  }
}
