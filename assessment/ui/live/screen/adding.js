// adding.js: a question from the bank that the kit does not have, chosen with a reason; and the form in which
// every question, the kit's or added, is shown here.

// `asked` is the frozen wording as the log and the kit keep it.
function asQuestion({ id, minutes, weight = 1, asked, because }) {
  const { functional_level: level, target_level: target } = asked;
  const place = [asked.operations_category, asked.activity?.replaceAll("_", " "), level === "none" ? "no level" : `Level ${level}`];
  return {
    id, minutes, weight, because, added: because !== undefined, question: asked.question, title: asked.title,
    competency: asked.competency, place: place.filter(Boolean).join(" · "), target: target === "both" ? "" : target,
    cells: asked.cells, prompt: asked.prompt, handout: asked.handout ?? "", probes: asked.probes, listen: asked.listen_for, anchors: asked.anchors,
    beliefs: asked.wrong_beliefs, positions: asked.accepted_positions,
  };
}

// Raters who add the same question rate the same item.
const addedId = (question) => `a-${question}`;

class Adder {
  #part; #sheet; #data; #add; #chosen = null; #fetching = false;
  #offered = null;           // the bank as it was first fetched: from then on it is here without the server too

  constructor(part, sheet, data, add) {
    this.#part = part;
    this.#sheet = sheet;
    this.#data = data;
    this.#add = add;                                     // takes {minutes, asked} and the reason
    part("adder-text").oninput = () => this.#list();
    part("adder").onkeydown = (event) => walk(event, part("adder-text"), part("adder-list"));
    part("adder-back").onclick = () => this.#show(null);
    part("adder-form").onsubmit = (event) => this.#submit(event);
  }

  async open() {
    this.#part("adder-text").value = "";
    this.#show(null);
    this.#part("adder").showModal();
    this.#part("adder-text").focus();
    if (!this.#offered) await this.#fetch();
    this.#list();
  }

  async #fetch() {
    say(this.#part("adder-said"), "Fetching the question bank…");
    this.#fetching = true;
    try {
      const headers = { "X-Levelset-Token": this.#data.token };
      const answer = await fetch(`${this.#data.bank}?box=${encodeURIComponent(this.#data.box)}`, { headers });
      this.#offered = (await answer.json()).questions ?? null;
    } catch { /* said by the list */ }
    this.#fetching = false;
  }

  #list() {
    if (this.#fetching) return;                          // what is typed meanwhile counts once it is here
    if (!this.#offered) return this.#sayList("The question bank cannot be reached. The kit goes on as it is; try again later.");
    const there = new Set(this.#sheet.questions.map(({ question }) => question));
    const words = this.#part("adder-text").value.trim().toLowerCase().split(/\s+/);
    const found = this.#offered.filter(({ asked }) => !there.has(asked.question)).filter((offer) => {
      const { question, title, competency, place, prompt } = asQuestion(offer);
      const text = `${question} ${title} ${competency} ${place} ${prompt}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    this.#sayList(found.length ? "" : "No other question of the bank has these words.", found);
  }

  #sayList(said, found = []) {
    say(this.#part("adder-said"), said);
    this.#part("adder-list").replaceChildren(...found.map((offer) => {
      const button = element("button", { type: "button" },
        element("b", { textContent: offer.asked.title }), element("span", { textContent: aboutOffer(offer) }));
      button.onclick = () => this.#show(offer);
      return element("li", {}, button);
    }));
  }

  // Either the list, or the one that was chosen with the reason to give.
  #show(offer) {
    this.#chosen = offer;
    this.#part("adder-choose").hidden = Boolean(offer);
    this.#part("adder-form").hidden = !offer;
    if (!offer) return;
    say(this.#part("adder-title"), offer.asked.title);
    say(this.#part("adder-about"), aboutOffer(offer));
    say(this.#part("adder-prompt"), offer.asked.prompt);
    this.#part("adder-why").value = "";
    this.#part("adder-why").focus();
  }

  #submit(event) {
    event.preventDefault();
    const because = this.#part("adder-why").value.trim();
    if (!because) return this.#part("adder-why").focus();
    this.#part("adder").close();
    this.#add(this.#chosen, because);
  }
}

const aboutOffer = ({ asked, minutes }) => `${asked.question} · ${asked.competency} · ${minutes} min`;
