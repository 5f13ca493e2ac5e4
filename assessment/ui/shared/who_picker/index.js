// Who is viewing in this window. The address names the choice; the server also keeps it in a cookie,
// which this code cannot read, for new windows whose address names nobody.

import { reveal } from "../browser/component.js";
import { element, setText } from "../browser/dom.js";

const OWNER = "Owner";
const NOT_SAVED =
  "Your choice was not saved, because the server did not answer. Try again in a moment.";

/**
 * @typedef {object} PickerData
 * @property {[string, string][]} people value and label
 * @property {string} chosen
 * @property {boolean} linked whether a link decides who is viewing
 * @property {string} parameter of the address
 * @property {string} owner how the address names the owner
 */

/** @param {import("../browser/component.js").StreamlitComponent} component */
export default function ({ parentElement: root, data }) {
  const { people, chosen, linked, parameter, owner } = /** @type {PickerData} */ (data);
  const select = root.querySelector("select");
  const fault = /** @type {HTMLElement | null} */ (root.querySelector(".fault"));
  const mark = /** @type {HTMLElement | null} */ (root.querySelector(".linked"));
  if (!select || !fault || !mark) throw new Error("The choice of the viewer has lost its HTML.");
  reveal(root);
  const options = [["", OWNER], ...people]
    .map(([value, textContent]) => element("option", { value, textContent }));
  mark.hidden = !linked;
  select.replaceChildren(...options);
  select.value = chosen;
  select.onchange = async () => {
    fault.hidden = true;
    if (await choose(select.value)) return openAs(parameter, select.value || owner);
    select.value = chosen;
    fault.hidden = false;
    setText(fault, NOT_SAVED);
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

/** @param {string} parameter @param {string} viewer */
function openAs(parameter, viewer) {
  const address = new URL(location.href);
  address.searchParams.set(parameter, viewer);
  location.replace(address);
}
