// Making, finding and changing elements. Text is only ever inserted as text.

/**
 * An element with these properties and children.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Partial<Omit<HTMLElementTagNameMap[T], "dataset" | "textContent">> & {
 *   dataset?: Record<string, string | number>, textContent?: string | number }} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const { dataset, ...plain } = properties;
  const made = document.createElement(tag);
  Object.assign(made, plain);
  Object.assign(made.dataset, dataset);
  made.append(...children);
  return made;
}

/**
 * Finds the elements of a component by their `data-part`, and checks their type.
 *
 * @param {ParentNode} root
 */
export function partsOf(root) {
  /**
   * @template {typeof HTMLElement} [T=typeof HTMLElement]
   * @param {string} name
   * @param {T} [type]
   * @returns {InstanceType<T>}
   */
  return (name, type) => {
    const found = root.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof (type ?? HTMLElement))) {
      throw new TypeError(`This page has no ${type?.name ?? "element"} with data-part="${name}".`);
    }
    return /** @type {InstanceType<T>} */ (found);
  };
}

/** @typedef {ReturnType<typeof partsOf>} Parts */

/**
 * Changes the text only where it differs: a screen reader then reads less, and a caret stays.
 *
 * @param {Node | null} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node && node.textContent !== text) node.textContent = text;
}

/** @param {Element} button @param {unknown} pressed */
export function setPressed(button, pressed) {
  button.setAttribute("aria-pressed", String(Boolean(pressed)));
}

/** The element that has the focus within the document or shadow root of `node`. @param {Node} node */
export function focusedNear(node) {
  const root = node.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}

/** The buttons directly inside `node`. @param {Element} node */
export const buttonsIn = (
  node,
) => /** @type {HTMLButtonElement[]} */ ([...node.children].filter((child) =>
  child instanceof HTMLButtonElement
));
