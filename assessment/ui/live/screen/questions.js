// Questions as the live screen shows them, whether they come from the kit or were added.

/**
 * @typedef {import("./data.js").Wording} Wording
 *
 * @typedef {ReturnType<typeof asQuestion>} Question
 */

/**
 * @param {object} source
 * @param {string} source.id of the item
 * @param {number} source.minutes
 * @param {number} [source.weight]
 * @param {Wording} source.asked
 * @param {string} [source.because] why it was added; undefined for a question of the kit
 */
export function asQuestion({ id, minutes, weight = 1, asked, because }) {
  return {
    ...{ id, minutes, weight, because, added: because !== undefined },
    question: asked.question,
    title: asked.title,
    competency: asked.competency,
    place: placeOf(asked),
    target: asked.target_level === "both" ? "" : asked.target_level,
    cells: asked.cells,
    prompt: asked.prompt,
    handout: asked.handout ?? "",
    probes: asked.probes,
    listen: asked.listen_for,
    anchors: asked.anchors,
    beliefs: asked.wrong_beliefs,
    positions: asked.accepted_positions,
  };
}

/** `production · dispatching · Level 3`. @param {Wording} asked */
function placeOf({ functional_level: level, operations_category: category, activity }) {
  const parts = [
    category,
    activity?.replaceAll("_", " "),
    level === "none" ? "no level" : `Level ${level}`,
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Raters who add the same question rate the same item. @param {string} question */
export const addedItem = (question) => `a-${question}`;

/**
 * Whether each of the words is somewhere in the texts.
 *
 * @param {string} words
 * @param {string[]} texts
 */
export function hasWords(words, texts) {
  const text = texts.join(" ").toLowerCase();
  return words.trim().toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
