// Events in IndexedDB: a few milliseconds later than in localStorage, but a killed browser keeps them.

/** @typedef {import("./events.js").OutboxEvent} OutboxEvent */

const DATABASE = "levelset-outbox";
const STORE = "events";

export class EventDatabase {
  /** @type {Promise<IDBDatabase> | null} */
  #connection = null;

  /** @param {string} prefix of the slots @returns {Promise<OutboxEvent[]>} */
  async find(prefix) {
    try {
      const store = (await this.#open()).transaction(STORE).objectStore(STORE);
      return await resultOf(store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)));
    } catch {
      return []; // no IndexedDB on this device: localStorage has to do
    }
  }

  /**
   * Writes all of it in one transaction; returns whether that worked.
   *
   * @param {Iterable<[string, OutboxEvent | null]>} changes slot and event; null deletes the slot
   */
  async write(changes) {
    try {
      const connection = await this.#open();
      const transaction = connection.transaction(STORE, "readwrite", { durability: "strict" });
      const store = transaction.objectStore(STORE);
      for (const [slot, event] of changes) event ? store.put(event, slot) : store.delete(slot);
      await /** @type {Promise<void>} */ (new Promise((done, failed) => {
        transaction.oncomplete = () => done();
        transaction.onabort = () => failed(transaction.error);
      }));
      return true;
    } catch {
      this.#connection = null; // a closed connection is opened again next time
      return false;
    }
  }

  #open() {
    this.#connection ??= new Promise((opened, failed) => {
      const request = indexedDB.open(DATABASE, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        opened(request.result);
      };
    });
    return this.#connection;
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function resultOf(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
