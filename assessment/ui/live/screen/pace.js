// pace.js: how far the interview is behind, and what could be left out at the least loss. The same rule as
// assessment/domain/pace.py, where its reasons stand; a test holds the two together.
//
// A question here is {id, competency, minutes, weight, cells, spent, done, rated, open, added}.

const PACE = { largestSet: 3, mostOptions: 3, quiet: 120 /* seconds behind that nobody is told about */ };

const ahead = (q) => (q.done ? 0 : Math.max(0, q.minutes * 60 - q.spent));
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

function behind(questions) {
  return total(questions.map((q) => {
    const planned = q.added ? 0 : q.minutes * 60;
    return q.spent - (q.done ? planned : Math.min(q.spent, planned));
  }));
}

function overrun(questions, minutes) {
  return total(questions.map((q) => q.spent + ahead(q))) - minutes * 60;
}

function leftOut(questions, weights, out) {
  const gone = new Set(out.map((q) => q.id));
  const kept = questions.filter((q) => q.rated || !(q.done || gone.has(q.id)));
  const assessed = new Set(kept.map((q) => q.competency)), spokenOf = new Set(kept.flatMap((q) => q.cells));
  const unheard = [...new Set(out.map((q) => q.competency))].filter((c) => !assessed.has(c)).sort();
  const whole = total(Object.keys(weights).sort().map((c) => weights[c]));
  return {
    items: questions.filter((q) => gone.has(q.id)).map((q) => q.id),
    coverage: whole ? 100 * total(unheard.map((c) => weights[c] ?? 0)) / whole : 0,
    cells: new Set(out.flatMap((q) => q.cells).filter((c) => !spokenOf.has(c))).size,
    seconds: total(out.map(ahead)),
    weight: total(out.map((q) => q.weight)),
  };
}

function combinations(list, size, from = 0) {
  if (!size) return [[]];
  const found = [];
  for (let at = from; at <= list.length - size; at++) {
    for (const rest of combinations(list, size - 1, at + 1)) found.push([list[at], ...rest]);
  }
  return found;
}

function leastLoss(questions, weights, size = 1) {
  const openTo = questions.filter((q) => !(q.done || q.open)).reverse();
  return combinations(openTo, size).map((out) => leftOut(questions, weights, out))
    .sort((a, b) => a.coverage - b.coverage || a.cells - b.cells || a.weight - b.weight);
}

function proposal(questions, weights, minutes) {
  const late = overrun(questions, minutes);
  if (late <= 0) return null;
  let ranked = [];
  for (let size = 1; size <= PACE.largestSet; size++) {
    const found = leastLoss(questions, weights, size), enough = found.filter(({ seconds }) => seconds >= late);
    if (enough.length) return { options: enough.slice(0, size === 1 ? PACE.mostOptions : 1), enough: true };
    if (found.length) ranked = found;
  }
  return ranked.length ? { options: ranked.slice(0, 1), enough: false } : null;
}

function paceInWords(seconds) {
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 0) return "on pace";
  return minutes > 0 ? `${minutes} min behind` : `${-minutes} min ahead`;
}

// `7`, `7 or 9`, `7, 9 and 10`: numbers as buttons, words between them.
function listed(nodes, word) {
  return nodes.flatMap((node, at) => (at === 0 ? [node] : [at === nodes.length - 1 ? ` ${word} ` : ", ", node]));
}

// One quiet line with what could be left out. It only leads to a question: nothing is left out by itself.
class PaceLine {
  #part; #go; #shown = "";

  constructor(part, go) {
    this.#part = part;
    this.#go = go;                                       // takes the id of a question
  }

  // `questions` as above, in the order of the sheet.
  paint(questions, { weights, minutes }, hidden) {
    const late = behind(questions), found = !hidden && late > PACE.quiet ? proposal(questions, weights, minutes) : null;
    const state = JSON.stringify(found && [paceInWords(late), found]);
    if (state === this.#shown) return;
    this.#shown = state;
    this.#part("advice").replaceChildren(...(found ? [`${paceInWords(late)}. `, ...this.#said(questions, found)] : []));
  }

  #said(questions, { options, enough }) {
    const numbered = ({ items }) => items.map((id) => this.#number(id, questions.findIndex((q) => q.id === id) + 1));
    const [first] = options;
    if (first.items.length > 1 || !enough) {
      const won = enough ? "" : ` and wins back ${Math.floor(first.seconds / 60)} min`;
      return ["Leaving out ", ...listed(numbered(first), "and"), ` ${this.#cost(first)}${won}.`];
    }
    const alike = options.filter((o) => this.#cost(o) === this.#cost(first)), dearer = options.slice(alike.length);
    return ["Leaving out ", ...listed(alike.flatMap(numbered), "or"), ` ${this.#cost(first)}`,
      ...dearer.flatMap((option) => ["; ", ...numbered(option), ` ${this.#cost(option)}`]), "."];
  }

  #cost({ coverage }) {
    if (!coverage) return "costs no coverage";
    return `costs ${coverage < 1 ? "under 1" : Math.round(coverage)} of 100`;
  }

  #number(id, number) {
    const button = element("button", { type: "button", className: "quiet", textContent: number, ariaLabel: `${number} go to this question` });
    button.onclick = () => this.#go(id);
    return button;
  }
}
