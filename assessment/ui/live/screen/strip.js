// strip.js: the two lines at the top: who and how long, whether all is saved, and the map of questions.

class StripView {
  #part; #sheet; #clock; #go; #plan; #advice; #open = 0; #hidden = false; #announced = "";

  constructor(part, sheet, clock, go) {
    this.#part = part;
    this.#sheet = sheet;
    this.#clock = clock;
    this.#go = go;
    this.#advice = new PaceLine(part, (id) => go(sheet.questions.findIndex((question) => question.id === id)));
    part("clock").onclick = () => this.turnClock();
  }

  update(data) {
    this.#plan = { weights: data.weights, minutes: data.minutes };
    this.#part("leave").href = data.leave;
    this.#part("finish").href = data.finish;
    say(this.#part("candidate"), data.candidate);
    say(this.#part("role"), data.role);
    say(this.#part("planned"), minutesAndSeconds(data.minutes * 60));
    this.map();
  }

  // A dot for every question; again when one was added.
  map() {
    this.#part("dots").replaceChildren(...this.#sheet.questions.map((_question, index) => {
      const dot = element("button", { type: "button", className: "dot" }, element("span", {}));
      dot.onclick = () => this.#go(index);
      return element("li", {}, dot);
    }));
  }

  turnClock() {
    this.#clock.running ? this.#clock.pause() : this.#clock.start();
    this.tick();
  }

  tick() {
    const { begun, running } = this.#clock;
    say(this.#part("clock"), running ? "Pause" : begun ? "Resume" : "Start");
    const elapsed = this.#clock.elapsed(), paced = this.#paced(), words = paceInWords(behind(paced));
    say(this.#part("elapsed"), minutesAndSeconds(elapsed));
    say(this.#part("left"), leftInWords(this.#plan.minutes * 60 - elapsed));
    say(this.#part("pace"), running ? words : begun ? "paused" : "");
    this.#part("pace").dataset.behind = String(words.endsWith("behind"));
    this.#advice.paint(paced, this.#plan, this.#hidden);
  }

  // The questions as pace.js reads them.
  #paced() {
    return this.#sheet.questions.map((question, index) => ({
      ...question, spent: Math.floor(this.#clock.spent(question.id)), open: index === this.#open,
      done: this.#sheet.verdict(question.id) !== null, rated: this.#sheet.level(question.id) !== null,
    }));
  }

  paint(open, hidden) {
    this.#open = open;
    this.#hidden = hidden;
    this.#sheet.questions.forEach((question, index) => {
      const dot = this.#part("dots").children[index].firstChild, glyph = this.#sheet.glyph(question.id);
      say(dot.firstChild, hidden ? "" : glyph);
      dot.dataset.level = hidden ? (glyph ? "noted" : "") : glyph;
      index === open ? dot.setAttribute("aria-current", "step") : dot.removeAttribute("aria-current");
      const name = `question ${index + 1}, ${question.title}`;
      const state = hidden ? (glyph ? "noted" : "not noted yet") : this.#sheet.inWords(question.id);
      dot.setAttribute("aria-label", `${hidden ? "" : glyph} ${name}: ${state}`.trim());
      dot.title = `${index + 1}. ${question.title}`;
    });
    const where = `question ${open + 1} of ${this.#sheet.questions.length}`;
    say(this.#part("progress"), hidden ? where : `${where} · ${this.#sheet.progress()}`);
    this.#saved();
  }

  // Saved and saving alternate at every pause in typing: only trouble, and its end, is read aloud.
  #saved() {
    const { name, text } = outbox.status(), line = this.#part("saved");
    say(line, text);
    line.dataset.state = name;
    const trouble = ["idle", "saving", "saved"].includes(name) ? "" : text;
    if (trouble !== this.#announced) say(this.#part("announce"), trouble || "All is saved again.");
    this.#announced = trouble;
  }
}
