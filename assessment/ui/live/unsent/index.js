// Sends what an earlier page load left on this device, and shows what was not accepted of it.

import { partsOf } from "../../shared/dom.js";
import { NoticesView } from "../../shared/outbox/notices.js";
import { outbox } from "../../shared/outbox/page_outbox.js";
import { writesToQueue } from "../../shared/outbox/queue_component.js";

/** @typedef {import("../../shared/outbox/events.js").BoxData & { items: string[] }} UnsentData */

export default writesToQueue((root, /** @type {UnsentData} */ data) => {
  outbox.open(data);
  const notices = new NoticesView(partsOf(root), data.box, ({ item, kind }) => {
    const number = data.items.indexOf(item) + 1;
    return number ? `Question ${number}, ${kind}` : kind;
  });
  notices.paint();
  return {
    update: (updated) => outbox.open(updated),
    close: outbox.listen(() => notices.paint()),
  };
});
