// device.js: where events wait on this device until the server has acknowledged them.
//
// Every event goes to localStorage and to IndexedDB. localStorage is there before the next line runs, but
// a killed browser forgets its last half minute; IndexedDB survives that, a few milliseconds later.
// Either one is enough to recover from.

const DEVICE_PREFIX = "levelset:outbox:";
const DEVICE_DATABASE = "levelset-outbox";
const DEVICE_STORE = "events";
const SETTLED = Symbol("delete: the server has it");
const REPLACED_BY_NEWER = Symbol("delete as soon as the newer text is safe");

class Device {
  #copies = new Map();     // slot -> {event, local, durable}: what is on this device, as far as we know
  #writes = new Map();     // slot -> event to put, or why to delete: what IndexedDB has not been told yet
  #flushing = false;
  #database = null;
  #turn = 0;
  onChange = () => {};     // called when an event turned out to be on the device, or not

  static slot = (event) => `${DEVICE_PREFIX}${event.box}:${event.client}:${event.seq}`;

  // Rises with everything done on this device, though its clock be set back between two page loads.
  turn() { return this.#turn = Math.max(Date.now(), this.#turn + 1); }

  // Whether losing this window would lose the event. One still on its way into IndexedDB counts as kept.
  holds(event) {
    const copy = this.#copies.get(Device.slot(event));
    return Boolean(copy && (copy.local || copy.durable !== "failed"));
  }

  keep(event) {
    const slot = Device.slot(event);
    this.#copies.set(slot, { event, local: keptLocally(slot, event), durable: "pending" });
    this.#writes.set(slot, event);
    this.#flush();
  }

  forget(event) {
    const slot = Device.slot(event);
    this.#copies.delete(slot);
    forgottenLocally(slot);
    this.#writes.set(slot, SETTLED);
    this.#flush();
  }

  // Keeps `newer`, and gives up `older` only once `newer` is safe.
  replace(older, newer) {
    this.keep(newer);
    if (this.#copies.get(Device.slot(newer)).local) forgottenLocally(Device.slot(older));
    this.#writes.set(Device.slot(older), REPLACED_BY_NEWER);
  }

  // One client's events up to a number, whoever put them there: what an acknowledgement settles.
  upTo(box, client, seq) {
    return [...this.#copies.values()].map(({ event }) => event)
      .filter((e) => e.box === box && e.client === client && e.seq <= seq);
  }

  // Tries again where there was no room before.
  retry(events) { for (const event of events) if (!this.holds(event)) this.keep(event); }

  // What earlier page loads left for this box: each under its own client and number, oldest first.
  async recover(box, ownClient) {
    const found = new Map(foundLocally(`${DEVICE_PREFIX}${box}:`));
    for (const event of await this.#foundInDatabase(box)) found.set(Device.slot(event), event);
    const groups = new Map();
    for (const [slot, event] of found) {
      if (event.client === ownClient) continue;
      this.#turn = Math.max(this.#turn, event.turn);
      this.#copies.set(slot, { event, local: true, durable: "kept" });
      groups.set(event.client, [...(groups.get(event.client) ?? []), event]);
    }
    const inOrder = [...groups.values()].map((events) => events.sort((a, b) => a.seq - b.seq));
    return inOrder.sort((a, b) => a[0].turn - b[0].turn).flat();
  }

  async #foundInDatabase(box) {
    try {
      const store = (await this.#open()).transaction(DEVICE_STORE).objectStore(DEVICE_STORE);
      const own = IDBKeyRange.bound(`${DEVICE_PREFIX}${box}:`, `${DEVICE_PREFIX}${box}:\uffff`);
      return await answered(store.getAll(own));
    } catch {
      return [];             // no IndexedDB here: localStorage has to do
    }
  }

  // One transaction at a time; what gathers meanwhile goes into the next, so that a burst of keystrokes
  // costs a few transactions and not hundreds.
  async #flush() {
    if (this.#flushing) return;
    this.#flushing = true;
    while (this.#writes.size) {
      const writes = new Map(this.#writes);
      this.#writes.clear();
      if (await this.#write(writes)) this.#done(writes);
      else await this.#noRoom(writes);
    }
    this.#flushing = false;
  }

  async #write(writes) {
    try {
      const transaction = (await this.#open()).transaction(DEVICE_STORE, "readwrite", { durability: "strict" });
      const store = transaction.objectStore(DEVICE_STORE);
      for (const [slot, what] of writes) typeof what === "symbol" ? store.delete(slot) : store.put(what, slot);
      await new Promise((done, failed) => {
        transaction.oncomplete = done;
        transaction.onabort = () => failed(transaction.error);
      });
      return true;
    } catch {
      this.#database = null; // a closed connection is opened anew next time
      return false;
    }
  }

  #done(writes) {
    for (const [slot, what] of writes) {
      if (what === REPLACED_BY_NEWER) {
        forgottenLocally(slot);
        this.#copies.delete(slot);
      } else if (what !== SETTLED && this.#copies.has(slot)) this.#copies.get(slot).durable = "kept";
    }
    this.onChange();
  }

  // Nothing of it was written. What the server has may go, which makes room; an older text stays.
  async #noRoom(writes) {
    const settled = new Map([...writes].filter(([, what]) => what === SETTLED));
    if (settled.size && settled.size < writes.size) await this.#write(settled);
    for (const [slot, what] of writes) {
      if (typeof what !== "symbol" && this.#copies.has(slot)) this.#copies.get(slot).durable = "failed";
    }
    this.onChange();
  }

  #open() {
    this.#database ??= new Promise((opened, failed) => {
      const request = indexedDB.open(DEVICE_DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(DEVICE_STORE);
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        opened(request.result);
      };
    });
    return this.#database;
  }
}

function keptLocally(slot, event) {
  try {
    localStorage.setItem(slot, JSON.stringify(event));
    return true;
  } catch {
    return false;            // full, or switched off
  }
}

function forgottenLocally(slot) {
  try { localStorage.removeItem(slot); } catch { /* switched off */ }
}

function foundLocally(prefix) {
  const found = [];
  try {
    for (const slot of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
      found.push([slot, JSON.parse(localStorage.getItem(slot))]);
    }
  } catch { /* switched off, or not ours */ }
  return found;
}

const answered = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
