// What the exercise says about a candidate's entries.

/** Where an event belongs, by its kind. @type {Record<string, string>} */
const NAMES = {
  convention: "What MES means",
  words: "Your own words",
  footprint: "Your last plant",
  finish: "Finish",
};

/**
 * Where an event belongs, for the list of what was not accepted.
 *
 * @param {{ kind: string, part: string }} event
 * @param {{ number: (card: string) => number }} board
 */
export const eventName = ({ kind, part }, board) =>
  kind === "move" ? `Card ${board.number(part)}` : NAMES[kind];

/**
 * What a candidate who wants to finish has left out.
 *
 * @param {boolean} answered whether the convention was chosen or written
 * @param {number[]} unplaced numbers of cards
 * @param {boolean} marked whether anything is marked for the last plant
 */
export function missingText(answered, unplaced, marked) {
  const missing = [];
  if (!answered) missing.push("You haven't said yet what MES means to you.");
  if (unplaced.length === 1) missing.push(`Card ${unplaced[0]} isn't placed yet.`);
  if (unplaced.length > 1) {
    const listed = `${unplaced.slice(0, -1).join(", ")} and ${unplaced[unplaced.length - 1]}`;
    missing.push(`Cards ${listed} aren't placed yet.`);
  }
  if (!marked) missing.push("Nothing is marked for your last plant.");
  return missing.join(" ") || "Every card is placed.";
}
