// Sends what waits: one request at a time, oldest first, repeated until the server has answered.

import { requestBody, TEXT_KINDS } from "./events.js";

/**
 * @typedef {import("./events.js").Answer} Answer
 * @typedef {import("./events.js").Box} Box
 * @typedef {import("./events.js").OutboxEvent} OutboxEvent
 * @typedef {import("./waiting_events.js").WaitingEvents} WaitingEvents
 *
 * @typedef {object} Outcome what a delivery reports
 * @property {() => boolean} isBlocked whether something older may still turn up
 * @property {(batch: OutboxEvent[], answer: Answer, wasAway: boolean) => void} onAnswer
 * @property {(event: OutboxEvent, why: string) => void} onRefused
 * @property {(epoch: string | undefined) => void} onRestored the database is of another generation
 * @property {() => void} onFailure
 */

export const LIMITS = {
  pause: 400, // ms without a keystroke before text is sent
  longestPause: 700, // ms after which text is sent even if typing goes on: stored within a second
  answer: 6000, // ms to wait for an answer, of the server or of the device
  backOff: 5000, // ms between two tries at most
  requestBytes: 200_000,
  beaconBytes: 60_000, // what a browser still sends for a page that is closing
};
const FIRST_BACK_OFF = 250; // ms

export class Delivery {
  #waiting;
  #boxes;
  #outcome;
  #busy = false;
  #oneByOne = false; // the last batch was rejected as a whole
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #firstTextAt = 0; // when the oldest waiting text was typed
  #notBefore = 0; // the server asked to wait until then
  /** Requests without an answer, in a row. */
  failures = 0;
  /** HTTP status of the last answer; 0 without one. */
  httpStatus = 0;
  /** Why the server cannot store anything at present, in its own words. */
  trouble = "";
  /** Whether the server would take it only from its rater, who is not signed in here. */
  signedOut = false;

  /**
   * @param {WaitingEvents} waiting
   * @param {ReadonlyMap<string, Box>} boxes
   * @param {Outcome} outcome
   */
  constructor(waiting, boxes, outcome) {
    this.#waiting = waiting;
    this.#boxes = boxes;
    this.#outcome = outcome;
  }

  /** Sends a new event in its time; after a failure it waits for the next try. @param {string} kind */
  scheduleNew(kind) {
    if (!this.failures) this.#schedule(this.#waitBefore(kind));
  }

  /** Tries again at once. */
  retry() {
    if (!this.#waiting.size) return;
    this.failures = 0;
    this.#schedule(0);
  }

  /** Sends what waits, if anything does. */
  sendNow() {
    if (this.#waiting.size) this.#schedule(0);
  }

  /**
   * Sends the oldest events while the page closes. This is no acknowledgement: the copy on the
   * device stays until a page load has sent it again.
   */
  sendBeacon() {
    if (!this.#waiting.size || this.#outcome.isBlocked()) return;
    const batch = this.#waiting.batch(LIMITS.beaconBytes, this.#oneByOne);
    const box = this.#boxOf(batch);
    navigator.sendBeacon(
      box.url,
      new Blob([requestBody(batch, box)], { type: "application/json" }),
    );
  }

  /** @param {OutboxEvent[]} batch */
  #boxOf(batch) {
    const box = this.#boxes.get(batch[0].box);
    if (!box) throw new Error(`${batch[0].box} was never opened`);
    return box;
  }

  /** @param {string} kind */
  #waitBefore(kind) {
    if (!TEXT_KINDS.has(kind)) return 0;
    const now = performance.now();
    this.#firstTextAt ||= now;
    return Math.max(0, Math.min(LIMITS.pause, this.#firstTextAt + LIMITS.longestPause - now));
  }

  /** @param {number} wait */
  #schedule(wait) {
    if (this.#busy) return;
    clearTimeout(this.#timer);
    const asked = this.#notBefore - performance.now();
    this.#timer = setTimeout(() => this.#send(), Math.max(wait, asked));
  }

  async #send() {
    clearTimeout(this.#timer);
    if (this.#busy || this.#outcome.isBlocked() || !this.#waiting.size) return;
    this.#busy = true;
    this.#firstTextAt = 0;
    const startedAt = Date.now();
    const batch = this.#waiting.batch(LIMITS.requestBytes, this.#oneByOne);
    const answer = await this.#post(batch).catch((fault) => this.#failed(batch, fault));
    if (answer) {
      const wasAway = this.failures > 1;
      this.#oneByOne = false;
      this.trouble = "";
      this.signedOut = false;
      this.failures = 0;
      this.#outcome.onAnswer(batch, answer, wasAway);
    }
    this.#busy = false;
    if (this.#waiting.size) this.#schedule(this.#waitBeforeNext(startedAt));
  }

  /** @param {OutboxEvent[]} batch @returns {Promise<Answer>} */
  async #post(batch) {
    this.httpStatus = 0;
    const box = this.#boxOf(batch);
    const body = requestBody(batch, box);
    const response = await fetch(box.url, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(LIMITS.answer),
      headers: { "Content-Type": "application/json" },
      keepalive: body.length < LIMITS.beaconBytes / 3,
    });
    this.httpStatus = response.status;
    if (response.status === 429) {
      this.#notBefore = performance.now() +
        1000 * (Number(response.headers.get("Retry-After")) || 1);
    }
    const readable = response.ok || [401, 409, 503].includes(response.status);
    const answer = readable ? await response.json() : null;
    if (response.status === 503) this.trouble = answer?.error ?? "";
    this.signedOut = response.status === 401 && answer?.error === "sign-in";
    if (answer?.error === "epoch") this.#outcome.onRestored(answer.epoch); // and counts as a failure
    // Streamlit answers unknown addresses with a page and status 200: only our own shape counts.
    if (!answer?.ids) throw new Error(`answered ${response.status}`);
    return answer;
  }

  /** @param {number} startedAt of the last request */
  #waitBeforeNext(startedAt) {
    if (this.failures) {
      const wait = Math.min(FIRST_BACK_OFF * 2 ** this.failures, LIMITS.backOff);
      return wait * (0.8 + 0.4 * Math.random()); // not all pages at the same moment
    }
    const urgent = this.#waiting.all.some(({ kind, at }) =>
      !TEXT_KINDS.has(kind) || at < startedAt
    );
    return urgent ? 0 : LIMITS.pause; // only text typed meanwhile can wait
  }

  /**
   * A request that the server does not understand must not hold up the ones behind it. Its events
   * are sent one by one, and the one that fails goes to the list that the person sees.
   *
   * @param {OutboxEvent[]} batch
   * @param {Error} fault
   */
  #failed(batch, fault) {
    if (this.httpStatus !== 503) this.trouble = "";
    const hopeless = this.httpStatus === 400 || this.httpStatus === 413;
    if (hopeless && batch.length === 1) {
      const why = `The server did not accept this entry (${fault.message}).`;
      this.#outcome.onRefused(batch[0], why);
      this.#waiting.remove(batch[0]);
      this.#oneByOne = false;
    } else if (hopeless) this.#oneByOne = true;
    else if (this.httpStatus !== 429) this.failures++; // it is there, and asked to wait
    this.#outcome.onFailure();
    return null;
  }
}
