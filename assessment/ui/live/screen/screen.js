// screen.js: the live screen as a whole: which question is open, what is repainted when, and the keys.

const screens = new WeakMap();   // the export runs again on every rerun of Python: one screen per mount

const PRIVATE = "levelset-private";   // as this window was left: the candidate may sit beside it

function wasPrivate() { try { return sessionStorage.getItem(PRIVATE) === "true"; } catch { return false; } }

class LiveScreen {
  #root; #sheet; #clock; #data; #item; #hidden = wasPrivate();
  #wanted;                 // the question of the address, until it was found or something was done

  constructor(root, data) {
    this.#root = root;
    this.#data = data;
    const part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.part = part;
    this.#sheet = new Sheet(data);
    this.#clock = new Clock(this.#sheet, () => this.#tick());
    const mark = () => { this.#wanted = null; this.#clock.mark(); }, go = (index) => this.go(index);
    this.question = new QuestionView(part, this.#sheet, mark, data.scale, data.meanings);
    this.evidence = new NoteView(part, data.box, "evidence", () => {
      mark();
      this.#sheet.marked("evidence", this.#item);
    });
    this.side = new SideView(part, this.#sheet, mark);
    this.board = new BoardView(part, data);
    this.offKit = new OffKitView(part, this.#sheet, (item) => this.#drop(item));
    this.strip = new StripView(part, this.#sheet, this.#clock, go);
    this.notices = new NoticesView(part, data.box, (event) => this.#sheet.nameOf(event));
    this.finder = new Finder(part, this.#sheet, go, () => this.#hidden);
    this.adder = new Adder(part, this.#sheet, data, (offer, because) => this.#add(offer, because));
    this.shortcuts = new ShortcutSheet(part);
    this.#veil();
    this.strip.update(data);
    this.#turnTo(Math.max(0, this.#place(data.q)));
    if (this.#item !== data.q) this.#wanted = data.q;    // added on an earlier page load, and not sent yet
    this.#wire();
    this.#fit();
  }

  #wire() {
    const { part } = this;
    part("previous").onclick = () => this.go(this.#open - 1);
    part("next").onclick = () => this.go(this.#open + 1);
    part("privacy").onclick = () => this.togglePrivacy();
    part("help").onclick = () => this.shortcuts.open();
    part("find").onclick = () => this.finder.open();
    part("add").onclick = () => { part("finder").close(); this.adder.open(); };
    this.keys = new Keys(this.#actions(), () => part("note").getRootNode().activeElement?.blur(), () => Boolean(document.querySelector('[role="dialog"]')
      || this.#root.querySelector("dialog[open]")));
    this.stopListening = outbox.listen((what) => this.#heard(what));
    this.stopSaving = outbox.beforeLeaving(() => this.#clock.save());
    this.onReturn = () => { if (document.visibilityState === "visible") this.refresh?.(); };
    document.addEventListener("visibilitychange", this.onReturn);
    this.around = new ResizeObserver(() => this.#fit());
    const { host } = this.#root.getRootNode();
    for (let around = host ?? this.#root; around; around = around.parentElement) this.around.observe(around, { box: "border-box" });
  }

  #actions() {
    const next = () => this.go(this.#open + 1), previous = () => this.go(this.#open - 1);
    const clear = () => this.question.clear();
    const levels = Object.fromEntries([1, 2, 3, 4, 5].map((level) => [level, () => this.question.rate(level)]));
    return {
      ...levels, 0: clear, backspace: clear,
      x: () => this.side.give("not_asked"), v: () => this.side.give("no_evidence"), c: () => this.side.give("conflict_of_interest"),
      n: next, arrowright: next, arrowdown: next, p: previous, arrowleft: previous, arrowup: previous,
      e: () => this.evidence.focus(), "/": () => this.finder.open(), "?": () => this.shortcuts.open(),
      a: () => this.adder.open(), w: () => this.offKit.focus(), h: () => this.togglePrivacy(), s: () => this.strip.turnClock(),
    };
  }

  // Where the open question stands: others may be added while it is open.
  get #open() { return this.#place(this.#item); }
  #place(item) { return this.#sheet.questions.findIndex(({ id }) => id === item); }

  #add({ asked, minutes }, because) {
    const item = addedId(asked.question);
    this.#sheet.write("added", item, "", JSON.stringify({ because, minutes, asked }));
    this.go(this.#sheet.questions.findIndex(({ id }) => id === item));
  }

  // Its clock stops first: what is no longer on the sheet takes no time.
  #drop(item) {
    const { title } = this.#sheet.questions[this.#open];
    this.go(Math.max(0, this.#open - 1));
    this.#sheet.write("added", item, "", "");
    say(this.part("announce"), `${title} is off the sheet again`);
  }

  update(data) {
    this.#data = data;
    this.#sheet.update(data);
    this.strip.update(data);
    this.board.update(data);
    this.#open < 0 ? this.#turnTo(0) : this.paint();
    this.#fit();
  }

  go(index) {
    if (!this.#sheet.questions[index] || index === this.#open) return;
    this.#wanted = null;
    this.#turnTo(index);
    const { title } = this.#sheet.questions[index];
    say(this.part("announce"), `Question ${index + 1} of ${this.#sheet.questions.length}: ${title}`);
  }

  #turnTo(index) {
    const question = this.#sheet.questions[index];
    this.#item = question.id;
    this.#clock.open(question.id);
    this.question.show(question);
    this.evidence.show(question.id);
    this.side.show(question);
    this.board.show(question);
    this.offKit.show(question);
    this.#root.querySelector(".work").scrollTop = 0;
    const address = new URL(location.href);              // a reload lands on the same question
    address.searchParams.set("q", question.id);
    history.replaceState(history.state, "", address);
    this.paint();
  }

  paint() {
    if (this.#sheet.renew()) this.#renewed();
    const open = this.#open, last = open === this.#sheet.questions.length - 1;
    this.part("previous").disabled = open === 0;
    this.part("next").hidden = last;
    this.part("finish").hidden = !last;
    this.strip.paint(open, this.#hidden);
    this.question.paint(this.#hidden);
    this.side.paint(this.#hidden);
    this.offKit.paint();
    this.evidence.paint();
    this.notices.paint(this.#data.finish);
    this.#tick();
  }

  #renewed() {
    this.strip.map();
    const wanted = this.#wanted ? this.#place(this.#wanted) : -1;
    if (wanted >= 0) this.#wanted = null;
    if (wanted >= 0 || this.#open < 0) this.#turnTo(Math.max(0, wanted));   // the open one may be gone after all
  }

  #tick() {
    this.strip.tick();
    this.question.time(this.#clock.spent(this.#sheet.questions[this.#open].id));
  }

  #heard({ others, wasAway }) {
    if (others) this.evidence.heard(others);
    this.paint();
    if (wasAway) this.refresh?.();                       // another device may have written meanwhile
  }

  togglePrivacy() {
    this.#hidden = !this.#hidden;
    try { sessionStorage.setItem(PRIVATE, this.#hidden); } catch { /* off */ }
    this.#veil();
    this.paint();
  }

  #veil() {
    this.part("screen").dataset.private = String(this.#hidden);
    press(this.part("privacy"), this.#hidden);
  }

  // The screen takes what the window leaves below whatever stands above it, which may come, go or lose its
  // padding after the screen is there: then something around the screen takes another size.
  #fit() {
    const screen = this.part("screen");
    screen.style.setProperty("--above", `${Math.max(0, Math.round(screen.getBoundingClientRect().top))}px`);
  }

  close() {
    this.#clock.save();
    this.#clock.close();
    this.board.close();
    this.keys.close();
    this.stopListening();
    this.stopSaving();
    document.removeEventListener("visibilitychange", this.onReturn);
    this.around.disconnect();
  }
}

export default function ({ parentElement, data, setTriggerValue }) {
  const held = screens.get(parentElement);
  const screen = held && held.box === data.box ? held : new LiveScreen(parentElement, data);
  if (screen === held) screen.update(data);
  else held?.close();
  screen.box = data.box;
  // Asks Python for what the database holds by now. Losing or merging this request loses nothing.
  screen.refresh = () => setTriggerValue("refresh", Date.now());
  screens.set(parentElement, screen);
  return () => {
    screens.delete(parentElement);
    screen.close();
  };
}
