// The exercise as a whole: which of its three steps is open, finishing, and what is repainted when.

import { partsOf, setText } from "../../shared/browser/dom.js";
import { NoticesView } from "../../shared/outbox/notices.js";
import { outbox } from "../../shared/outbox/page_outbox.js";
import { SavingAnnouncement } from "../../shared/outbox/saving_status.js";
import { fromAddress, setInAddress, whenVisibleAgain } from "../../shared/browser/page.js";
import { BoardView } from "./board.js";
import { BoardEntries } from "./board_entries.js";
import { ConventionView } from "./convention.js";
import { FootprintView } from "./footprint.js";
import { eventName, missingText } from "./exercise_text.js";

/** @typedef {import("./data.js").BoardData} BoardData */

const CONVENTION = 0, CARDS = 1, FOOTPRINT = 2;
const STEPS = [
  { part: "convention", title: "What does MES mean to you?", next: "Next: the cards →" },
  { part: "cards", title: "Where does each of these belong?", next: "Next: your last plant →" },
  { part: "footprint", title: "The last plant you worked in", next: "" },
];
const ADDRESS = "step"; // names the step in the page's address

export class Exercise {
  #part;
  #refresh;
  #entries;
  #convention;
  #board;
  #footprint;
  #notices;
  #step;
  #askingToFinish = false;
  #announcement = new SavingAnnouncement();

  /**
   * @param {import("../../shared/browser/component.js").Root} root
   * @param {BoardData} data
   * @param {() => void} refresh asks Python for what the database holds
   */
  constructor(root, data, refresh) {
    const part = this.#part = partsOf(root);
    this.#refresh = refresh;
    outbox.open(data);
    const entries = this.#entries = new BoardEntries(data.box);
    this.#convention = new ConventionView(part, data, entries);
    const board = this.#board = new BoardView(part, data, entries);
    this.#footprint = new FootprintView(part, data, entries);
    this.#notices = new NoticesView(part, data.box, (event) => eventName(event, board));
    this.#step = this.#firstStep();
    this.#connectButtons();
    this.stopListening = outbox.listen((change) => this.#changed(change));
    this.stopRefreshing = whenVisibleAgain(refresh);
    document.addEventListener("keydown", this.#onKey);
    this.paint();
  }

  /** The step of the address, else the one that an earlier visit came to. */
  #firstStep() {
    const named = Number(fromAddress(ADDRESS)) - 1;
    return STEPS[named] ? named : this.#entries.reachedStep;
  }

  #connectButtons() {
    const part = this.#part;
    part("back").onclick = () => this.#openStep(this.#step - 1);
    part("next").onclick = () => {
      const missing = this.#step === CONVENTION && !this.#convention.isAnswered;
      if (missing) this.#convention.askForAnswer();
      else this.#openStep(this.#step + 1);
    };
    part("finish").onclick = () => this.#askToFinish(true);
    part("keep").onclick = () => this.#askToFinish(false);
    part("sure").onclick = () => this.#finish();
    part("ask").onkeydown = ({ key }) => {
      if (key === "Escape") this.#askToFinish(false);
    };
  }

  /** Ctrl+Z takes back a move. */
  #onKey = (/** @type {KeyboardEvent} */ event) => {
    const control = (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!control || event.key.toLowerCase() !== "z") return;
    if (this.#step !== CARDS || this.#entries.isFinished) return;
    event.preventDefault();
    this.#board.undo();
  };

  /** @param {number} step */
  #openStep(step) {
    this.#board.letGo();
    this.#step = step;
    this.#askingToFinish = false;
    setInAddress(ADDRESS, String(step + 1));
    this.paint();
    this.#part("title").focus();
  }

  /**
   * Asks in place, away from where the first click was, and with the focus on the way back.
   *
   * @param {boolean} asking
   */
  #askToFinish(asking) {
    this.#askingToFinish = asking;
    this.paint();
    this.#part(asking ? "keep" : "finish").focus();
  }

  #finish() {
    this.#entries.finish();
    this.#askingToFinish = false;
    this.paint();
    this.#part("title").focus();
  }

  /** @param {BoardData} data */
  update(data) {
    outbox.open(data);
    this.paint();
  }

  paint() {
    const finished = this.#entries.isFinished, part = this.#part;
    const step = finished ? CARDS : this.#step; // the board stays in sight for the talk about it
    const { title, next, part: shown } = STEPS[step];
    part("exercise").dataset.screen = finished ? "finished" : shown;
    for (const { part: name } of STEPS) part(name).hidden = name !== shown;
    setText(part("title"), finished ? this.#finishedText() : title);
    part("count").hidden = step === CONVENTION;
    part("undo").hidden = finished || step !== CARDS;
    part("back").hidden = finished || step === CONVENTION;
    part("next").hidden = finished || !next;
    setText(part("next"), next);
    this.#paintFinishing(finished, step);
    this.#convention.paint();
    this.#footprint.paint();
    this.#board.paint(finished);
    const counted = step === FOOTPRINT ? this.#footprint : this.#board;
    setText(part("count"), counted.countText());
    this.#notices.paint();
    this.#paintSaved();
  }

  /** @param {boolean} finished @param {number} step */
  #paintFinishing(finished, step) {
    const part = this.#part, asking = this.#askingToFinish;
    part("finish").hidden = finished || step !== FOOTPRINT;
    part("finish").className = asking ? "" : "primary";
    part("finish").ariaExpanded = String(asking);
    part("ask").hidden = !asking || finished;
    if (!asking) return;
    const answered = this.#convention.isAnswered, marked = this.#footprint.markedCount > 0;
    setText(part("missing"), missingText(answered, this.#board.unplaced, marked));
  }

  #finishedText() {
    return this.#entries.isFinishing && outbox.status().name !== "saving"
      ? "Thank you. Your board is finished and kept on this device. Keep this page open until it is saved."
      : "Thank you. Your board is finished. Your answers are locked.";
  }

  #paintSaved() {
    const status = outbox.status(), line = this.#part("saved");
    setText(line, status.name === "refused" ? "not accepted, see above the board" : status.text);
    line.dataset.state = status.name;
    const announced = this.#announcement.after(status);
    if (announced !== null) setText(this.#part("announce"), announced);
  }

  /** @param {import("../../shared/outbox/listeners.js").Change} change */
  #changed({ others, wasAway }) {
    if (others) this.#convention.addOthers(others);
    this.paint();
    if (wasAway) this.#refresh(); // another window may have written meanwhile
  }

  close() {
    this.stopListening();
    this.stopRefreshing();
    document.removeEventListener("keydown", this.#onKey);
  }
}
