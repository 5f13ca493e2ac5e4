// The two lines at the top: who and how long, whether everything is saved, and the map of questions.

import { element, setText } from "../../shared/browser/dom.js";
import { outbox } from "../../shared/outbox/page_outbox.js";
import { SavingAnnouncement } from "../../shared/outbox/saving_status.js";
import { absence, behind, paceText } from "./pace.js";
import { PaceLine } from "./pace_line.js";
import { progressText, verdictSign, verdictText } from "./sheet_text.js";
import { awayText, minutesAndSeconds, timeLeft } from "./time_text.js";

/** @typedef {import("./questions.js").Question} Question */

export class TopBar {
  #part;
  #sheet;
  #clock;
  #go;
  #paceLine;
  /** @type {import("./pace_line.js").Plan} */
  #plan = { weights: {}, minutes: 0 };
  #announcement = new SavingAnnouncement();
  #open = 0;
  #hidden = false;

  /**
   * @param {import("../../shared/browser/dom.js").Parts} part
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./clock.js").Clock} clock
   * @param {(index: number) => void} go opens a question
   */
  constructor(part, sheet, clock, go) {
    this.#part = part;
    this.#sheet = sheet;
    this.#clock = clock;
    this.#go = go;
    this.#paceLine = new PaceLine(part, (item) => go(sheet.indexOf(item)));
    part("clock").onclick = () => this.toggleClock();
  }

  /** @param {import("./data.js").LiveData} data */
  update({ weights, minutes, leave, finish, candidate, role, rater }) {
    this.#plan = { weights, minutes };
    this.#part("leave", HTMLAnchorElement).href = leave;
    for (const name of ["finish", "scorecard"]) this.#part(name, HTMLAnchorElement).href = finish;
    setText(this.#part("candidate"), candidate);
    setText(this.#part("rater"), `rated by ${rater}`);
    setText(this.#part("role"), role);
    setText(this.#part("planned"), minutesAndSeconds(minutes * 60));
    this.drawMap();
  }

  /** Draws a dot for every question; again when one was added. */
  drawMap() {
    this.#part("dots").replaceChildren(...this.#sheet.questions.map((_question, index) => {
      const dot = element("button", { type: "button", className: "dot" }, element("span"));
      dot.onclick = () => this.#go(index);
      return element("li", {}, dot);
    }));
  }

  toggleClock() {
    if (this.#clock.running) this.#clock.pause();
    else this.#clock.start();
    this.paintTime();
  }

  paintTime() {
    const { hasStarted, running } = this.#clock, part = this.#part;
    setText(part("clock"), running ? "Pause" : hasStarted ? "Resume" : "Start");
    const elapsed = this.#clock.elapsed(), paced = this.#pacedQuestions();
    const pace = paceText(behind(paced));
    setText(part("elapsed"), minutesAndSeconds(elapsed));
    setText(part("left"), timeLeft(this.#plan.minutes * 60 - elapsed));
    setText(part("away"), awayText(this.#clock.away));
    setText(part("pace"), running ? pace : hasStarted ? "paused" : "");
    part("pace").dataset.behind = String(pace.endsWith("behind"));
    this.#paceLine.paint(paced, this.#plan, this.#hidden);
  }

  // An absence costs time like a question that was added and is done.
  #pacedQuestions() {
    const questions = this.#sheet.questions.map((question, index) => ({
      ...question,
      spent: Math.floor(this.#clock.spent(question.id)),
      open: index === this.#open,
      done: this.#sheet.verdict(question.id) !== null,
      rated: this.#sheet.level(question.id) !== null,
    }));
    return [...questions, absence(Math.floor(this.#clock.away))];
  }

  /**
   * @param {number} open index of the open question
   * @param {boolean} hidden whether levels must not be seen now
   */
  paint(open, hidden) {
    this.#open = open;
    this.#hidden = hidden;
    const dots = this.#part("dots").querySelectorAll("button");
    this.#sheet.questions.forEach((question, index) => {
      this.#paintDot(dots[index], question, index);
    });
    const place = `question ${open + 1} of ${this.#sheet.questions.length}`;
    const progress = hidden ? place : `${place} · ${progressText(this.#sheet)}`;
    setText(this.#part("progress"), progress);
    this.#paintSaved();
  }

  /**
   * @param {HTMLButtonElement} dot
   * @param {Question} question
   * @param {number} index
   */
  #paintDot(dot, { id, title }, index) {
    const sign = verdictSign(this.#sheet, id), hidden = this.#hidden;
    setText(dot.firstChild, hidden ? "" : sign);
    dot.dataset.level = hidden ? (sign ? "noted" : "") : sign;
    if (index === this.#open) dot.setAttribute("aria-current", "step");
    else dot.removeAttribute("aria-current");
    const hiddenState = sign ? "noted" : "not noted yet";
    const state = hidden ? hiddenState : verdictText(this.#sheet, id);
    const name = `${hidden ? "" : sign} question ${index + 1}, ${title}: ${state}`;
    dot.setAttribute("aria-label", name.trim());
    dot.title = `${index + 1}. ${title}`;
  }

  #paintSaved() {
    const status = outbox.status(), line = this.#part("saved");
    setText(line, status.text);
    line.dataset.state = status.name;
    const announced = this.#announcement.after(status);
    if (announced !== null) setText(this.#part("announce"), announced);
  }
}
