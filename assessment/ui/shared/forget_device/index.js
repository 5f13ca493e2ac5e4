// The button that removes everything that Levelset keeps in this browser.

import { reveal } from "../browser/component.js";
import { partsOf, setText } from "../browser/dom.js";
import { announceWaiting } from "../outbox/other_addresses.js";
import { announceTyped, countTyped } from "../typed_words/device.js";
import { forgetEverything, lostWords, unsentByScorecard } from "./storage.js";

const NOT_SIGNED_OUT = "The server did not answer, so nothing was deleted. Try again in a moment.";

/** @param {import("../browser/component.js").StreamlitComponent} component */
export default function ({ parentElement: root }) {
  const part = partsOf(root);
  const question = part("question");
  reveal(root);
  part("ask").onclick = async () => {
    setText(part("lost"), lostWords(await unsentByScorecard(), countTyped()));
    setText(part("fault"), "");
    question.hidden = false;
    part("keep").focus();
  };
  part("keep").onclick = () => {
    question.hidden = true;
    part("ask").focus();
  };
  part("forget").onclick = async () => {
    if (!await signedOut()) return setText(part("fault"), NOT_SIGNED_OUT);
    await forgetEverything();
    announceTyped();
    announceWaiting(); // pages under other ports were told how much waits here
    location.replace(new URL("./", location.href));
  };
}

/** Whether the server has taken this browser's cookies back. */
async function signedOut() {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("api/forget", { method: "POST", headers, body: "{}" });
    return answer.ok && (await answer.json()).forgotten === true;
  } catch {
    return false;
  }
}
