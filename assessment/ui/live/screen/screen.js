// The live screen as a whole: which question is open, and what is repainted when.

import { partsOf, setText } from "../../shared/browser/dom.js";
import { NoteView } from "../../shared/outbox/note.js";
import { NoticesView } from "../../shared/outbox/notices.js";
import { outbox } from "../../shared/outbox/page_outbox.js";
import * as page from "../../shared/browser/page.js";
import { AddDialog } from "./add_dialog.js";
import { BoardSummary } from "./board_summary.js";
import { Clock } from "./clock.js";
import { FindDialog } from "./find_dialog.js";
import { Keyboard } from "./keyboard.js";
import { OffKitLine } from "./off_kit_line.js";
import { Privacy } from "./privacy.js";
import { QuestionView } from "./question.js";
import { addedItem } from "./questions.js";
import { RubricView } from "./rubric.js";
import { Sheet } from "./sheet.js";
import { eventName } from "./sheet_text.js";
import { ShortcutsDialog } from "./shortcuts_dialog.js";
import { TopBar } from "./top_bar.js";
import { WindowFit } from "./window_fit.js";

/** @typedef {import("./data.js").LiveData} LiveData */

export class LiveScreen {
  #root;
  #part;
  #data;
  #refresh;
  #sheet;
  #clock;
  /** @type {string | null} item of the open question */
  #item = null;
  /** @type {string | null} the item of the address, until it was found or something was entered */
  #wanted = null;

  /**
   * @param {import("../../shared/browser/component.js").Root} root
   * @param {LiveData} data
   * @param {() => void} refresh asks Python for what the database holds
   */
  constructor(root, data, refresh) {
    this.#root = root;
    this.#data = data;
    this.#refresh = refresh;
    const part = this.#part = partsOf(root);
    const sheet = this.#sheet = new Sheet(data);
    this.#clock = new Clock(sheet, () => this.#paintTime());
    const beforeWriting = () => {
      this.#wanted = null;
      this.#clock.startWithFirstEntry();
    };
    const go = (/** @type {number} */ index) => this.go(index);
    this.privacy = new Privacy(part);
    this.question = new QuestionView(part, sheet, beforeWriting, data.scale, data.meanings);
    this.evidence = new NoteView(part, data.box, "evidence", () => {
      beforeWriting();
      if (this.#item) sheet.rememberAsked("evidence", this.#item);
    });
    this.rubric = new RubricView(part, sheet, beforeWriting);
    this.board = new BoardSummary(part, data);
    this.offKit = new OffKitLine(
      part,
      sheet,
      () => this.#dropOpenQuestion(),
      () => this.evidence.focus(),
    );
    this.topBar = new TopBar(part, sheet, this.#clock, go);
    this.notices = new NoticesView(part, data.box, (event) => eventName(sheet, event));
    this.findDialog = new FindDialog(part, sheet, go, () => this.privacy.hidden);
    this.addDialog = new AddDialog(
      part,
      sheet,
      data,
      (offer, because) => this.#add(offer, because),
    );
    this.shortcuts = new ShortcutsDialog(part);
    this.fit = new WindowFit(part("screen"), root);
    this.topBar.update(data);
    const item = page.fromAddress("q") ?? data.q; // a view after an upgrade opens what was open
    this.#open(Math.max(0, sheet.indexOf(item)));
    if (this.#item !== item) this.#wanted = item; // added on an earlier page load, not sent yet
    this.#connect();
    this.fit.fit();
  }

  #connect() {
    this.keyboard = new Keyboard(this.#root, this.#part, this);
    this.stopListening = outbox.listen((change) => this.#changed(change));
    this.stopSaving = outbox.beforePageHides(() => this.#clock.save());
    this.stopRefreshing = page.whenVisibleAgain(() => this.#refresh());
    this.stopTiming = page.whenUsedAndLeft(() => this.#clock.use(), () => this.#clock.leave());
  }

  /** Where the open question is: others may be added while it is open. */
  get index() {
    return this.#sheet.indexOf(this.#item);
  }

  /** @param {LiveData} data */
  update(data) {
    this.#data = data;
    this.#sheet.update(data);
    this.topBar.update(data);
    this.board.update(data);
    if (this.index < 0) this.#open(0);
    else this.paint();
    this.fit.fit();
  }

  /** Opens a question that the person asked for. @param {number} index */
  go(index) {
    const question = this.#sheet.questions[index];
    if (!question || index === this.index) return;
    this.#wanted = null;
    this.#open(index);
    this.keyboard?.settle();
    const place = `Question ${index + 1} of ${this.#sheet.questions.length}`;
    setText(this.#part("announce"), `${place}: ${question.title}`);
  }

  /** @param {number} index */
  #open(index) {
    this.keyboard?.finishWord();
    const question = this.#sheet.questions[index];
    this.#item = question.id;
    this.#clock.open(question.id);
    this.question.show(question);
    this.evidence.show(question.id);
    this.rubric.show(question);
    this.board.show(question);
    this.offKit.show(question);
    this.#root.querySelector(".work")?.scrollTo(0, 0);
    page.setInAddress("q", question.id);
    this.paint();
  }

  paint() {
    if (this.#sheet.renew()) this.#questionsChanged();
    const index = this.index, isLast = index === this.#sheet.questions.length - 1;
    const part = this.#part, { hidden } = this.privacy;
    part("previous", HTMLButtonElement).disabled = index === 0;
    part("next").hidden = part("scorecard").hidden = isLast;
    part("finish").hidden = !isLast;
    this.topBar.paint(index, hidden);
    this.question.paint(hidden);
    this.rubric.paint(hidden);
    this.offKit.paint();
    this.evidence.paint();
    this.notices.paint(this.#data.finish);
    this.#paintTime();
  }

  #paintTime() {
    this.topBar.paintTime();
    if (this.#item) this.question.paintTime(this.#clock.spent(this.#item));
  }

  #questionsChanged() {
    this.topBar.drawMap();
    const wanted = this.#sheet.indexOf(this.#wanted);
    if (wanted >= 0) this.#wanted = null;
    // The open question may be gone, because it was dropped in another window.
    if (wanted >= 0 || this.index < 0) this.#open(Math.max(0, wanted));
  }

  /** @param {import("../../shared/outbox/listeners.js").Change} change */
  #changed({ others, wasAway }) {
    if (others) this.evidence.addOthers(others);
    this.paint();
    if (wasAway) this.#refresh(); // another device may have written meanwhile
  }

  /** @param {import("./data.js").Offer} offer @param {string} because */
  #add({ asked, minutes }, because) {
    const item = addedItem(asked.question);
    this.#sheet.write("added", item, "", JSON.stringify({ because, minutes, asked }));
    this.go(this.#sheet.indexOf(item));
  }

  /** Takes the open question off the sheet. Its clock stops first. */
  #dropOpenQuestion() {
    const index = this.index, { id, title } = this.#sheet.questions[index];
    this.go(Math.max(0, index - 1));
    this.#sheet.write("added", id, "", "");
    setText(this.#part("announce"), `${title} is removed from this interview`);
  }

  close() {
    this.#clock.close();
    this.board.close();
    this.keyboard?.close();
    this.stopListening?.();
    this.stopSaving?.();
    this.stopRefreshing?.();
    this.stopTiming?.();
    this.fit.close();
  }
}
