// What waits on this device as a file: saved under one address, taken in under another.

import { EventDatabase } from "./event_database.js";
import { SLOT_PREFIX, slotOf } from "./events.js";
import { findLocally, keepLocally } from "./local_copies.js";
import { noteTaken } from "./other_addresses.js";

/** @typedef {import("./events.js").OutboxEvent} OutboxEvent */

const FORMAT = "levelset/waiting/1";
export const FILE_NAME = "levelset-waiting.json";
const NOT_OURS = "This file contains no unsent Levelset entries. The file is called " +
  `${FILE_NAME} unless someone renamed it.`;
const NO_ROOM =
  "This browser has no room for the file. Clear some of its storage, then open it again.";

/**
 * The file's text: what this address keeps and no server has acknowledged. With a box, only that
 * box's own: on a shared device nobody takes another person's words along.
 *
 * @param {string} [box]
 */
export async function waitingFile(box) {
  const prefix = box === undefined ? SLOT_PREFIX : `${SLOT_PREFIX}${box}:`;
  const found = new Map(findLocally(prefix));
  for (const event of await new EventDatabase().find(prefix)) found.set(slotOf(event), event);
  return JSON.stringify({ format: FORMAT, events: [...found.values()] }, null, 1);
}

/**
 * Keeps what a file holds under this address, from where it is sent when its screen is opened. Taking
 * it in twice does nothing: the server knows each entry by its number.
 *
 * @param {string} text
 * @param {string} port of the address that it comes from
 * @returns {string} why it was not taken in; blank: it was
 */
export function takeIn(text, port) {
  const events = eventsIn(text);
  if (!events?.length) return NOT_OURS;
  for (const event of events) {
    if (!keepLocally(slotOf(event), event)) return NO_ROOM;
  }
  noteTaken(port, events);
  return "";
}

/** @param {string} text @returns {OutboxEvent[] | null} */
function eventsIn(text) {
  try {
    const { format, events } = JSON.parse(text);
    return format === FORMAT && Array.isArray(events) && events.every(isEvent) ? events : null;
  } catch {
    return null;
  }
}

const TEXTS = ["box", "client", "kind", "item", "part", "epoch"];
const NUMBERS = ["seq", "base", "at", "turn"];

/** @param {any} event */
const isEvent = (event) =>
  Boolean(event) && typeof event === "object" &&
  TEXTS.every((name) => typeof event[name] === "string") &&
  NUMBERS.every((name) => Number.isSafeInteger(event[name]));
