// The shapes of what Python sends to the board.

/**
 * @typedef {object} Band a level of the model, from top to bottom
 * @property {string} place
 * @property {string} title
 * @property {string} says
 * @property {boolean} [opened] whether it is shown as a grid of cells
 *
 * @typedef {object} Card
 * @property {string} id
 * @property {string} statement
 *
 * @typedef {object} OwnData
 * @property {[string, string][]} stances value and label
 * @property {Card[]} cards in the order in which they are numbered
 * @property {Band[]} bands
 * @property {[string, string][]} categories value and label
 * @property {[string, string][]} activities value and label
 *
 * @typedef {import("../../shared/outbox/events.js").BoxData & OwnData} BoardData
 */

export {};
