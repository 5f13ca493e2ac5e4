// The choice of who is looking. The server answers with a cookie that this code cannot read.

import { reveal } from "../component.js";
import { element, setText } from "../dom.js";

const NOBODY = "Nobody: the consultant's view";
const NOT_KEPT = "The choice was not kept: the server did not answer. Try again in a moment.";

/**
 * @typedef {object} PickerData
 * @property {string} label
 * @property {[string, string][]} people value and label
 * @property {string} chosen
 */

/** @param {import("../component.js").StreamlitComponent} component */
export default function ({ parentElement: root, data }) {
  const { label, people, chosen } = /** @type {PickerData} */ (data);
  const select = root.querySelector("select");
  const fault = /** @type {HTMLElement | null} */ (root.querySelector(".fault"));
  if (!select || !fault) throw new Error("The choice of who is looking has lost its HTML.");
  reveal(root);
  const options = [["", NOBODY], ...people]
    .map(([value, textContent]) => element("option", { value, textContent }));
  setText(root.querySelector(".picker span"), label);
  select.replaceChildren(...options);
  select.value = chosen;
  select.onchange = async () => {
    fault.hidden = true;
    if (await choose(select.value)) return location.reload();
    select.value = chosen;
    fault.hidden = false;
    setText(fault, NOT_KEPT);
  };
}

/** Whether the server remembers this rater now. @param {string} rater */
async function choose(rater) {
  try {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ rater });
    const answer = await fetch("api/who", { method: "POST", headers, body });
    return !(await answer.json()).error;
  } catch {
    return false;
  }
}
