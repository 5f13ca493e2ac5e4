// The frame of a component that writes through the page's queue.

import { closeView, keepsView, reveal } from "../browser/component.js";
import { onConnection } from "../connection/state.js";
import { element } from "../browser/dom.js";
import { isOtherProtocol } from "./page_outbox.js";

/**
 * @typedef {import("../browser/component.js").Root} Root
 * @typedef {import("../browser/component.js").StreamlitComponent} StreamlitComponent
 * @typedef {import("../browser/component.js").View} View
 */

const TEXT = "Levelset was updated while this page was open. What you entered is kept on this " +
  "device. Reload to continue.";

/**
 * As `keepsView`. `create` gets a function that asks Python for what the database holds by now.
 * Where the page's queue belongs to a release that this one cannot work with, the component asks for
 * a reload instead; the queue goes on sending what it holds.
 *
 * @param {(root: Root, data: any, refresh: () => void) => View} create
 * @returns {(component: StreamlitComponent) => (() => void) | void}
 */
export function writesToQueue(create) {
  const mount = keepsView((root, data, latest) => {
    // Losing or merging a request for a refresh loses nothing: the queue is quicker than Streamlit at
    // finding a server again, so what it asks for then is lost, and is asked for once more.
    const refresh = () => latest().setTriggerValue("refresh", Date.now());
    const view = create(root, data, refresh);
    const stop = onConnection((connected) => connected && refresh());
    return {
      update: (changed) => view.update?.(changed),
      close() {
        stop();
        view.close?.();
      },
    };
  });
  return (component) =>
    isOtherProtocol() ? askForReload(component.parentElement) : mount(component);
}

/** @param {Root} root */
function askForReload(root) {
  closeView(root);
  reveal(root);
  const content = root.firstElementChild;
  if (!(content instanceof HTMLElement) || content.inert) return;
  content.inert = true;
  const reload = element("button", { type: "button", textContent: "Reload" });
  reload.onclick = () => location.reload();
  root.prepend(element(
    "div",
    { className: "ours" },
    element("div", { className: "notice", role: "alert" }, element("p", {}, TEXT), reload),
  ));
  // An older release's screen may still be listening, and what it writes would not be seen.
  addEventListener("keydown", (event) => event.stopPropagation(), { capture: true });
}
