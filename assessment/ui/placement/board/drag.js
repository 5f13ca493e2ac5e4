// A card dragged by mouse, pen or finger. Until it has moved a little way it is a click.

import { element } from "../../shared/browser/dom.js";

const THRESHOLD = 6; // px
const WIDEST_GHOST = 260; // px
const LARGEST_GRIP = 180; // px

/**
 * @typedef {object} DragState
 * @property {HTMLElement} card
 * @property {[number, number]} from where the pointer went down
 * @property {[number, number]} grip where it is on the card
 * @property {{ node: HTMLElement, left: number, top: number } | null} ghost what moves along
 * @property {HTMLElement | null} over the place under the pointer
 */

export class Drag {
  #root;
  #moves;
  #justEnded = false;

  /** @param {HTMLElement} root @param {import("./card_moves.js").CardMoves} moves */
  constructor(root, moves) {
    this.#root = root;
    this.#moves = moves;
  }

  /** Whether the click that has just come is the end of a drag. */
  get justEnded() {
    return this.#justEnded;
  }

  /** @param {PointerEvent} down */
  begin(down) {
    const card = down.target instanceof Element ? down.target.closest(".card") : null;
    const ours = down.button === 0 && down.isPrimary && !this.#moves.locked;
    if (!(card instanceof HTMLElement) || !ours) return;
    const { left, top } = card.getBoundingClientRect();
    /** @type {DragState} */
    const drag = {
      card,
      from: [down.clientX, down.clientY],
      grip: [Math.min(down.clientX - left, LARGEST_GRIP), down.clientY - top],
      ghost: null,
      over: null,
    };
    const listening = new AbortController(), { signal } = listening;
    card.setPointerCapture(down.pointerId);
    /** @param {PointerEvent} up */
    const end = (up) => {
      listening.abort();
      this.#end(drag, up.type === "pointerup");
    };
    card.addEventListener("pointermove", (move) => this.#move(drag, move), { signal });
    card.addEventListener("pointerup", end, { signal });
    card.addEventListener("pointercancel", end, { signal });
  }

  /** @param {DragState} drag @param {PointerEvent} move */
  #move(drag, { clientX, clientY }) {
    const distance = Math.hypot(clientX - drag.from[0], clientY - drag.from[1]);
    if (!drag.ghost && distance < THRESHOLD) return;
    const { node, left, top } = drag.ghost ??= this.#lift(drag.card);
    const [x, y] = drag.grip;
    node.style.transform = `translate(${clientX - x - left}px, ${clientY - y - top}px)`;
    const over = this.#placeAt(clientX, clientY);
    if (over === drag.over) return;
    drag.over?.classList.remove("over");
    over?.classList.add("over");
    drag.over = over;
  }

  /** @param {number} x @param {number} y */
  #placeAt(x, y) {
    const root = this.#root.getRootNode();
    const from = root instanceof ShadowRoot ? root : document;
    const place = from.elementFromPoint(x, y)?.closest(".place");
    return place instanceof HTMLElement ? place : null;
  }

  /** @param {HTMLElement} card */
  #lift(card) {
    const node = element("div", { className: "card ghost", ariaHidden: "true" });
    node.append(...[...card.childNodes].map((child) => child.cloneNode(true)));
    node.style.width = `${Math.min(card.offsetWidth, WIDEST_GHOST)}px`;
    this.#root.append(node);
    const { left, top } = node.getBoundingClientRect(); // `fixed` is not always relative to the window
    card.classList.add("lifted");
    this.#moves.dragged = card.dataset.card ?? null;
    this.#moves.pickUp(card.dataset.card ?? "", false);
    return { node, left, top };
  }

  /** @param {DragState} drag @param {boolean} dropped */
  #end({ card, ghost, over }, dropped) {
    if (!ghost) return;
    ghost.node.remove();
    card.classList.remove("lifted");
    over?.classList.remove("over");
    this.#moves.dragged = null;
    this.#justEnded = true;
    setTimeout(() => {
      this.#justEnded = false;
    }, 0);
    const held = this.#moves.held === card.dataset.card; // a key may have let it go on the way
    if (dropped && over && held) this.#moves.put(over.dataset.place ?? "");
    else this.#moves.letGo();
  }
}
