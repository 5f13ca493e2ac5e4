// Shows the chord of each control: on the button, in its tooltip, and to a screen reader.

import { setText } from "../../shared/browser/dom.js";
import { chordModifier, chordText } from "./key_names.js";

export const MODIFIER = chordModifier(navigator.platform);

/** For every element with `data-chord`, the name of its key. @param {ParentNode} within */
export function showChords(within) {
  for (const node of within.querySelectorAll("[data-chord]")) {
    if (!(node instanceof HTMLElement)) continue;
    const name = node.dataset.chord ?? "";
    if (node.matches("kbd, span")) setText(node, chordText(MODIFIER, name));
    else showChord(node, name);
  }
}

/** @param {HTMLElement} control @param {string} name of the key */
export function showChord(control, name) {
  const chord = chordText(MODIFIER, name);
  if (control.title.includes(chord)) return; // an earlier release's view was on this element
  control.setAttribute("aria-keyshortcuts", chord);
  control.title = control.title ? `${control.title} (${chord})` : chord;
}
