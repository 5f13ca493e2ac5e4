// What the keys and buttons of the live screen do. keys.js listens for the keys.

/**
 * @typedef {ReturnType<typeof commandsOf>} Commands
 */

/** @param {import("./screen.js").LiveScreen} screen */
export const commandsOf = (screen) => ({
  rate: (/** @type {number} */ level) => screen.question.rate(level),
  clear: () => screen.question.clear(),
  toggleProbe: (/** @type {number} */ number) => screen.question.toggleProbe(number),
  giveReason: (/** @type {string} */ reason) => screen.rubric.giveReason(reason),
  next: () => screen.go(screen.index + 1),
  previous: () => screen.go(screen.index - 1),
  writeEvidence: () => screen.evidence.focus(),
  explainDeparture: () => screen.offKit.focus(),
  find: () => screen.findDialog.open(),
  add: () => screen.addDialog.open(),
  addInstead: () => {
    screen.findDialog.close();
    screen.addDialog.open();
  },
  toggleClock: () => screen.topBar.toggleClock(),
  togglePrivacy: () => {
    screen.privacy.toggle();
    screen.paint();
  },
  showShortcuts: () => screen.shortcuts.open(),
});

/**
 * The command of each key, by the name that key_names.js gives it.
 *
 * @param {Commands} commands
 * @returns {Record<string, () => void>}
 */
export function keyCommands(commands) {
  const { clear, next, previous } = commands;
  return {
    ...Object.fromEntries([1, 2, 3, 4, 5].map((level) => [level, () => commands.rate(level)])),
    ...Object.fromEntries(
      [0, 1, 2, 3].map((probe) => [6 + probe, () => commands.toggleProbe(probe)]),
    ),
    ...{ 0: clear, backspace: clear },
    x: () => commands.giveReason("not_asked"),
    v: () => commands.giveReason("no_evidence"),
    c: () => commands.giveReason("conflict_of_interest"),
    ...{ n: next, arrowright: next, arrowdown: next },
    ...{ p: previous, arrowleft: previous, arrowup: previous },
    e: commands.writeEvidence,
    w: commands.explainDeparture,
    "/": commands.find,
    a: commands.add,
    s: commands.toggleClock,
    h: commands.togglePrivacy,
    "?": commands.showShortcuts,
  };
}

/**
 * Has each button do its command.
 *
 * @param {import("../../shared/browser/dom.js").Parts} part
 * @param {Commands} commands
 */
export function connectButtons(part, commands) {
  part("previous").onclick = commands.previous;
  part("next").onclick = commands.next;
  part("privacy").onclick = commands.togglePrivacy;
  part("help").onclick = commands.showShortcuts;
  part("find").onclick = commands.find;
  part("add").onclick = commands.addInstead;
}
