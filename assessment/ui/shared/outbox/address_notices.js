// Notices about words that wait under another address, here and there.

import { element, setText } from "../browser/dom.js";
import { waitingElsewhere } from "./other_addresses.js";
import { FILE_NAME, takeIn, waitingFile } from "./waiting_file.js";

/** What waits under other addresses of this computer, with the way to get it; none: nothing does. */
export function elsewhereNotices() {
  return waitingElsewhere().map(({ port, address, waiting }) => {
    const entries = waiting === 1 ? "1 entry" : `${waiting} entries`;
    const link = element("a", { href: address, target: "_blank", textContent: address });
    const wait = waiting === 1 ? " hasn't been sent. " : " haven't been sent. ";
    const said = element("p", {}, `On this device, ${entries} typed at `, link, wait);
    said.append(
      "If that page is still open, choose ",
      element("b", { textContent: "Save unsent entries" }),
      " there and open the file here. If not, start Levelset there again " +
        `(levelset serve --port ${port}) and open the interview. The entries are then sent.`,
    );
    return element("div", { className: "notice" }, said, chooser(port));
  });
}

/** @param {string} port where the file comes from */
function chooser(port) {
  const input = element("input", { type: "file", accept: ".json,application/json" });
  const fault = element("p", { role: "alert" });
  input.ariaLabel = "File of unsent entries";
  input.onchange = async () => {
    const file = input.files?.[0];
    if (!file) return;
    const why = takeIn(await file.text(), port);
    setText(fault, why);
    if (!why) location.reload(); // what an earlier page left is found at the start
  };
  return element("div", {}, input, fault);
}

/** That the server has been away for long, and a file of what waits for this box. @param {string} box */
export function longOutageNotice(box) {
  const text = "The server hasn't answered for a minute. What you enter is kept on this device " +
    "and sent when it answers. If Levelset restarts at another address, take the entries there:";
  const save = element("button", { type: "button", textContent: "Save unsent entries" });
  save.onclick = async () => {
    const href = URL.createObjectURL(
      new Blob([await waitingFile(box)], { type: "application/json" }),
    );
    element("a", { href, download: FILE_NAME }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  };
  return element("div", { className: "notice" }, element("p", { textContent: text }), save);
}
