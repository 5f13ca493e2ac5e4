// The frame of every component: one view for each place on the page where Streamlit draws it.
//
// Streamlit calls the default export of a component again after every run of the script, and calls
// what it returned when the component leaves the page or a newer call has overtaken it. After an
// upgrade under an open page it calls the newer release's export for the same element. The view is
// therefore kept on the element, where any release finds it and can close it.

const VIEW = Symbol.for("levelset.view");

/**
 * @typedef {HTMLElement | ShadowRoot} Root
 *
 * @typedef {object} View
 * @property {(data: any) => void} [update] called with new data from Python
 * @property {() => void} [close]
 *
 * @typedef {object} StreamlitComponent what Streamlit hands to a component's default export
 * @property {Root} parentElement
 * @property {any} data
 * @property {(name: string, value: unknown) => void} setTriggerValue
 * @property {(name: string, value: unknown) => void} setStateValue
 *
 * @typedef {object} Mounted
 * @property {View} view
 * @property {unknown} create the function that made the view: another release has another one
 * @property {string | undefined} box
 * @property {Element | null} content the HTML that the view was made for
 * @property {StreamlitComponent} component of the latest call
 */

/**
 * The default export of a component that keeps a view.
 *
 * `create` makes the view from the element, Python's data and a function that returns what Streamlit
 * handed over in its latest call.
 *
 * @param {(root: Root, data: any, latest: () => StreamlitComponent) => View} create
 * @returns {(component: StreamlitComponent) => () => void}
 */
export function keepsView(create) {
  return (component) => {
    const { parentElement: root, data } = component;
    reveal(root);
    const mounted = mountedOn(root);
    if (mounted && belongsTo(mounted, create, root, data)) {
      mounted.component = component;
      mounted.view.update?.(data);
    } else {
      closeView(root);
      mount(create, component);
    }
    return () => {
      if (!root.isConnected) closeView(root); // else only overtaken by a newer call
    };
  };
}

/** Closes the view of an element, whichever release made it. @param {Root} root */
export function closeView(root) {
  const mounted = mountedOn(root);
  Reflect.deleteProperty(root, VIEW);
  mounted?.view.close?.();
}

/** Shows what is hidden until the modules are loaded. @param {Root} root */
export function reveal(root) {
  for (const hidden of root.querySelectorAll("[data-until-loaded]")) {
    hidden.removeAttribute("hidden");
  }
}

/** @param {Root} root @returns {Mounted | undefined} */
const mountedOn = (root) => Reflect.get(root, VIEW);

/**
 * @param {Mounted} mounted
 * @param {unknown} create
 * @param {Root} root
 * @param {any} data
 */
function belongsTo(mounted, create, root, data) {
  return mounted.create === create && mounted.box === data?.box &&
    mounted.content === root.firstElementChild;
}

/**
 * @param {(root: Root, data: any, latest: () => StreamlitComponent) => View} create
 * @param {StreamlitComponent} component
 */
function mount(create, component) {
  const { parentElement: root, data } = component;
  /** @type {Mounted} */
  const mounted = {
    view: {},
    create,
    box: data?.box,
    content: root.firstElementChild,
    component,
  };
  Reflect.set(root, VIEW, mounted);
  mounted.view = create(root, data, () => mounted.component);
}
