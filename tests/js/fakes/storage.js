// A device's storage: localStorage, sessionStorage and IndexedDB in memory.

export class FakeStorage {
  constructor() {
    // Hidden, because the keys of a real storage are what is stored in it.
    Object.defineProperty(this, "isFull", { value: false, writable: true, enumerable: false });
  }

  /** @param {string} name */
  getItem(name) {
    return Object.hasOwn(this, name) ? Reflect.get(this, name) : null;
  }

  /** @param {string} name @param {string} value */
  setItem(name, value) {
    if (Reflect.get(this, "isFull")) throw new DOMException("full", "QuotaExceededError");
    Reflect.set(this, name, String(value));
  }

  /** @param {string} name */
  removeItem(name) {
    Reflect.deleteProperty(this, name);
  }
}

/** IndexedDB with one store, as far as the outbox uses it. */
export class FakeIndexedDB {
  /** @type {Map<string, any>} */
  records = new Map();
  isFull = false;
  isMissing = false;

  open() {
    if (this.isMissing) throw new Error("no IndexedDB");
    const request = /** @type {any} */ ({ result: this.#connection() });
    queueMicrotask(() => request.onsuccess());
    return request;
  }

  #connection() {
    return { transaction: () => this.#transaction() };
  }

  #transaction() {
    const transaction = /** @type {any} */ ({ error: null });
    /** @type {(() => void)[]} */
    const changes = [];
    let puts = 0;
    transaction.objectStore = () => ({
      put: (/** @type {any} */ value, /** @type {string} */ key) => {
        puts++;
        changes.push(() => this.records.set(key, structuredClone(value)));
      },
      delete: (/** @type {string} */ key) => changes.push(() => this.records.delete(key)),
      getAll: (/** @type {{ lower: string, upper: string }} */ { lower, upper }) => {
        const found = [...this.records].filter(([key]) => lower <= key && key <= upper);
        const request = /** @type {any} */ ({ result: found.map(([, value]) => value) });
        queueMicrotask(() => request.onsuccess());
        return request;
      },
    });
    queueMicrotask(() => {
      if (!transaction.oncomplete) return; // only read
      if (this.isFull && puts) return transaction.onabort();
      for (const change of changes) change();
      transaction.oncomplete();
    });
    return transaction;
  }
}

/** Gives this test a device of its own. */
export function installStorage() {
  const local = /** @type {FakeStorage & { isFull: boolean }} */ (new FakeStorage());
  const session = new FakeStorage(), database = new FakeIndexedDB();
  const replaced = {
    localStorage: local,
    sessionStorage: session,
    indexedDB: database,
    IDBKeyRange: {
      bound: (/** @type {string} */ lower, /** @type {string} */ upper) => ({ lower, upper }),
    },
  };
  for (const [name, value] of Object.entries(replaced)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  return { local, session, database };
}
