// Import this before any module that uses the page's queue: it puts a queue without a browser there.

import { Device } from "../../../assessment/ui/shared/outbox/device.js";
import { Outbox } from "../../../assessment/ui/shared/outbox/outbox.js";
import { FakeChannel } from "./server.js";
import { installStorage } from "./storage.js";

installStorage();

/** The queue of this test's page. */
export const outbox = new Outbox(new Device(), /** @type {any} */ (new FakeChannel()));
Object.assign(globalThis, { levelsetOutbox: outbox });

/**
 * What Python sends about a box that holds these values: key `kind|item|part` -> value.
 *
 * @param {string} box
 * @param {Record<string, any>} [values]
 */
export function boxData(box, values = {}) {
  /** @type {Record<string, [any, number, number, string]>} */
  const state = {};
  Object.entries(values).forEach(([key, value], index) => {
    state[key] = [value, index + 1, 1_700_000_000, "earlier"];
  });
  return { box, token: "t", url: "api/events", epoch: "1", kit: "K1", state };
}
