// Which command a key press names, and whether it types text. Pure: no page is needed to read it.
//
// A digit is a place on the keyboard, because many layouts type other signs there. A letter is found
// by its place and by what is printed on it.

/**
 * @typedef {Pick<KeyboardEvent,
 *   "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "getModifierState">} KeyPress
 *
 * @typedef {"Alt" | "Control"} ChordModifier
 */

/** Signs that name a command themselves, wherever a layout has them. */
const SIGNS = new Set(["/", "?"]);
/** Keys that name a command by what they are called, in command mode only. */
const NAMED = /^(Arrow(Up|Down|Left|Right)|Backspace)$/;

/** On Apple's keyboards Option types characters. @param {string} platform @returns {ChordModifier} */
export const chordModifier = (platform) => /^(Mac|iP)/.test(platform) ? "Control" : "Alt";

/** How a chord is written: `Alt+N`. @param {ChordModifier} modifier @param {string} name */
export const chordText = (modifier, name) => `${modifier}+${name.toUpperCase()}`;

/** AltGr types characters. Windows reports it as Control and Alt together. @param {KeyPress} press */
const isAltGr = (press) => press.getModifierState("AltGraph") || (press.ctrlKey && press.altKey);

/** Whether exactly this modifier is held, with Shift or without it. @param {KeyPress} press @param {ChordModifier} modifier */
function holdsOnly(press, modifier) {
  if (isAltGr(press) || press.metaKey) return false;
  return modifier === "Alt" ? press.altKey : press.ctrlKey;
}

/** The command at a place of the keyboard. @param {KeyPress} press */
function physicalName({ code, key, shiftKey }) {
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return !shiftKey || key === digit ? digit : "";
  if (code === "Slash") return shiftKey ? "?" : "/";
  return /^Key([A-Z])$/.exec(code)?.[1].toLowerCase() ?? "";
}

/** The command that the sign on the key names. @param {KeyPress} press */
const labelName = ({ key }) => SIGNS.has(key) || /^[a-z0-9]$/i.test(key) ? key.toLowerCase() : "";

/**
 * Names of the command that a chord means, the likeliest first; none: it is no chord.
 *
 * Shift makes a chord only where a sign needs it: Alt and Shift change the layout on Windows. Digits
 * of the number pad make none: with Alt they type characters by number there.
 *
 * @param {KeyPress} press
 * @param {ChordModifier} modifier
 */
export function chordNames(press, modifier) {
  if (!holdsOnly(press, modifier) || press.code.startsWith("Numpad")) return [];
  const physical = physicalName(press), label = labelName(press);
  if (press.shiftKey) return [label, physical].filter((name) => SIGNS.has(name));
  return [physical, label].filter(Boolean);
}

/**
 * Names of the command that a key means in command mode, the likeliest first.
 *
 * @param {KeyPress} press without Control, Alt or Meta
 */
export function singleNames(press) {
  const physical = physicalName(press), label = labelName(press);
  if (NAMED.test(press.key)) return [press.key.toLowerCase()];
  if (isAltGr(press)) return SIGNS.has(press.key) ? [press.key] : [];
  const names = /^\d$/.test(physical) ? [physical, label] : [label, physical];
  return names.filter(Boolean);
}

/** Whether a command of the browser or the system is meant. @param {KeyPress} press */
export const isShortcut = (press) =>
  press.metaKey || ((press.ctrlKey || press.altKey) && !isAltGr(press));

/**
 * Whether a key types something: a character, the accent of a dead key, or part of one that an input
 * method puts together. Option types on Apple's keyboards.
 *
 * @param {KeyPress} press
 * @param {ChordModifier} modifier
 */
export function isText(press, modifier) {
  const option = modifier === "Control" && press.altKey && !press.ctrlKey && !press.metaKey;
  if (isShortcut(press) && !option) return false;
  return [...press.key].length === 1 || ["Dead", "Process", "Enter"].includes(press.key);
}
