// The candidate's board beside the question about it: how far it is, and once it is finished the two
// cards to talk about. It is fetched while that question is open, and at no other time.

import { element, setText } from "../../shared/browser/dom.js";

/**
 * @typedef {import("./data.js").LiveData} LiveData
 *
 * @typedef {object} TalkCard a card to talk about
 * @property {number} number
 * @property {string} statement
 * @property {string} why it was chosen
 * @property {string} put where the candidate put it
 * @property {string} belongs
 * @property {boolean} right
 * @property {string[]} near places worth half
 * @property {{ place: string, points: number, reason: string }[]} views
 * @property {string} [dispute]
 *
 * @typedef {{ said: string, cards: TalkCard[], finished?: boolean }} BoardState
 */

const FETCH_INTERVAL = 5_000; // ms

export class BoardSummary {
  #part;
  #data;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;
  #fetches = 0;
  #painted = "";

  /** @param {import("../../shared/browser/dom.js").Parts} part @param {LiveData} data */
  constructor(part, data) {
    this.#part = part;
    this.#data = data;
    this.update(data);
  }

  /** @param {LiveData} data */
  update(data) {
    this.#data = data;
    if (!data.board) return;
    const { address, beside } = data.board, link = this.#part("board-open", HTMLAnchorElement);
    link.href = address;
    link.hidden = !beside;
    setText(this.#part("board-address"), beside ? "" : `On the candidate's device: ${address}`);
  }

  /** @param {{ id: string }} question */
  show(question) {
    const here = question.id === this.#data.board?.item;
    this.close();
    this.#part("board").hidden = !here;
    this.#part("places").hidden = true;
    if (!here) return;
    this.#paint({ said: "Loading the board…", cards: [] });
    this.#fetch();
    this.#timer = setInterval(() => {
      if (document.visibilityState === "visible") this.#fetch();
    }, FETCH_INTERVAL);
  }

  close() {
    clearInterval(this.#timer);
    this.#fetches += 1; // an answer that is still on its way comes too late
  }

  async #fetch() {
    const fetched = this.#fetches += 1;
    const state = await this.#state();
    if (fetched !== this.#fetches) return;
    const away = this.#part("board-away");
    setText(away, state ? "" : "can't be reached, trying again");
    if (state) this.#paint(state);
    if (state?.finished) clearInterval(this.#timer); // nothing changes after that
  }

  /** @returns {Promise<BoardState | null>} */
  async #state() {
    const { board, box, token } = this.#data;
    try {
      const url = `${board?.url}?box=${encodeURIComponent(box)}`;
      const answer = await fetch(url, { headers: { "X-Levelset-Token": token } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  }

  /** @param {BoardState} state */
  #paint(state) {
    const painted = JSON.stringify(state), { cards } = state;
    if (painted === this.#painted) return;
    this.#painted = painted;
    setText(this.#part("board-said"), state.said);
    this.#part("board-cards").replaceChildren(...cards.map(cardEntry));
    this.#part("board-none").hidden = !state.finished || cards.length > 0;
    this.#part("places").hidden = !cards.length;
    this.#part("places-list").replaceChildren(...cards.flatMap(acceptedPlaces));
  }
}

/** @param {TalkCard} card */
function cardEntry({ number, statement, why, put, belongs, right }) {
  const where = right ? [`placed as expected: ${put}`] : [`placed: ${put}`, `expected: ${belongs}`];
  return element(
    "li",
    {},
    element("b", { textContent: `${number}. ${statement}` }),
    ...where.map((textContent) => element("span", { textContent })),
    element("span", { className: "why", textContent: why }),
  );
}

/** Every place that earns something, and why. @param {TalkCard} card */
function acceptedPlaces({ number, belongs, near, views, dispute }) {
  const texts = views.map(({ place, points, reason }) =>
    `${Math.round(points * 100)}\u00a0% credit for ${place}: ${reason}`
  );
  if (near.length) texts.push(`half credit for ${near.join(", ")}`);
  const entries = [
    element("h4", { textContent: `Card ${number}: ${belongs}` }),
    ...dispute ? [element("p", { textContent: `Disputed: ${dispute}` })] : [],
    element("ul", {}, ...texts.map((textContent) => element("li", { textContent }))),
  ];
  if (!texts.length) entries.push(element("p", { textContent: "No other place is accepted." }));
  return entries;
}
