// What an entry of a scorecard is called on screen, in lists of what was not accepted.

/** Each kind as the screen names it. @type {Record<string, string>} */
const NAMES = {
  verdict: "level",
  evidence: "what you heard",
  probe: "follow-up question",
  belief: "misconception",
  seconds: "time",
  deviation: "departure from the kit",
  added: "added question",
  submit: "submission",
};

/**
 * `Question 4, level`, or only the kind where it belongs to no question.
 *
 * @param {number} number from 1; 0 for no question
 * @param {string} kind
 */
export const entryName = (number, kind) => {
  const name = NAMES[kind] ?? kind;
  return number ? `Question ${number}, ${name}` : name[0].toUpperCase() + name.slice(1);
};
