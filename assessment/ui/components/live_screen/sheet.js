// sheet.js: one rater's sheet as the screen uses it. Reads and writes go through the outbox, so what is
// shown is what was done here last, else what the database holds.

const REASONS = [["not_asked", "not asked"], ["no_evidence", "no evidence"], ["conflict_of_interest", "conflict of interest"]];

class Sheet {
  constructor(data) { this.update(data); }

  update(data) {
    this.box = data.box;
    this.questions = data.questions;
    outbox.open(data);
  }

  read(kind, item, part = "") { return outbox.get(this.box, kind, item, part); }
  verdict(item) { return this.read("verdict", item) ?? null; }
  level(item) { const v = this.verdict(item); return typeof v === "number" ? v : null; }
  seconds(item) { return this.read("seconds", item) ?? 0; }

  write(kind, item, part, value, base) { outbox.add(this.box, kind, item, part, value, base); }
  toggle(kind, item, part) { this.write(kind, item, part, !this.read(kind, item, part)); }

  // A verdict is one value: a level takes the place of a reason, and pressing it again takes it back.
  rate(item, verdict) { this.write("verdict", item, "", verdict === this.verdict(item) ? null : verdict); }

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
