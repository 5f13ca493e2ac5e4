// Notices about words that wait under another address, here and there.

import { element, setText } from "../dom.js";
import { waitingElsewhere } from "./other_addresses.js";
import { FILE_NAME, takeIn, waitingFile } from "./waiting_file.js";

/** What waits under other addresses of this computer, with the way to get it; none: nothing does. */
export function elsewhereNotices() {
  return waitingElsewhere().map(({ port, address, waiting }) => {
    const entries = waiting === 1 ? "1 entry" : `${waiting} entries`;
    const link = element("a", { href: address, target: "_blank", textContent: address });
    const wait = waiting === 1 ? " still waits. " : " still wait. ";
    const said = element("p", {}, `On this device ${entries} typed under `, link, wait);
    said.append(
      "Is that page still open? Press ",
      element("b", { textContent: "Save what waits as a file" }),
      " there and choose the file here. If not, start Levelset there again " +
        `(levelset serve --port ${port}) and open the interview: then they are sent.`,
    );
    return element("div", { className: "notice" }, said, chooser(port));
  });
}

/** @param {string} port where the file comes from */
function chooser(port) {
  const input = element("input", { type: "file", accept: ".json,application/json" });
  const fault = element("p", { role: "alert" });
  input.ariaLabel = "File of what waits";
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
  const text =
    "The server has not answered for a minute. What you do here is kept on this device, " +
    "and sent as soon as it answers. If Levelset comes back under another address, take it there:";
  const save = element("button", { type: "button", textContent: "Save what waits as a file" });
  save.onclick = async () => {
    const href = URL.createObjectURL(
      new Blob([await waitingFile(box)], { type: "application/json" }),
    );
    element("a", { href, download: FILE_NAME }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  };
  return element("div", { className: "notice" }, element("p", { textContent: text }), save);
}
