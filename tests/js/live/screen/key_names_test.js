import assert from "node:assert/strict";
import {
  chordModifier,
  chordNames,
  chordText,
  isText,
  singleNames,
} from "../../../../assessment/ui/live/screen/key_names.js";

/**
 * A key press as the browser reports it.
 *
 * @param {string} key
 * @param {string} code
 * @param {...("alt" | "ctrl" | "meta" | "shift" | "altGraph")} held
 */
const press = (key, code, ...held) => ({
  key,
  code,
  altKey: held.includes("alt"),
  ctrlKey: held.includes("ctrl"),
  metaKey: held.includes("meta"),
  shiftKey: held.includes("shift"),
  getModifierState: (/** @type {string} */ name) =>
    name === "AltGraph" && held.includes("altGraph"),
});

Deno.test("Apple's keyboards make chords with Control, others with Alt", () => {
  const platforms = ["MacIntel", "iPad", "Win32", "Linux x86_64", ""];

  assert.deepEqual(platforms.map(chordModifier), ["Control", "Control", "Alt", "Alt", "Alt"]);
  assert.equal(chordText("Control", "n"), "Control+N");
});

Deno.test("a chord needs its own modifier and no other", () => {
  assert.deepEqual(chordNames(press("n", "KeyN", "alt"), "Alt"), ["n", "n"]);
  assert.deepEqual(chordNames(press("n", "KeyN", "ctrl"), "Control"), ["n", "n"]);
  assert.deepEqual(chordNames(press("n", "KeyN"), "Alt"), []);
  assert.deepEqual(chordNames(press("n", "KeyN", "ctrl"), "Alt"), []);
  assert.deepEqual(chordNames(press("˜", "KeyN", "alt"), "Control"), []);
  assert.deepEqual(chordNames(press("n", "KeyN", "alt", "meta"), "Alt"), []);
  assert.deepEqual(chordNames(press("N", "KeyN", "alt", "shift"), "Alt"), []);
});

Deno.test("AltGr never makes a chord, as either system reports it", () => {
  assert.deepEqual(chordNames(press("@", "Digit2", "altGraph"), "Alt"), []);
  assert.deepEqual(chordNames(press("@", "Digit2", "ctrl", "alt", "altGraph"), "Alt"), []);
  assert.deepEqual(chordNames(press("@", "Digit2", "ctrl", "alt"), "Alt"), []);
  assert.deepEqual(chordNames(press("@", "Digit2", "ctrl", "alt"), "Control"), []);
});

Deno.test("a digit is a place on the keyboard", () => {
  assert.equal(chordNames(press("é", "Digit2", "alt"), "Alt")[0], "2");
  assert.equal(singleNames(press("é", "Digit2"))[0], "2");
  assert.equal(singleNames(press("2", "Digit2", "shift"))[0], "2");
  assert.equal(singleNames(press("4", "Numpad4"))[0], "4");
  assert.deepEqual(chordNames(press("4", "Numpad4", "alt"), "Alt"), []);
});

Deno.test("a sign that names a command counts wherever a layout has it", () => {
  assert.equal(singleNames(press("/", "Digit7", "shift"))[0], "/"); // German
  assert.equal(singleNames(press("?", "Minus", "shift"))[0], "?");
  assert.equal(singleNames(press("/", "Period", "shift"))[0], "/"); // French
  assert.equal(chordNames(press("?", "Slash", "alt", "shift"), "Alt")[0], "?");
  assert.equal(chordNames(press("/", "Slash", "alt"), "Alt")[0], "/");
});

Deno.test("a letter is found by its place and by what is printed on it", () => {
  assert.deepEqual(chordNames(press("т", "KeyN", "alt"), "Alt"), ["n"]); // Russian
  assert.deepEqual(chordNames(press("z", "KeyW", "alt"), "Alt"), ["w", "z"]); // French
  assert.deepEqual(singleNames(press("c", "KeyV")), ["c", "v"]); // Turkish F
  assert.deepEqual(singleNames(press("ArrowDown", "ArrowDown")), ["arrowdown"]);
  assert.deepEqual(singleNames(press("ń", "KeyN", "altGraph")), []);
});

Deno.test("characters, dead keys and input methods are text, the browser's commands are not", () => {
  for (const text of ["a", "é", "😀", " ", "?", "Dead", "Process", "Enter"]) {
    assert.ok(isText(press(text, ""), "Alt"), text);
  }
  assert.ok(isText(press("@", "KeyQ", "ctrl", "alt", "altGraph"), "Alt"));
  assert.ok(isText(press("å", "KeyA", "alt"), "Control"));
  for (const key of ["Tab", "Shift", "F5", "ArrowLeft", "Backspace"]) {
    assert.ok(!isText(press(key, key), "Alt"), key);
  }
  assert.ok(!isText(press("c", "KeyC", "ctrl"), "Alt"));
  assert.ok(!isText(press("r", "KeyR", "meta"), "Control"));
});
