// How far the interview is behind, and what could be left out at the least loss. The same rule as in
// assessment/domain/pace.py, where its reasons are; a test holds the two together.

/**
 * @typedef {object} PacedQuestion
 * @property {string} id
 * @property {string} competency
 * @property {number} minutes
 * @property {number} weight
 * @property {string[]} cells
 * @property {number} spent seconds
 * @property {boolean} done
 * @property {boolean} rated
 * @property {boolean} open
 * @property {boolean} added
 *
 * @typedef {object} Option what leaving out some questions saves and costs
 * @property {string[]} items
 * @property {number} coverage lost, of 100
 * @property {number} cells lost
 * @property {number} seconds saved
 * @property {number} weight of the questions
 *
 * @typedef {{ options: Option[], enough: boolean }} Proposal
 */

/** Seconds behind that nobody is told about. */
export const UNMENTIONED = 120;
const LARGEST_SET = 3;
const MOST_OPTIONS = 3;

/** Seconds still planned for a question. @param {PacedQuestion} question */
const ahead = ({ done, minutes, spent }) => (done ? 0 : Math.max(0, minutes * 60 - spent));

/** @param {number[]} numbers */
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

/** Time in which nobody had the interview open, as the rules below count it. @param {number} spent */
export const absence = (spent) => ({
  ...{ id: "", competency: "", minutes: 0, weight: 0, cells: [], spent },
  ...{ done: true, rated: false, open: false, added: true },
});

/** Seconds behind the plan; negative: ahead of it. @param {PacedQuestion[]} questions */
export function behind(questions) {
  return total(questions.map(({ added, minutes, spent, done }) => {
    const planned = added ? 0 : minutes * 60;
    return spent - (done ? planned : Math.min(spent, planned));
  }));
}

/** Seconds past the end if everything is asked. @param {PacedQuestion[]} questions @param {number} minutes */
export function overrun(questions, minutes) {
  return total(questions.map((question) => question.spent + ahead(question))) - minutes * 60;
}

/**
 * What to leave out so that the rest fits; null: everything fits, or nothing can be left out.
 *
 * @param {PacedQuestion[]} questions
 * @param {Record<string, number>} weights of the competencies
 * @param {number} minutes
 * @returns {Proposal | null}
 */
export function proposal(questions, weights, minutes) {
  const late = overrun(questions, minutes);
  if (late <= 0) return null;
  /** @type {Option[]} */
  let best = [];
  for (let size = 1; size <= LARGEST_SET; size++) {
    const found = leastLoss(questions, weights, size);
    const enough = found.filter(({ seconds }) => seconds >= late);
    if (enough.length) {
      return { options: enough.slice(0, size === 1 ? MOST_OPTIONS : 1), enough: true };
    }
    if (found.length) best = found;
  }
  return best.length ? { options: best.slice(0, 1), enough: false } : null;
}

/** `3 min behind`. @param {number} seconds behind */
export function paceText(seconds) {
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 0) return "on pace";
  return minutes > 0 ? `${minutes} min behind` : `${-minutes} min ahead`;
}

/**
 * Every choice of `size` questions that are still ahead, the smallest loss first.
 *
 * @param {PacedQuestion[]} questions
 * @param {Record<string, number>} weights
 * @param {number} size
 */
function leastLoss(questions, weights, size) {
  const ahead = questions.filter(({ done, open }) => !(done || open)).reverse();
  return combinations(ahead, size).map((out) => loss(questions, weights, out))
    .sort((a, b) => a.coverage - b.coverage || a.cells - b.cells || a.weight - b.weight);
}

/**
 * @param {PacedQuestion[]} questions
 * @param {Record<string, number>} weights
 * @param {PacedQuestion[]} out the questions to leave out
 * @returns {Option}
 */
function loss(questions, weights, out) {
  const gone = new Set(out.map(({ id }) => id));
  const kept = questions.filter(({ id, rated, done }) => rated || !(done || gone.has(id)));
  const assessed = new Set(kept.map(({ competency }) => competency));
  const covered = new Set(kept.flatMap(({ cells }) => cells));
  const lost = [...new Set(out.map(({ competency }) => competency))]
    .filter((competency) => !assessed.has(competency)).sort();
  const whole = total(Object.keys(weights).sort().map((competency) => weights[competency]));
  const lostWeight = total(lost.map((competency) => weights[competency] ?? 0));
  return {
    items: questions.filter(({ id }) => gone.has(id)).map(({ id }) => id),
    coverage: whole ? 100 * lostWeight / whole : 0,
    cells: new Set(out.flatMap(({ cells }) => cells).filter((cell) => !covered.has(cell))).size,
    seconds: total(out.map(ahead)),
    weight: total(out.map(({ weight }) => weight)),
  };
}

/**
 * @template T
 * @param {T[]} list
 * @param {number} size
 * @param {number} [from]
 * @returns {T[][]}
 */
function combinations(list, size, from = 0) {
  if (!size) return [[]];
  const found = [];
  for (let at = from; at <= list.length - size; at++) {
    for (const rest of combinations(list, size - 1, at + 1)) found.push([list[at], ...rest]);
  }
  return found;
}
