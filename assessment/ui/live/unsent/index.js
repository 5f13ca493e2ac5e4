// Sends what an earlier page load left on this device, and shows what was not accepted of it.

import { partsOf } from "../../shared/browser/dom.js";
import { entryName } from "../../shared/outbox/event_names.js";
import { NoticesView } from "../../shared/outbox/notices.js";
import { outbox } from "../../shared/outbox/page_outbox.js";
import { writesToQueue } from "../../shared/outbox/queue_component.js";

/** @typedef {import("../../shared/outbox/events.js").RefusedEvent} RefusedEvent */
/** @typedef {import("../../shared/outbox/events.js").BoxData & { items: string[] }} UnsentData */

export default writesToQueue((root, /** @type {UnsentData} */ data) => {
  outbox.open(data);
  const nameOf = (/** @type {RefusedEvent} */ { item, kind }) =>
    entryName(data.items.indexOf(item) + 1, kind);
  const notices = new NoticesView(partsOf(root), data.box, nameOf);
  notices.paint();
  return {
    update: (updated) => outbox.open(updated),
    close: outbox.listen(() => notices.paint()),
  };
});
