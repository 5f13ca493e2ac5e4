// offkit.js: where the open question leaves the kit, and a line to say why. What left it follows from what
// was noted, as in assessment/domain/deviations.py; only the reason is written.

const UNASKED = new Set(["not_asked", "conflict_of_interest"]);
const ASKING = new Set(["evidence", "probe", "belief"]);

// Whether this entry shows that its question was put to the candidate.
const marksAsAsked = (kind, value) => ASKING.has(kind) || (kind === "verdict" && value !== null && !UNASKED.has(value));

// How a question left the kit, by `asked`, the items in the order of their first marks; null: it did not.
function deviation(kit, asked, verdict, item) {
  if (verdict(item) === "not_asked") return { part: "skipped", why: "Why was it not asked?" };
  const kept = asked.filter((other) => kit.includes(other) && !UNASKED.has(verdict(other)));
  const last = kit.indexOf(kept[kept.indexOf(item) - 1]);
  const jumped = kept.includes(item) && last > kit.indexOf(item);
  return jumped ? { part: "order", why: `Asked after question ${last + 1}. Why?` } : null;
}

class OffKitView {
  #part; #sheet; #shown = null; #deviation = null;

  // `drop` takes an added question off the sheet again.
  constructor(part, sheet, drop) {
    this.#part = part;
    this.#sheet = sheet;
    part("drop").onclick = () => drop(this.#shown.id);
    part("why").oninput = () => sheet.write("deviation", this.#shown.id, this.#deviation.part, part("why").value);
  }

  focus() { if (this.#deviation) this.#part("why").focus(); }

  show(question) {
    this.#shown = question;
    this.#part("why").blur();
  }

  paint() {
    const { id, because } = this.#shown, found = this.#sheet.deviation(id), field = this.#part("why");
    const typing = field.getRootNode().activeElement === field && found?.part === this.#deviation?.part;
    this.#deviation = found;
    this.#part("off-kit").hidden = !found;
    this.#part("added").hidden = because === undefined;
    say(this.#part("added"), because === undefined ? "" : `Added: ${because}`);
    this.#part("drop").hidden = because === undefined || this.#sheet.noted(id);
    say(this.#part("why-label"), found?.why ?? "");
    const said = found ? this.#sheet.read("deviation", id, found.part) ?? "" : "";
    if (!typing && field.value !== said) field.value = said;
  }
}
