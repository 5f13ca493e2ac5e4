// The one queue of this page, shared by all its components and by later releases of this code.

import { announceWaiting } from "./other_addresses.js";
import { Outbox, PROTOCOL } from "./outbox.js";

/** @type {{ levelsetOutbox?: Outbox }} */
const page = /** @type {any} */ (globalThis);

/** The name on `window` is frozen: a newer release has to find the queue there. */
export const outbox = page.levelsetOutbox ??= connected(new Outbox());

/** Whether the queue on this page is of a release that these modules cannot work with. */
export const isOtherProtocol = () => outbox.protocol !== PROTOCOL;

/** Calls the queue when something happens to the page. @param {Outbox} made */
function connected(made) {
  // In normal use everything is sent within a second: only what stays is announced to other ports.
  addEventListener("pagehide", () => {
    made.pageHides();
    announceWaiting();
  });
  made.listen(() => {
    const { name, waiting } = made.status();
    if (name !== "saving" || !waiting) announceWaiting();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") made.pageHides();
  });
  addEventListener("online", () => made.retry());
  addEventListener("beforeunload", (event) => {
    if (made.onlyInThisWindow) event.preventDefault();
  });
  return made;
}
