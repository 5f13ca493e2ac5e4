// The shapes of what Python sends to the live screen.

/**
 * @typedef {object} Wording of a question as the kit and the log keep it
 * @property {string} question its id in the bank
 * @property {string} title
 * @property {string} competency
 * @property {string} functional_level
 * @property {string} target_level
 * @property {string} [operations_category]
 * @property {string} [activity]
 * @property {string[]} cells
 * @property {string} prompt
 * @property {string} [handout]
 * @property {string[]} probes
 * @property {string[]} listen_for
 * @property {Record<string, string>} anchors
 * @property {string[]} wrong_beliefs
 * @property {string[]} accepted_positions
 *
 * @typedef {object} KitItem
 * @property {string} id
 * @property {number} minutes
 * @property {number} weight
 * @property {Wording} asked
 *
 * @typedef {object} Offer a question of the bank that can be added
 * @property {number} minutes
 * @property {Wording} asked
 *
 * @typedef {object} BoardLink the candidate's board, where the kit has one
 * @property {string} item the question it is shown beside
 * @property {string} url where its state is fetched
 * @property {string} address where it opens
 * @property {boolean} beside whether it opens on this device
 *
 * @typedef {object} OwnData
 * @property {string | null} q the item of the page's address
 * @property {string} candidate
 * @property {string} role
 * @property {string} rater the name
 * @property {number} minutes
 * @property {Record<string, number>} weights of the competencies
 * @property {string[]} scale the names of the levels
 * @property {string[]} meanings of the levels
 * @property {KitItem[]} questions
 * @property {string[]} asked items in the order in which each was first asked
 * @property {string} bank where the questions that can be added are fetched
 * @property {BoardLink | null} board
 * @property {string} leave
 * @property {string} finish
 *
 * @typedef {import("../../shared/outbox/events.js").BoxData & OwnData} LiveData
 */

export {};
