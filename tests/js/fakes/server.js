// A server that answers batches of events, and remembers what it was sent.

/** @typedef {import("../../../assessment/ui/shared/outbox/events.js").Answer} Answer */

export class FakeServer {
  /** @type {any[]} the bodies of all requests */
  requests = [];
  /** @type {{ url: string, body: any }[]} */
  beacons = [];
  /** What the next requests are answered; without one everything is stored. @type {(() => any)[]} */
  answers = [];
  isDown = false;
  at = 1_700_000_000;
  #nextId = 1;
  /** @type {(() => void)[]} */
  #held = [];
  holdsAnswers = false;

  constructor() {
    Object.assign(globalThis, {
      fetch: (/** @type {string} */ _url, /** @type {{ body: string }} */ { body }) =>
        this.#fetch(body),
    });
    AbortSignal.timeout = () => new AbortController().signal;
    Object.defineProperty(navigator, "sendBeacon", {
      configurable: true,
      value: (/** @type {string} */ url, /** @type {Blob} */ blob) => {
        this.beacons.push({ url, body: blob });
        return true;
      },
    });
  }

  /** Seq and value of every event in the order of arrival. */
  get received() {
    return this.requests.flatMap(({ events }) => events)
      .map((/** @type {any} */ { seq, kind, item, value }) => [seq, kind, item, value]);
  }

  /** Answers the requests that were held back. */
  release() {
    this.holdsAnswers = false;
    for (const answer of this.#held.splice(0)) answer();
  }

  /** @param {string} body */
  async #fetch(body) {
    this.requests.push(JSON.parse(body));
    const { events } = JSON.parse(body);
    if (this.holdsAnswers) await new Promise((done) => this.#held.push(() => done(null)));
    if (this.isDown) throw new TypeError("Failed to fetch");
    const answer = this.answers.shift();
    return answer ? answer() : json(this.stored(events));
  }

  /** An answer that stores all events, changed by `rest`. @param {any[]} events @param {object} [rest] */
  stored(events, rest = {}) {
    const ids = Object.fromEntries(events.map(({ seq }) => [seq, this.#nextId++]));
    return { ids, at: this.at, others: [], refused: [], proposed: [], submitted: false, ...rest };
  }
}

/** @param {unknown} body @param {number} [status] */
export const json = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

/** Another tab's end of the channel between tabs. */
export class FakeChannel {
  /** @type {any[]} */
  posted = [];
  /** @type {((message: any) => void) | null} */
  onmessage = null;

  /** @param {unknown} message */
  postMessage(message) {
    this.posted.push(message);
  }
}
