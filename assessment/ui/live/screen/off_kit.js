// Where an interview departs from its kit. It follows from what was noted, by the same rule as in
// assessment/domain/deviations.py; only the reason is written down.

/** Verdicts which say that the question was not put to the candidate. */
const UNASKED = new Set(["not_asked", "conflict_of_interest"]);

/** Kinds of entries which show that a question was asked. */
export const KINDS_OF_ASKING = new Set(["evidence", "probe", "belief"]);

/** On show with the clock running for this long, a question was asked. */
export const ASKED_SECONDS = 10;

/**
 * Whether this entry shows that its question was put to the candidate.
 *
 * @param {string} kind
 * @param {unknown} value
 */
export const showsAsking = (kind, value) =>
  KINDS_OF_ASKING.has(kind) ||
  (kind === "seconds" && Number(value) >= ASKED_SECONDS) ||
  (kind === "verdict" && value !== null && !(typeof value === "string" && UNASKED.has(value)));

/**
 * How a question departs from the kit; null: it does not.
 *
 * @param {string[]} kit its items in order
 * @param {string[]} asked items in the order in which each was first asked
 * @param {(item: string) => unknown} verdict
 * @param {string} item
 * @returns {{ part: "skipped" | "order", why: string } | null}
 */
export function deviation(kit, asked, verdict, item) {
  if (verdict(item) === "not_asked") return { part: "skipped", why: "Why was it not asked?" };
  const inOrder = asked.filter((other) =>
    kit.includes(other) && !UNASKED.has(String(verdict(other)))
  );
  const previous = kit.indexOf(inOrder[inOrder.indexOf(item) - 1]);
  const jumped = inOrder.includes(item) && previous > kit.indexOf(item);
  return jumped ? { part: "order", why: `Asked after question ${previous + 1}. Why?` } : null;
}

/**
 * How a question that has no mark yet would depart: left out, or asked after a later one. Null: it has
 * a mark, or it was added.
 *
 * @param {string[]} kit its items in order
 * @param {string[]} asked items in the order of their first marks
 * @param {(item: string) => unknown} verdict
 * @param {string} item
 * @returns {{ part: "skipped" | "order", why: string } | null}
 */
export function deviationAhead(kit, asked, verdict, item) {
  if (!kit.includes(item) || asked.includes(item) || verdict(item) !== null) return null;
  const jumped = deviation(kit, [...asked, item], verdict, item);
  return jumped ?? { part: "skipped", why: "If you skip it, why?" };
}
