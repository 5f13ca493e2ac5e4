// note.js: one text box that is kept as it is typed, and the choice where another page wrote as well.

class NoteView {
  #part; #box; #kind; #mark; #item = null; #offered = null;
  #seen = new Map();     // item -> place in the log of the last text shown here
  #others;               // item -> {text, at} of another page, until the person has chosen

  // `part` finds the elements "note", "both", "both-when" and "both-text"; `mark` is told before a word is kept.
  constructor(part, box, kind, mark = () => {}) {
    this.#part = part;
    this.#box = box;
    this.#kind = kind;
    this.#mark = mark;
    this.#others = new Map(this.#unchosen());
    part("note").oninput = () => this.#write(part("note").value);
    part("both").onclick = ({ target }) => this.#choose(target.dataset.choice);
  }

  get text() { return this.#part("note").value; }

  focus() {
    const area = this.#part("note");
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  #write(text) {
    this.#mark();
    outbox.add(this.#box, this.#kind, this.#item, "", text, this.#seen.get(this.#item) ?? 0);
  }

  show(item) {
    this.#item = item;
    this.#part("note").value = outbox.get(this.#box, this.#kind, item) ?? "";
    this.#seen.set(item, outbox.known(this.#box, this.#kind, item)?.id ?? 0);
    this.paint();
  }

  // The server says that what was just stored replaced a text which this page had not shown.
  heard(others) {
    for (const { item, kind, text, at } of others) {
      const own = outbox.get(this.#box, kind, item);
      if (kind === this.#kind && text !== own) this.#offer(item, { text, at });
    }
  }

  // The choice outlives a reload: from here on no other screen shows the text that was replaced.
  get #slot() { return `levelset:both:${this.#box}:${this.#kind}`; }
  #unchosen() { try { return JSON.parse(localStorage.getItem(this.#slot)) ?? []; } catch { return []; } }
  #offer(item, other) {
    other ? this.#others.set(item, other) : this.#others.delete(item);
    try {
      this.#others.size ? localStorage.setItem(this.#slot, JSON.stringify([...this.#others])) : localStorage.removeItem(this.#slot);
    } catch { /* full or off: it stands here until the page goes */ }
  }

  paint() {
    this.#takeOver();
    const other = this.#others.get(this.#item);
    this.#part("both").hidden = !other;
    if (other) {
      say(this.#part("both-when"), `Written in another tab or on another device at ${timeOfDay(other.at)}:`);
      say(this.#part("both-text"), other.text);
      if (other !== this.#offered) this.#part("both").scrollIntoView({ block: "nearest" });
    }
    this.#offered = other;
  }

  // A text from elsewhere is shown here when nothing of ours is under way; while the person is in the box it
  // is offered instead, because words must not change under her hands.
  #takeOver() {
    const area = this.#part("note"), typing = area.getRootNode().activeElement === area;
    const waiting = outbox.pending(this.#box, this.#kind, this.#item);
    if (waiting) {                                       // ours, or what an earlier page load left
      if (!typing && area.value !== waiting.value) area.value = waiting.value;
      return;
    }
    const known = outbox.known(this.#box, this.#kind, this.#item);
    if (!known || known.id <= (this.#seen.get(this.#item) ?? 0)) return;
    this.#seen.set(this.#item, known.id);
    if (known.value === area.value) return;
    if (typing && area.value) this.#offer(this.#item, { text: known.value, at: known.at });
    else area.value = known.value;
  }

  #choose(choice) {
    const other = this.#others.get(this.#item), area = this.#part("note");
    if (!other || !choice) return;
    area.value = { mine: area.value, theirs: other.text, both: `${area.value}\n${other.text}` }[choice];
    this.#offer(this.#item, null);
    this.#write(area.value);
    this.focus();
    this.paint();
  }
}
