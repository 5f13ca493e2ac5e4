// exercise.js: the exercise as a whole: which of its three steps is open, finishing, and what is repainted when.

const STEPS = [
  { part: "convention", title: "What does MES mean to you?", next: "Next: the cards →" },
  { part: "cards", title: "Where does each of these belong?", next: "Next: your last plant →" },
  { part: "footprint", title: "The last plant you worked in" },
];
const ADDRESS = "step";      // what names the step in the address, so that a reload lands on it

const exercises = new WeakMap();   // the export runs again on every rerun of Python: one screen per mount

class Exercise {
  #part; #sheet; #convention; #board; #footprint; #notices; #step; #asking = false; #announced = "";

  constructor(root, data) {
    const part = this.#part = (name) => root.querySelector(`[data-part="${name}"]`);
    this.box = data.box;
    outbox.open(data);
    const sheet = this.#sheet = new BoardSheet(data.box);
    this.#convention = new ConventionView(part, data, sheet);
    this.#board = new BoardView(part, data, sheet);
    this.#footprint = new FootprintView(part, data, sheet);
    this.#notices = new NoticesView(part, data.box, (event) => this.#nameOf(event));
    this.#step = this.#first();
    this.#wire();
    this.paint();
  }

  #first() {
    const named = Number(new URL(location.href).searchParams.get(ADDRESS)) - 1;
    return STEPS[named] ? named : this.#sheet.reached;
  }

  #wire() {
    const part = this.#part;
    part("back").onclick = () => this.#turnTo(this.#step - 1);
    part("next").onclick = () => this.#step || this.#convention.said ? this.#turnTo(this.#step + 1) : this.#convention.ask();
    part("finish").onclick = () => this.#ask(true);
    part("keep").onclick = () => this.#ask(false);
    part("sure").onclick = () => this.#finish();
    part("ask").onkeydown = ({ key }) => { if (key === "Escape") this.#ask(false); };
    this.stopListening = outbox.listen((what) => this.#heard(what));
    this.onKey = (event) => this.#key(event);
    this.onReturn = () => { if (document.visibilityState === "visible") this.refresh?.(); };
    document.addEventListener("keydown", this.onKey);
    document.addEventListener("visibilitychange", this.onReturn);
  }

  #key(event) {
    const undoes = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!undoes || this.#step !== 1 || this.#sheet.finished) return;
    event.preventDefault();
    this.#board.undo();
  }

  #turnTo(step) {
    this.#board.letGo();
    this.#step = step;
    this.#asking = false;
    const address = new URL(location.href);
    address.searchParams.set(ADDRESS, step + 1);
    history.replaceState(history.state, "", address);
    this.paint();
    this.#part("title").focus();
  }

  // Asked in place, away from where the first click was, and with the focus on the way back.
  #ask(asking) {
    this.#asking = asking;
    this.paint();
    this.#part(asking ? "keep" : "finish").focus();
  }

  #finish() {
    this.#sheet.finish();
    this.#asking = false;
    this.paint();
    this.#part("title").focus();
  }

  #owed() {
    const cards = this.#board.missing, owed = [];
    if (!this.#convention.said) owed.push("You have not said yet what MES means to you.");
    if (cards.length) owed.push(cards.length === 1 ? `Card ${cards[0]} is not placed yet.` : `Cards ${listed(cards)} are not placed yet.`);
    if (!this.#footprint.marked) owed.push("Nothing is marked for your last plant.");
    return owed.join(" ") || "Every card is placed.";
  }

  #nameOf({ kind, part }) {
    if (kind === "move") return `Card ${this.#board.number(part)}`;
    return { convention: "What MES means", words: "Your own words", footprint: "Your last plant", finish: "Finish" }[kind];
  }

  update(data) {
    outbox.open(data);
    this.paint();
  }

  // After the end the board stays in sight, for the talk about it.
  paint() {
    const { finished } = this.#sheet, part = this.#part, step = finished ? 1 : this.#step;
    const screen = finished ? "finished" : STEPS[step].part;
    part("exercise").dataset.screen = screen;
    for (const { part: name } of STEPS) part(name).hidden = name !== STEPS[step].part;
    say(part("title"), finished ? this.#farewell() : STEPS[step].title);
    part("count").hidden = step === 0;
    part("undo").hidden = finished || step !== 1;
    part("back").hidden = finished || step === 0;
    part("next").hidden = finished || !STEPS[step].next;
    say(part("next"), STEPS[step].next ?? "");
    part("finish").hidden = finished || step !== 2;
    part("finish").className = this.#asking ? "" : "primary";
    part("finish").ariaExpanded = String(this.#asking);
    part("ask").hidden = !this.#asking || finished;
    if (this.#asking) say(part("owed"), this.#owed());
    this.#convention.paint();
    this.#footprint.paint();
    this.#board.paint(finished);
    say(part("count"), step === 2 ? this.#footprint.counted() : this.#board.counted());
    this.#notices.paint();
    this.#paintSaved();
  }

  #farewell() {
    return this.#sheet.finishing && outbox.status().name !== "saving"
      ? "Thank you. Your board is finished and kept on this device; leave this page open until it is saved."
      : "Thank you. Your board is finished, and nothing moves any more.";
  }

  #paintSaved() {
    const { name, text } = outbox.status(), trouble = ["idle", "saving", "saved"].includes(name) ? "" : text;
    say(this.#part("saved"), name === "refused" ? "not accepted, see above the board" : text);
    this.#part("saved").dataset.state = name;
    if (trouble !== this.#announced) say(this.#part("announce"), trouble || "All is saved again.");
    this.#announced = trouble;
  }

  #heard({ others, wasAway }) {
    if (others) this.#convention.heard(others);
    this.paint();
    if (wasAway) this.refresh?.();                       // another window may have written meanwhile
  }

  close() {
    this.stopListening();
    document.removeEventListener("keydown", this.onKey);
    document.removeEventListener("visibilitychange", this.onReturn);
  }
}

const listed = (numbers) => `${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;

export default function ({ parentElement, data, setTriggerValue }) {
  const held = exercises.get(parentElement);
  const exercise = held?.box === data.box ? held : new Exercise(parentElement, data);
  exercise === held ? exercise.update(data) : held?.close();
  // Asks Python for what the database holds by now. Losing or merging this request loses nothing.
  exercise.refresh = () => setTriggerValue("refresh", Date.now());
  exercises.set(parentElement, exercise);
  return () => {
    exercises.delete(parentElement);
    exercise.close();
  };
}
