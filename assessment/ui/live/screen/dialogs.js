// dialogs.js: find a question, and the sheet of shortcuts.

const SHORTCUTS = [
  ["1 – 5", "give this level"],
  ["0 or Backspace", "take back level or reason"],
  ["X", "not asked"],
  ["V", "no evidence"],
  ["C", "conflict of interest"],
  ["W", "say why a question was skipped or moved"],
  ["N, → or ↓", "next question"],
  ["P, ← or ↑", "previous question"],
  ["E", "write what you heard"],
  ["Esc", "leave the text, close what is open"],
  ["/", "find a question"],
  ["A", "add a question from the bank"],
  ["S", "start, pause or resume the clock"],
  ["H", "hide or show the rubric"],
  ["?", "this sheet"],
];

// Arrows walk from a text field through the buttons of its list and back; Enter in the field takes the first.
function walk(event, field, list) {
  const entries = [...list.querySelectorAll("button")], at = entries.indexOf(event.target), typing = event.target === field;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (!typing && at < 0) return;
  if (event.key === "Enter" && typing) entries[0]?.click();
  else if (next === undefined) return;
  else (entries[next] ?? field).focus();
  event.preventDefault();
}

class Finder {
  #part; #sheet; #go; #hidden;

  constructor(part, sheet, go, hidden) {
    this.#part = part;
    this.#sheet = sheet;
    this.#go = go;
    this.#hidden = hidden;                               // whether levels must not be seen now
    part("finder-text").oninput = () => this.#list();
    part("finder").onkeydown = (event) => walk(event, part("finder-text"), part("finder-list"));
  }

  open() {
    this.#part("finder-text").value = "";
    this.#list();
    this.#part("finder").showModal();
    this.#part("finder-text").focus();
  }

  // Every word has to be somewhere in the question; a number alone means the question's own.
  #list() {
    const wanted = this.#part("finder-text").value.trim().toLowerCase(), words = wanted.split(/\s+/);
    const found = this.#sheet.questions.map((question, index) => ({ question, index })).filter(({ question, index }) => {
      const { title, competency, place, prompt } = question;
      const text = `${title} ${competency} ${place} ${prompt}`.toLowerCase();
      return /^\d+$/.test(wanted) ? String(index + 1) === wanted : words.every((word) => text.includes(word));
    });
    this.#part("finder-list").replaceChildren(...found.map(({ question, index }) => this.#entry(question, index)));
    this.#part("finder-none").hidden = found.length > 0;
  }

  #entry(question, index) {
    const state = this.#hidden() ? "" : ` · ${this.#sheet.inWords(question.id)}`;
    const button = element("button", { type: "button" },
      element("b", { textContent: `${index + 1}. ${question.title}` }),
      element("span", { textContent: `${question.competency.toLowerCase()}${state}` }));
    button.onclick = () => { this.#part("finder").close(); this.#go(index); };
    return element("li", {}, button);
  }

}

class ShortcutSheet {
  constructor(part) {
    this.dialog = part("sheet");
    part("shortcuts").replaceChildren(...SHORTCUTS.flatMap(([keys, does]) => [
      element("dt", {}, element("kbd", { textContent: keys })), element("dd", { textContent: does })]));
  }

  open() { this.dialog.showModal(); }
}
