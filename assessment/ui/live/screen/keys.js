// keys.js: one listener for the whole screen. No shortcut fires while typing, except Esc.

const TYPED_INTO = "textarea, select, input:not([type=checkbox], [type=radio], [type=button]), [contenteditable], [role=textbox], [role=combobox]";

// The real target lies inside a shadow root, where `event.target` shows only its host. A dialog that has just
// closed keeps the focus for another moment: what cannot be seen is not typed into.
const isTyping = (event) => Boolean(event.composedPath()[0]?.closest?.(TYPED_INTO)?.checkVisibility());

const isOurs = (event) => !(event.defaultPrevented || event.repeat || event.isComposing
  || event.ctrlKey || event.altKey || event.metaKey);

class Keys {
  // `actions`: key in lower case to what it does; `leave`: what Esc does while typing;
  // `busy`: whether a dialog is open, which has keys of its own.
  constructor(actions, leave, busy) {
    this.listener = (event) => {
      if (!isOurs(event) || busy()) return;
      if (event.key === "Escape" && isTyping(event)) leave();
      const action = isTyping(event) ? undefined : actions[event.key.toLowerCase()];
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    document.addEventListener("keydown", this.listener, true);
  }

  close() { document.removeEventListener("keydown", this.listener, true); }
}
