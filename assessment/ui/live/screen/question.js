// question.js: the question that is open: what to ask, the five levels, what to ask next.

class QuestionView {
  #part; #sheet; #mark; #shown = null;

  constructor(part, sheet, mark, scale, meanings) {
    this.#part = part;
    this.#sheet = sheet;
    this.#mark = mark;                                   // told before anything is noted
    part("levels").replaceChildren(...[1, 2, 3, 4, 5].map((level) => this.#levelButton(level, scale[level - 1], meanings[level - 1])));
    say(part("scale-note"), "Each level includes the ones below it.");
  }

  #levelButton(level, name, meaning) {
    const button = element("button", { type: "button", className: "level", title: meaning, dataset: { level } },
      element("span", { className: "number", textContent: level }),
      element("span", { className: "name", textContent: name }),
      element("span", { className: "anchor" }));
    button.onclick = () => this.#sheet.verdict(this.#shown.id) === level ? this.clear() : this.rate(level);
    return button;
  }

  // A key pressed twice says the same twice; only a finger on the mark itself takes it back.
  rate(verdict) {
    this.#mark();
    this.#sheet.rate(this.#shown.id, verdict);
  }

  clear() {
    if (this.#sheet.verdict(this.#shown.id) === null) return;
    this.#mark();
    this.#sheet.rate(this.#shown.id, null);
    say(this.#part("announce"), "Not rated any more");
  }

  show(question) {
    this.#shown = question;
    say(this.#part("competency"), question.competency);
    say(this.#part("place"), question.place);
    say(this.#part("target"), question.target);
    this.#part("target").dataset.target = question.target;
    say(this.#part("prompt"), question.prompt);
    this.#part("handout").hidden = !question.handout;
    this.#part("handout").open = false;
    say(this.#part("handout-text"), question.handout);
    this.#part("prompt").dataset.length = question.prompt.length > 240 ? "long" : "short";
    for (const button of this.#part("levels").children) {
      say(button.querySelector(".anchor"), question.anchors[button.dataset.level] ?? "");
    }
    const chips = question.probes.map((text, number) => {
      const chip = element("button", { type: "button", className: "choice chip", textContent: text, dataset: { number } });
      chip.onclick = () => { this.#mark(); this.#sheet.toggle("probe", this.#shown.id, String(number)); };
      return chip;
    });
    this.#part("probes").replaceChildren(...chips);
  }

  paint(hidden) {
    const { id } = this.#shown, level = this.#sheet.level(id);
    for (const button of this.#part("levels").children) {
      const own = Number(button.dataset.level);
      press(button, !hidden && own === level);
      hidden ? button.setAttribute("aria-label", `Level ${own}`) : button.removeAttribute("aria-label");
    }
    for (const chip of this.#part("probes").children) press(chip, this.#sheet.read("probe", id, chip.dataset.number));
  }

  time(spent) {
    const { minutes } = this.#shown;
    say(this.#part("spent"), `${minutesAndSeconds(spent)} of ${minutes} min · ${leftInWords(minutes * 60 - Math.floor(spent))}`);
    this.#part("spent").dataset.over = String(spent > minutes * 60);
  }
}
