// Time that only passes when a test says so.

/** @typedef {{ id: number, at: number, action: () => void, every: number | null }} Timer */

const REPLACED = ["setTimeout", "clearTimeout", "setInterval", "clearInterval"];
const ROUNDS = 50; // of microtasks: more than any chain of promises in the tested code has

export class FakeTimers {
  now = 1_000_000;
  /** @type {Timer[]} */
  #timers = [];
  #nextId = 1;
  /** @type {Record<string, unknown>} */
  #real = {};
  #realNow = Date.now;
  #realPerformanceNow = performance.now;
  #realRandom = Math.random;

  constructor() {
    for (const name of REPLACED) this.#real[name] = Reflect.get(globalThis, name);
    Object.assign(globalThis, {
      setTimeout: (/** @type {() => void} */ action, wait = 0) => this.#add(action, wait, null),
      setInterval: (/** @type {() => void} */ action, every = 0) => this.#add(action, every, every),
      clearTimeout: (/** @type {number} */ id) => this.#remove(id),
      clearInterval: (/** @type {number} */ id) => this.#remove(id),
    });
    Date.now = () => this.now;
    performance.now = () => this.now;
    Math.random = () => 0.5;
  }

  restore() {
    Object.assign(globalThis, this.#real);
    Date.now = this.#realNow;
    performance.now = this.#realPerformanceNow;
    Math.random = this.#realRandom;
  }

  /** Lets time pass, with all that happens meanwhile. @param {number} milliseconds */
  async pass(milliseconds) {
    const end = this.now + milliseconds;
    await this.settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.now = Math.max(this.now, next.at);
      if (next.every === null) this.#remove(next.id);
      else next.at += next.every;
      next.action();
      await this.settle();
    }
    this.now = end;
  }

  /** Lets every promise that can resolve now do so. */
  async settle() {
    for (let round = 0; round < ROUNDS; round++) await null;
  }

  /** @param {number} end */
  #next(end) {
    const due = this.#timers.filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at || a.id - b.id)[0];
  }

  /** @param {() => void} action @param {number} wait @param {number | null} every */
  #add(action, wait, every) {
    const id = this.#nextId++;
    this.#timers.push({ id, at: this.now + wait, action, every });
    return id;
  }

  /** @param {number} id */
  #remove(id) {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }
}
