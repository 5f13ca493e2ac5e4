// Elements without a browser, as far as the board's logic uses them.

export class FakeElement {
  /** @type {Record<string, string>} */
  dataset = {};
  /** @type {FakeElement[]} */
  children = [];
  /** @type {Record<string, string>} */
  attributes = {};
  textContent = "";

  /** @param {...any} nodes */
  append(...nodes) {
    this.children.push(...nodes);
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
}

/** Lets `document.createElement` make such elements. */
export function installElements() {
  Object.assign(globalThis, { document: { createElement: () => new FakeElement() } });
}

/** An element drawn at a place. @param {number} left @param {number} top @param {number} width @param {number} height */
export function drawn(left, top, width = 10, height = 10) {
  const box = { left, top, width, height, right: left + width, bottom: top + height };
  return { getBoundingClientRect: () => /** @type {DOMRect} */ (box) };
}
