// What waits on this device under another address of the same computer.
//
// A browser keeps storage apart by port, and a server that comes back may get another one. Cookies
// ignore ports, so a page that could not send announces in one how much waits under its own.

import { SLOT_PREFIX, slotOf } from "./events.js";
import { findLocally } from "./local_copies.js";

/** @typedef {import("./events.js").OutboxEvent} OutboxEvent */

const NAME = "levelset_waiting_";
const DAYS = 400; // the longest that browsers keep a cookie

const TAKEN = "levelset:taken:";

/**
 * How many entries these are and which, in a few characters: `3.k2x9`; blank: none. The seconds of a
 * clock that runs on are nothing that anybody typed.
 *
 * @param {OutboxEvent[]} events
 */
export function summary(events) {
  const slots = events.filter(({ kind }) => kind !== "seconds").map(slotOf).sort();
  let sum = 0;
  for (const character of slots.join(" ")) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return slots.length ? `${slots.length}.${sum.toString(36)}` : "";
}

/** Tells the pages of other ports how much waits here, or that nothing does. */
export function announceWaiting() {
  if (!location.port) return; // behind a proxy there is one address
  const waiting = summary(findLocally(SLOT_PREFIX).map(([, event]) => event));
  if (waiting) setCookie(location.port, waiting, DAYS * 86_400);
  else if (cookies().some(([port]) => port === location.port)) setCookie(location.port, "", 0);
}

/** These were taken in here: while nothing else waits under `port`, it is not mentioned again. */
export function noteTaken(/** @type {string} */ port, /** @type {OutboxEvent[]} */ events) {
  localStorage.setItem(`${TAKEN}${port}`, summary(events));
}

/** Where else something waits that was not taken in here: the address and how many entries. */
export function waitingElsewhere() {
  return cookies()
    .filter(([port, waiting]) => port !== location.port && waiting && waiting !== taken(port))
    .map(([port, waiting]) => ({
      port,
      address: `${location.protocol}//${location.hostname}:${port}`,
      waiting: parseInt(waiting),
    }));
}

/** @param {string} port */
function taken(port) {
  try {
    return localStorage.getItem(`${TAKEN}${port}`);
  } catch {
    return null; // switched off
  }
}

/** @returns {[port: string, waiting: string][]} */
function cookies() {
  return document.cookie.split("; ").filter((cookie) => cookie.startsWith(NAME))
    .map((cookie) => cookie.slice(NAME.length).split("="))
    .filter(([port]) => /^\d+$/.test(port))
    .map(([port, waiting = ""]) => [port, waiting]);
}

/** @param {string} port @param {string} value @param {number} seconds */
function setCookie(port, value, seconds) {
  document.cookie = `${NAME}${port}=${value}; path=/; max-age=${seconds}; samesite=strict`;
}
