// outbox.js: one ordered, durable, acknowledged queue per page.
//
// Put in front of every component's script; the first copy that runs puts the queue on `window`, the others
// find it there. An event goes on the device, then it is painted, then it is sent. What is shown is the
// unsent event, else the stored value with the highest place in the server's log.

const TEXTS = new Set(["evidence", "reasons", "deviation", "words"]);   // kinds whose value is a whole text
const REPLACED = new Set([...TEXTS, "seconds"]);         // kinds where an unsent value is as good as never written
const LOCKS = new Set(["submit", "finish"]);             // kinds after which nothing of a box changes any more
const LIMITS = {
  rest: 400,            // ms without a keystroke before text is sent
  longest: 700,         // ms after which text is sent though typing goes on: with the way there, under a second
  answer: 6000,         // ms to wait for an answer, of the server or of the device
  backOff: 5000,        // ms between tries at most
  batch: 200,           // events in one request
  bytes: 200_000,       // in one request
  beacon: 60_000,       // bytes that a browser sends for a page that is leaving
};

class Outbox {
  client = [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, "0")).join("");
  #device = new Device();
  #boxes = new Map();        // box -> {token, url, epoch, kit}: opened by Python's data
  #stored = new Map();       // key -> {value, id, at, client}: what the database is known to hold
  #acknowledged = new Map(); // key -> place in the log of this page's own last acknowledged event
  #queue = [];               // not acknowledged, oldest first
  #refused = new Map();      // key -> event with `why`: shown until the person has taken note of it
  #submitted = new Set();    // boxes whose sheet is locked
  #proposed = new Map();     // box -> how many events became proposals
  #listeners = new Set();
  #finding = new Set();      // boxes of which this device has yet to say what earlier page loads left
  #leaving = new Set();      // last words of the screens when the page goes
  #others = new BroadcastChannel("levelset-outbox");
  #seq = 0; #busy = false; #fails = 0;
  #single = false;           // the last batch was turned down as a whole: send one at a time
  #status = 0;               // of the last answer that was not ours
  #timer = 0;
  #firstText = 0;            // when the oldest text that waits was typed
  #savedAt = 0;
  trouble = "";              // why the server cannot store at present: its own sentence
  restoredAt = 0;            // when the database was restored under this page: epoch seconds

  constructor() {
    this.#device.onChange = () => this.#tell();
    this.#others.onmessage = ({ data }) => this.#hear(data);
    addEventListener("pagehide", () => this.#farewell());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.#farewell());
    addEventListener("online", () => this.retry());
    addEventListener("beforeunload", (leaving) => { if (this.#loose().length) leaving.preventDefault(); });
  }

  static key = (e) => `${e.box}|${e.kind}|${e.item}|${e.part}`;

  // Python's data on every run: {box, token, url, epoch, kit, state: {"kind|item|part": [value, id, at, client]}}.
  open({ box, token, url, epoch, kit, state }) {
    const first = !this.#boxes.has(box);
    if (!first && this.#boxes.get(box).epoch !== epoch) return this.#restored(epoch);
    this.#boxes.set(box, { token, url, epoch, kit });
    for (const [key, [value, id, at, client]] of Object.entries(state)) {
      this.#merge(`${box}|${key}`, { value, id, at, client });
      this.#savedAt = Math.max(this.#savedAt, at);
    }
    if (first) this.#adopt(box);
    else if (this.#fails) this.retry();                  // data from Python: the server is back
    this.#tell();
  }

  add(box, kind, item, part, value, base = 0) {
    const seq = ++this.#seq, at = Date.now(), { epoch, kit } = this.#boxes.get(box);
    const turn = this.#device.turn();
    const event = { box, client: this.client, seq, kind, item, part, value, base, at, epoch, kit, turn };
    const key = Outbox.key(event);
    event.base = Math.max(base, this.#acknowledged.get(key) ?? 0);
    const older = REPLACED.has(kind) ? this.#takeOlder(key) : null;
    older ? this.#device.replace(older, event) : this.#device.keep(event);
    this.#queue.push(event);
    this.#tell();
    if (!this.#fails) this.#schedule(this.#waitFor(kind));
  }

  // An unsent text or clock gives way to the newer one, which has a number of its own, because the older
  // may already be on its way. Never across a submit: what came before the lock stays before it.
  #takeOlder(key) {
    const locked = this.#queue.findLastIndex((e) => LOCKS.has(e.kind));
    const older = this.#queue.findLastIndex((e) => Outbox.key(e) === key && e.client === this.client);
    return older > locked ? this.#queue.splice(older, 1)[0] : null;
  }

  #waitFor(kind) {
    if (!TEXTS.has(kind)) return 0;
    const now = performance.now();
    this.#firstText ||= now;
    return Math.max(0, Math.min(LIMITS.rest, this.#firstText + LIMITS.longest - now));
  }

  pending(box, kind, item, part = "") {
    const key = `${box}|${kind}|${item}|${part}`, { kit } = this.#boxes.get(box) ?? {};
    const same = (e) => !item || (e.kit ?? kit) === kit;  // another kit's question is another question
    return this.#queue.findLast((e) => Outbox.key(e) === key && same(e));
  }

  known(box, kind, item, part = "") { return this.#stored.get(`${box}|${kind}|${item}|${part}`); }

  get(box, kind, item, part = "") {
    return (this.pending(box, kind, item, part) ?? this.known(box, kind, item, part))?.value;
  }

  // [kind, item, part] of everything there is in a box, some twice.
  entries(box) {
    return [...this.#stored.keys(), ...this.#queue.map(Outbox.key)].map((key) => key.split("|"))
      .filter(([other]) => other === box).map(([, ...entry]) => entry);
  }

  waiting(box) { return this.#queue.filter((e) => e.box === box).length; }
  refused(box) { return [...this.#refused.values()].filter((e) => e.box === box); }
  submitted(box) { return this.#submitted.has(box); }
  proposed(box) { return this.#proposed.get(box) ?? 0; }

  listen(heard) { this.#listeners.add(heard); return () => this.#listeners.delete(heard); }
  beforeLeaving(lastWords) { this.#leaving.add(lastWords); return () => this.#leaving.delete(lastWords); }

  dismiss(event) {
    this.#refused.delete(Outbox.key(event));
    this.#device.forget(event);
    this.#tell();
  }

  retry() { if (this.#queue.length) { this.#fails = 0; this.#schedule(0); } }

  // What the page says about saving: a name for the look, and a few words.
  status() {
    const loose = this.#loose().length, waiting = this.#queue.length;
    const say = (name, text) => ({ name, text, waiting: waiting + this.#finding.size, loose });
    if (loose) return say("full", `This device's storage is full: ${loose} in this window only. Keep it open.`);
    if (this.restoredAt ? waiting : this.#fails && this.#status === 401) return say("stale", "reload to save, kept on this device");
    if (this.#fails) return say("offline", "offline, kept on this device");
    if (waiting) return say("saving", "saving…");
    if (this.#refused.size) return say("refused", `${this.#refused.size} not accepted, see above the question`);
    return this.#savedAt ? say("saved", `saved ${timeOfDay(this.#savedAt)}`) : say("idle", "");
  }

  #loose() { return this.#queue.filter((e) => !this.#device.holds(e)); }

  // What a screen fails to draw must not keep the queue from being sent.
  #tell(what = {}) {
    for (const heard of this.#listeners) {
      try { heard(what); } catch (fault) { reportError(fault); }
    }
  }

  #merge(key, stored) {
    if (stored.id > (this.#stored.get(key)?.id ?? 0)) this.#stored.set(key, stored);
    const [box, kind] = key.split("|");
    if (LOCKS.has(kind)) this.#submitted.add(box);
  }

  #hear({ key, stored, epoch }) {
    if (this.#boxes.get(key.split("|")[0])?.epoch !== epoch) return;   // places of another log
    this.#merge(key, stored);
    this.#tell();
  }

  // Places in the log are given again from here on, so this page can no longer tell what is newest. The server
  // takes nothing more from it; what is done here stays on the device, for the next load of the page.
  #restored(epoch) {
    this.restoredAt = Number(epoch?.split(".")[0]) || Date.now() / 1000;
    this.#tell();
  }

  // A tab that is still alive may send the same events as well: the server drops repeats. What is done here comes
  // after what was left, so nothing is sent before that is found, or the device has had its time to say.
  async #adopt(box) {
    const found = () => { if (this.#finding.delete(box) && this.#queue.length) this.#schedule(0); };
    this.#finding.add(box);
    setTimeout(found, LIMITS.answer);
    const left = await this.#device.recover(box, this.client).finally(found);
    if (!left.length) return;
    const { epoch } = this.#boxes.get(box);
    for (const event of left) if (event.epoch !== epoch) event.base = 0;   // it saw a log that is gone
    this.#queue = [...left, ...this.#queue];
    this.#tell();
    this.#schedule(0);
  }

  #schedule(wait) {
    if (this.#busy) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#push(), wait);
  }

  // The oldest events of one page load, never skipping one.
  #take(bytes) {
    const batch = [];
    let size = 300;
    for (const event of this.#queue) {
      size += 200 + (typeof event.value === "string" ? 3 * event.value.length : 0);
      const foreign = batch.length && (event.client !== batch[0].client || event.box !== batch[0].box);
      if (batch.length && (this.#single || foreign || batch.length >= LIMITS.batch || size > bytes)) break;
      batch.push(event);
    }
    return batch;
  }

  #body(batch) {
    const { box, client } = batch[0], { token, epoch } = this.#boxes.get(box);
    const events = batch.map(({ box: _box, client: _client, epoch: _epoch, turn: _turn, ...event }) => event);
    return JSON.stringify({ box, client, token, epoch, events });
  }

  async #push() {
    clearTimeout(this.#timer);
    if (this.#busy || this.#finding.size || !this.#queue.length) return;
    this.#busy = true;
    this.#firstText = 0;
    const began = Date.now(), batch = this.#take(LIMITS.bytes);
    const answer = await this.#post(batch).catch((fault) => this.#turnedDown(batch, fault));
    if (answer) {
      const wasAway = this.#fails > 1;
      this.#single = false;
      this.trouble = "";
      this.#fails = 0;
      this.#settle(batch, answer, wasAway);
    }
    this.#busy = false;
    if (this.#queue.length) this.#schedule(this.#waitBefore(began));
  }

  async #post(batch) {
    this.#status = 0;
    const body = this.#body(batch);
    const answer = await fetch(this.#boxes.get(batch[0].box).url, {
      method: "POST", body, signal: AbortSignal.timeout(LIMITS.answer), headers: { "Content-Type": "application/json" },
      keepalive: body.length < LIMITS.beacon / 3,
    });
    this.#status = answer.status;
    const said = answer.ok || [409, 503].includes(answer.status) ? await answer.json() : null;
    if (answer.status === 503) this.trouble = said?.error ?? "";
    if (said?.error === "epoch") this.#restored(said.epoch);     // and it goes on as a failure
    // Streamlit answers unknown addresses with a page and a 200: only our own shape counts.
    if (!said?.ids) throw new Error(`answered ${answer.status}`);
    return said;
  }

  #waitBefore(began) {
    if (this.#fails) return Math.min(250 * 2 ** this.#fails, LIMITS.backOff) * (0.8 + 0.4 * Math.random());
    const urgent = this.#queue.some((e) => !TEXTS.has(e.kind) || e.at < began);
    return urgent ? 0 : LIMITS.rest;                     // only text typed meanwhile may wait
  }

  // A request that the server does not understand must not hold up the ones behind it: it is tried event by
  // event, and the one that does not pass goes to the list that the person sees.
  #turnedDown(batch, fault) {
    if (this.#status !== 503) this.trouble = "";
    const hopeless = this.#status === 400 || this.#status === 413;
    if (hopeless && batch.length === 1) {
      this.#refuse(batch[0], `The server did not take this entry (${fault.message}).`);
      this.#queue = this.#queue.filter((e) => e !== batch[0]);
      this.#single = false;
    } else if (hopeless) this.#single = true;
    else this.#fails++;
    this.#tell();
  }

  #settle(batch, answer, wasAway) {
    const { box, client } = batch[0], last = batch.at(-1).seq;
    const why = new Map(answer.refused.map((r) => [r.seq, r.why])), proposed = new Set(answer.proposed);
    this.#queue = this.#queue.filter((e) => e.box !== box || e.client !== client || e.seq > last);
    for (const event of batch) {
      const id = answer.ids[event.seq];
      if (why.has(event.seq)) this.#refuse(event, why.get(event.seq));
      else if (proposed.has(event.seq)) this.#proposed.set(box, this.proposed(box) + 1);
      else if (id) this.#accept(event, { value: event.value, id, at: answer.at, client });
    }
    const spared = new Set([...this.#refused.values()].map(Device.slot));
    for (const e of this.#device.upTo(box, client, last)) if (!spared.has(Device.slot(e))) this.#device.forget(e);
    this.#device.retry(this.#queue);                     // there may be room again
    this.#savedAt = answer.at;
    if (answer.submitted) this.#submitted.add(box);
    this.#tell({ acknowledged: batch, others: answer.others, refused: answer.refused, wasAway });
  }

  #accept(event, stored) {
    const key = Outbox.key(event);
    this.#merge(key, stored);
    this.#acknowledged.set(key, Math.max(stored.id, this.#acknowledged.get(key) ?? 0));
    this.#forgetRefusal(key);
    // What waits was typed on top of this one: it has seen it.
    for (const e of this.#queue) if (Outbox.key(e) === key) e.base = Math.max(e.base, stored.id);
    this.#others.postMessage({ key, stored, epoch: this.#boxes.get(event.box).epoch });
  }

  // Only the newest refusal of a key is of interest, and only a text is worth keeping on the device. What the
  // clock counted is nobody's entry.
  #refuse(event, why) {
    this.#forgetRefusal(Outbox.key(event));
    if (!["submit", "seconds"].includes(event.kind)) this.#refused.set(Outbox.key(event), { ...event, why });
    if (!TEXTS.has(event.kind)) this.#device.forget(event);
  }

  #forgetRefusal(key) {
    if (this.#refused.has(key)) this.#device.forget(this.#refused.get(key));
    this.#refused.delete(key);
  }

  // A beacon is no acknowledgement: the copy on the device stays until a page load has sent it again. So none is
  // sent ahead of what was left before.
  #farewell() {
    this.#leaving.forEach((lastWords) => lastWords());
    const batch = this.#queue.length && !this.#finding.size ? this.#take(LIMITS.beacon) : [];
    if (!batch.length) return;
    const body = new Blob([this.#body(batch)], { type: "application/json" });
    navigator.sendBeacon(this.#boxes.get(batch[0].box).url, body);
  }
}

const timeOfDay = (seconds) => new Date(seconds * 1000).toTimeString().slice(0, 8);
const outbox = (window.levelsetOutbox ??= new Outbox());
