// convention.js: the first step: what MES means to the candidate, chosen or written.

class ConventionView {
  #part; #sheet; #words;

  constructor(part, data, sheet) {
    this.#part = part;
    this.#sheet = sheet;
    part("stances").replaceChildren(...data.stances.map(([value, textContent]) => this.#choice(value, textContent)));
    this.#words = new NoteView(part, data.box, "words", () => say(part("unsaid"), ""));
    this.#words.show("");
  }

  #choice(value, textContent) {
    const button = element("button", { type: "button", className: "choice", textContent, dataset: { value } });
    button.onclick = () => {
      const taken = this.#sheet.stance !== value;
      say(this.#part("unsaid"), "");
      this.#sheet.choose(taken ? value : null);
      if (taken && value === "own_words") this.#words.focus();
    };
    return button;
  }

  get said() { return Boolean(this.#sheet.stance || this.#words.text.trim()); }

  ask() {
    say(this.#part("unsaid"), "Choose one of the four first, or write it in your own words. You can change it until you finish.");
    this.#part("stances").firstChild.focus();
  }

  heard(others) { this.#words.heard(others); }

  paint() {
    for (const button of this.#part("stances").children) press(button, button.dataset.value === this.#sheet.stance);
    this.#words.paint();
  }
}
