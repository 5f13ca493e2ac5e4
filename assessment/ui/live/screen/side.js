// side.js: the rest of the rubric: what to listen for, wrong beliefs, and why there is no level.

class SideView {
  #part; #sheet; #mark; #shown = null;

  constructor(part, sheet, mark) {
    this.#part = part;
    this.#sheet = sheet;
    this.#mark = mark;
    part("reasons").replaceChildren(...REASONS.map(([value, label]) => {
      const button = element("button", { type: "button", className: "choice reason", textContent: label, dataset: { value } });
      button.onclick = () => this.give(value === this.#sheet.verdict(this.#shown.id) ? null : value);
      return button;
    }));
  }

  give(reason) {
    this.#mark();
    this.#sheet.rate(this.#shown.id, reason);
  }

  show(question) {
    this.#shown = question;
    this.#list("listen", question.listen);
    this.#list("positions", question.positions);
    this.#part("positions-block").hidden = !question.positions.length;
    this.#part("beliefs").replaceChildren(...question.beliefs.map((text, number) => this.#belief(text, number)));
  }

  #list(name, texts) {
    this.#part(name).replaceChildren(...texts.map((text) => element("li", { textContent: text })));
  }

  #belief(text, number) {
    const box = element("input", { type: "checkbox", dataset: { number } });
    box.onchange = () => { this.#mark(); this.#sheet.toggle("belief", this.#shown.id, String(number)); };
    return element("label", { className: "belief" }, box, element("span", { textContent: text }));
  }

  paint(hidden) {
    const { id } = this.#shown, verdict = this.#sheet.verdict(id);
    for (const box of this.#part("beliefs").querySelectorAll("input")) {
      box.checked = Boolean(this.#sheet.read("belief", id, box.dataset.number));
    }
    for (const button of this.#part("reasons").children) press(button, !hidden && button.dataset.value === verdict);
  }
}
