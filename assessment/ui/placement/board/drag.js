// drag.js: a card dragged by mouse, pen or finger. Until it has moved a little way it is a click.

const THRESHOLD = 6;         // px

class Drag {
  #root; #hand; #suppressed = false;

  constructor(root, hand) {
    this.#root = root;
    this.#hand = hand;
  }

  // Whether the click that has just come is the end of a drag.
  get over() { return this.#suppressed; }

  begin(down) {
    const card = down.target.closest(".card");
    if (!card || down.button !== 0 || !down.isPrimary || this.#hand.locked) return;
    const { left, top } = card.getBoundingClientRect();
    const drag = { card, from: [down.clientX, down.clientY], grip: [Math.min(down.clientX - left, 180), down.clientY - top], ghost: null, over: null };
    const listening = new AbortController(), { signal } = listening;
    card.setPointerCapture(down.pointerId);
    const end = (up) => {
      listening.abort();
      if (drag.ghost) this.#end(drag, up.type === "pointerup");
    };
    card.addEventListener("pointermove", (move) => this.#move(drag, move), { signal });
    for (const name of ["pointerup", "pointercancel"]) card.addEventListener(name, end, { signal });
  }

  #move(drag, { clientX, clientY }) {
    if (!drag.ghost && Math.hypot(clientX - drag.from[0], clientY - drag.from[1]) < THRESHOLD) return;
    if (!drag.ghost) this.#lift(drag);
    const [x, y] = drag.grip, { left, top } = drag.origin;
    drag.ghost.style.transform = `translate(${clientX - x - left}px, ${clientY - y - top}px)`;
    const over = this.#root.getRootNode().elementFromPoint(clientX, clientY)?.closest(".place") ?? null;
    if (over === drag.over) return;
    drag.over?.classList.remove("over");
    over?.classList.add("over");
    drag.over = over;
  }

  #lift(drag) {
    const ghost = drag.ghost = element("div", { className: "card ghost", ariaHidden: "true" }, ...[...drag.card.childNodes].map((node) => node.cloneNode(true)));
    ghost.style.width = `${Math.min(drag.card.offsetWidth, 260)}px`;
    this.#root.append(ghost);
    drag.origin = ghost.getBoundingClientRect();         // what `fixed` is measured from is not always the window
    drag.card.classList.add("lifted");
    this.#hand.dragged = drag.card.dataset.card;
    this.#hand.take(drag.card.dataset.card, false);
  }

  #end(drag, dropped) {
    drag.ghost.remove();
    drag.card.classList.remove("lifted");
    drag.over?.classList.remove("over");
    this.#hand.dragged = null;
    this.#suppressed = true;
    setTimeout(() => { this.#suppressed = false; }, 0);
    const held = this.#hand.held === drag.card.dataset.card;   // not let go by a key on the way
    dropped && drag.over && held ? this.#hand.put(drag.over.dataset.place) : this.#hand.letGo();
  }
}
