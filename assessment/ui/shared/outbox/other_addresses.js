// What waits on this device under another address of the same computer.
//
// A browser keeps storage apart by port, and a server that comes back may get another one. Cookies
// ignore ports, so a page that could not send announces in one how much waits under its own.

import { SLOT_PREFIX } from "./events.js";

const NAME = "levelset_waiting_";
const DAYS = 400; // the longest that browsers keep a cookie

/** How much is kept in this address's storage. */
function keptHere() {
  try {
    return Object.keys(localStorage).filter((slot) => slot.startsWith(SLOT_PREFIX)).length;
  } catch {
    return 0; // switched off
  }
}

/** Tells the pages of other ports how much waits here, or that nothing does. */
export function announceWaiting() {
  if (!location.port) return; // behind a proxy there is one address
  const waiting = keptHere();
  if (waiting) setCookie(location.port, String(waiting), DAYS * 86_400);
  else if (cookies().some(([port]) => port === location.port)) forgetAnnouncement(location.port);
}

/** @param {string} port */
export const forgetAnnouncement = (port) => setCookie(port, "", 0);

/** Where else something waits, by port: the address and how many entries. */
export function waitingElsewhere() {
  return cookies().filter(([port, waiting]) => port !== location.port && Number(waiting) > 0)
    .map(([port, waiting]) => ({
      port,
      address: `${location.protocol}//${location.hostname}:${port}`,
      waiting: Number(waiting),
    }));
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
