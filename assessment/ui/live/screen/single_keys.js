// The switch for single keys in command mode. It is kept on the device.

const SLOT = "levelset-single-keys"; // frozen

export class SingleKeys {
  on = read();
  /** Called when the switch is turned off. */
  onSwitchedOff = () => {};

  /** @param {HTMLInputElement} box */
  constructor(box) {
    box.checked = this.on;
    box.onchange = () => this.#set(box.checked);
  }

  /** @param {boolean} on */
  #set(on) {
    this.on = on;
    try {
      localStorage.setItem(SLOT, on ? "on" : "off");
    } catch {
      // switched off: the choice holds until the page is closed
    }
    if (!on) this.onSwitchedOff();
  }
}

function read() {
  try {
    return localStorage.getItem(SLOT) !== "off";
  } catch {
    return true;
  }
}
