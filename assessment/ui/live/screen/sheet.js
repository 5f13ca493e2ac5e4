// sheet.js: one rater's sheet as the screen uses it. Reads and writes go through the outbox, so what is
// shown is what was done here last, else what the database holds.

const REASONS = [["not_asked", "not asked"], ["no_evidence", "no evidence"], ["conflict_of_interest", "conflict of interest"]];

class Sheet {
  questions = [];            // the kit's, then those that were added, in the order of the log
  #kit = []; #asked = []; #added = "";

  constructor(data) { this.update(data); }

  update(data) {
    this.box = data.box;
    this.#kit = data.questions.map(asQuestion);
    this.#asked = [...data.asked, ...this.#asked.filter((item) => !data.asked.includes(item))];
    outbox.open(data);
    this.#added = null;
    this.renew();
  }

  // Whether a question came or went since: added here, in another tab, or left on this device by an earlier page.
  renew() {
    const place = (item) => outbox.known(this.box, "added", item)?.id ?? Number.MAX_SAFE_INTEGER;
    const items = new Set(outbox.entries(this.box).filter(([kind]) => kind === "added").map(([, item]) => item));
    const texts = [...items].sort((one, other) => place(one) - place(other)).map((id) => [id, this.read("added", id)]);
    const added = JSON.stringify(texts);
    if (added === this.#added) return false;
    this.#added = added;
    const read = texts.filter(([, text]) => text).map(([id, text]) => asQuestion({ id, ...JSON.parse(text) }));
    this.questions = [...this.#kit, ...read];
    return true;
  }

  // What was marked on an earlier page load and is still on its way counts as asked in the kit's order.
  #askedOrder() {
    const marked = this.#kit.map(({ id }) => id).filter((id) => marksAsAsked("verdict", this.verdict(id)) || this.read("evidence", id));
    return [...new Set([...this.#asked, ...marked])];
  }

  deviation(item) {
    return deviation(this.#kit.map(({ id }) => id), this.#askedOrder(), (id) => this.verdict(id), item);
  }

  read(kind, item, part = "") { return outbox.get(this.box, kind, item, part); }
  verdict(item) { return this.read("verdict", item) ?? null; }
  level(item) { const v = this.verdict(item); return typeof v === "number" ? v : null; }

  // Whether anything but the time was noted of a question.
  noted(item) {
    return outbox.entries(this.box).some(([kind, on, part]) => on === item
      && (kind === "verdict" || ASKING.has(kind)) && this.read(kind, on, part));
  }

  seconds(item) { return this.read("seconds", item) ?? 0; }

  write(kind, item, part, value, base) {
    this.marked(kind, item, value);
    outbox.add(this.box, kind, item, part, value, base);
  }

  marked(kind, item, value) {
    if (marksAsAsked(kind, value) && !this.#asked.includes(item)) this.#asked.push(item);
  }
  toggle(kind, item, part) { this.write(kind, item, part, !this.read(kind, item, part)); }

  // A verdict is one value: a level takes the place of a reason, and null takes either back.
  rate(item, verdict) { if (verdict !== this.verdict(item)) this.write("verdict", item, "", verdict); }

  // What stands in the map: a level, a dash for not rated, or nothing yet.
  glyph(item) {
    const verdict = this.verdict(item);
    return verdict === null ? "" : typeof verdict === "number" ? String(verdict) : "–";
  }

  inWords(item) {
    const verdict = this.verdict(item), reason = REASONS.find(([value]) => value === verdict);
    return reason ? reason[1] : verdict === null ? "not rated yet" : `level ${verdict}`;
  }

  // Where an event belongs, for the list of what was not accepted.
  nameOf({ item, kind }) {
    const number = this.questions.findIndex((question) => question.id === item) + 1;
    return number ? `Question ${number}, ${kind}` : kind;
  }

  // `2 rated · 1 not asked`: only what there is to say.
  progress() {
    const verdicts = this.questions.map((q) => this.verdict(q.id));
    const said = [[verdicts.filter((v) => typeof v === "number").length, "rated"]];
    for (const [value, label] of REASONS) said.push([verdicts.filter((v) => v === value).length, label]);
    return said.filter(([count, label]) => count || label === "rated").map(([n, label]) => `${n} ${label}`).join(" · ");
  }
}
