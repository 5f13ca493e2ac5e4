// Events as they wait on the device and are sent. The names of their fields and of the slots they
// are kept in are frozen: an earlier release may have left events that this one has to deliver.

/**
 * @typedef {string | number | boolean | null} EventValue
 *
 * @typedef {object} OutboxEvent
 * @property {string} box what is written on: an interview and its rater, or a board
 * @property {string} client the page load that wrote it
 * @property {number} seq its number among the events of that page load
 * @property {string} kind
 * @property {string} item
 * @property {string} part
 * @property {EventValue} value
 * @property {number} base the place in the log of the last value that the writer had seen
 * @property {number} at milliseconds since 1970, by the device's clock
 * @property {string} epoch the database generation that the page was opened on
 * @property {string} [kit]
 * @property {number} turn rises with everything done on this device
 *
 * @typedef {OutboxEvent & { why: string }} RefusedEvent
 *
 * @typedef {object} StoredValue what the database holds under one key
 * @property {any} value
 * @property {number} id its place in the log
 * @property {number} at seconds since 1970
 * @property {string} client
 *
 * @typedef {object} OtherText a text of another page that the sender had not seen
 * @property {string} item
 * @property {string} kind
 * @property {string} text
 * @property {number} at
 *
 * @typedef {object} Answer of the server to a batch of events
 * @property {Record<string, number>} ids
 * @property {number} at
 * @property {OtherText[]} others
 * @property {{ seq: number, why: string }[]} refused
 * @property {number[]} proposed
 * @property {boolean} submitted
 * @property {string} [set_aside] why everything in it is only proposed
 * @property {string} [erased] that the data of this candidate was erased, so that nothing is kept
 *
 * @typedef {object} Box what Python says about a box
 * @property {string} token
 * @property {string} url
 * @property {string} epoch
 * @property {string} [kit]
 *
 * @typedef {Box & { box: string, state: Record<string, [EventValue, number, number, string]> }} BoxData
 *   the keys of `state` are `kind|item|part`, its values the fields of a `StoredValue`
 */

/** Kinds whose value is a whole text. */
export const TEXT_KINDS = new Set(["evidence", "reasons", "deviation", "words"]);

/** Kinds where a newer value makes an unsent older one unnecessary. */
export const REPLACED_KINDS = new Set([...TEXT_KINDS, "seconds"]);

/** Kinds after which a box takes no further changes. */
export const LOCKING_KINDS = new Set(["submit", "finish"]);

/** @param {{ box: string, kind: string, item: string, part: string }} event */
export const keyOf = ({ box, kind, item, part }) => `${box}|${kind}|${item}|${part}`;

export const SLOT_PREFIX = "levelset:outbox:";

/** Where an event is kept on the device. @param {OutboxEvent} event */
export const slotOf = ({ box, client, seq }) => `${SLOT_PREFIX}${box}:${client}:${seq}`;

/** A name for this page load, unlike any other. */
export function newClientName() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `14:03:59`, in the device's time zone. @param {number} seconds since 1970 */
export const timeOfDay = (seconds) => new Date(seconds * 1000).toTimeString().slice(0, 8);

/** A batch as it is sent. The names of its fields are frozen. @param {OutboxEvent[]} batch @param {Box} box */
export function requestBody(batch, { token, epoch }) {
  const { box, client } = batch[0];
  const events = batch.map((
    { box: _box, client: _client, epoch: _epoch, turn: _turn, ...event },
  ) => event);
  return JSON.stringify({ box, client, token, epoch, events });
}
