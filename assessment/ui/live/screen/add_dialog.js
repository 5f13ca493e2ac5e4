// The dialog in which a question from the bank is added, with a reason. It owns both of its texts.

import { element, setText } from "../../shared/browser/dom.js";
import { walkList } from "./list_keys.js";
import { asQuestion, hasWords } from "./questions.js";

/**
 * @typedef {import("./data.js").LiveData} LiveData
 * @typedef {import("./data.js").Offer} Offer
 */

const OUT_OF_REACH =
  "The question bank can't be reached. The interview is not affected. Try again later.";

export class AddDialog {
  #part;
  #sheet;
  #data;
  #add;
  /** @type {Offer | null} */
  #chosen = null;
  #fetching = false;
  /** @type {Offer[] | null} the bank as first fetched: from then on no server is needed */
  #offers = null;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./sheet.js").Sheet} sheet
   * @param {LiveData} data
   * @param {(offer: Offer, because: string) => void} add
   */
  constructor(part, sheet, data, add) {
    this.#part = part;
    this.#sheet = sheet;
    this.#data = data;
    this.#add = add;
    this.#words.oninput = () => this.#list();
    part("adder").onkeydown = (event) => walkList(event, this.#words, part("adder-list"));
    part("adder-back").onclick = () => this.#show(null);
    part("adder-form").onsubmit = (event) => this.#submit(event);
  }

  get #words() {
    return this.#part("adder-text", HTMLInputElement);
  }

  get #reason() {
    return this.#part("adder-why", HTMLInputElement);
  }

  async open() {
    this.#words.value = "";
    this.#show(null);
    this.#part("adder", HTMLDialogElement).showModal();
    this.#words.focus();
    if (!this.#offers) await this.#fetch();
    this.#list();
  }

  async #fetch() {
    setText(this.#part("adder-said"), "Loading the question bank…");
    this.#fetching = true;
    try {
      const { bank, box, token } = this.#data;
      const headers = { "X-Levelset-Token": token };
      const answer = await fetch(`${bank}?box=${encodeURIComponent(box)}`, { headers });
      this.#offers = (await answer.json()).questions ?? null;
    } catch {
      // the list says so
    }
    this.#fetching = false;
  }

  #list() {
    if (this.#fetching) return; // what is typed meanwhile counts as soon as the bank is here
    if (!this.#offers) return this.#showList([], OUT_OF_REACH);
    const onSheet = new Set(this.#sheet.questions.map(({ question }) => question));
    const found = this.#offers.filter((offer) => {
      const { question, title, competency, place, prompt } = asQuestion({ id: "", ...offer });
      const texts = [question, title, competency, place, prompt];
      return !onSheet.has(question) && hasWords(this.#words.value, texts);
    });
    this.#showList(found, found.length ? "" : "No other questions match.");
  }

  /** @param {Offer[]} offers @param {string} message */
  #showList(offers, message) {
    setText(this.#part("adder-said"), message);
    this.#part("adder-list").replaceChildren(...offers.map((offer) => {
      const button = element(
        "button",
        { type: "button" },
        element("b", { textContent: offer.asked.title }),
        element("span", { textContent: about(offer) }),
      );
      button.onclick = () => this.#show(offer);
      return element("li", {}, button);
    }));
  }

  /** Shows the chosen question with the reason to give, or the list. @param {Offer | null} offer */
  #show(offer) {
    this.#chosen = offer;
    this.#part("adder-choose").hidden = Boolean(offer);
    this.#part("adder-form").hidden = !offer;
    if (!offer) return;
    setText(this.#part("adder-title"), offer.asked.title);
    setText(this.#part("adder-about"), about(offer));
    setText(this.#part("adder-prompt"), offer.asked.prompt);
    this.#reason.value = "";
    this.#reason.focus();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const because = this.#reason.value.trim();
    if (!because || !this.#chosen) return this.#reason.focus();
    this.#part("adder", HTMLDialogElement).close();
    this.#add(this.#chosen, because);
  }
}

/** @param {Offer} offer */
const about = ({ asked, minutes }) => `${asked.question} · ${asked.competency} · ${minutes} min`;
