// board.js: the candidate's board beside the question about it: how far it is, and once it is finished the two
// cards to talk about. It is looked at while that question is open, and not at any other time.

const BOARD_LOOK = 5_000;  // ms between two looks

class BoardView {
  #part; #data; #timer = null; #looks = 0; #shown = "";

  constructor(part, data) {
    this.#part = part;
    this.update(data);
  }

  update(data) {
    this.#data = data;
    if (!data.board) return;
    const { address, beside } = data.board;
    this.#part("board-open").href = address;
    this.#part("board-open").hidden = !beside;
    say(this.#part("board-address"), beside ? "" : `On the candidate's device: ${address}`);
  }

  show(question) {
    const here = question.id === this.#data.board?.item;
    this.close();
    this.#part("board").hidden = !here;
    this.#part("places").hidden = true;
    if (!here) return;
    this.#draw({ said: "Looking at the board…", cards: [] });
    this.#look();
    this.#timer = setInterval(() => { if (document.visibilityState === "visible") this.#look(); }, BOARD_LOOK);
  }

  close() {
    clearInterval(this.#timer);
    this.#looks += 1;                                    // an answer that is still on its way comes too late
  }

  async #look() {
    const look = this.#looks += 1, { board, box, token } = this.#data;
    const seen = await this.#fetched(`${board.url}?box=${encodeURIComponent(box)}`, token);
    if (look !== this.#looks) return;
    say(this.#part("board-away"), seen ? "" : "cannot be reached now, looked for again");
    if (seen) this.#draw(seen);
    if (seen?.finished) clearInterval(this.#timer);      // nothing moves after that
  }

  async #fetched(address, token) {
    try {
      const answer = await fetch(address, { headers: { "X-Levelset-Token": token } });
      return answer.ok ? await answer.json() : null;
    } catch { return null; }
  }

  #draw(seen) {
    const shown = JSON.stringify(seen);
    if (shown === this.#shown) return;
    this.#shown = shown;
    say(this.#part("board-said"), seen.said);
    this.#part("board-cards").replaceChildren(...seen.cards.map((card) => this.#card(card)));
    this.#part("board-none").hidden = !seen.finished || seen.cards.length > 0;
    this.#part("places").hidden = !seen.cards.length;
    this.#part("places-list").replaceChildren(...seen.cards.flatMap((card) => this.#places(card)));
  }

  #card({ number, statement, why, put, belongs, right }) {
    return element("li", {},
      element("b", { textContent: `${number}. ${statement}` }),
      element("span", { textContent: right ? `put where it belongs: ${put}` : `put: ${put}` }),
      ...(right ? [] : [element("span", { textContent: `belongs: ${belongs}` })]),
      element("span", { className: "why", textContent: why }));
  }

  // Every place that earns something, and why.
  #places({ number, belongs, near, views, dispute }) {
    const half = near.length ? [`half for ${near.join(", ")}`] : [];
    const accepted = views.map(({ place, points, reason }) => `${points} for ${place}: ${reason}`);
    return [
      element("h4", { textContent: `Card ${number}: ${belongs}` }),
      ...(dispute ? [element("p", { textContent: `Disputed: ${dispute}` })] : []),
      element("ul", {}, ...[...accepted, ...half].map((text) => element("li", { textContent: text }))),
      ...(accepted.length + half.length ? [] : [element("p", { textContent: "No other place is accepted." })]),
    ];
  }
}
