// What Streamlit is given as the script of a component: loads the component's modules.
//
// The address is relative to the page, so that it holds under any URL prefix. While the server
// cannot be reached, an older view on the same element goes on working.

const address = new URL("ADDRESS", document.baseURI).href;
const FIRST_WAIT = 250; // ms before a failed request is repeated; doubles each time
const LONGEST_WAIT = 5000;

/** @type {{ default: (component: any) => unknown } | null} */
let modules = null;

/** @param {any} root */
async function load(root) {
  root.levelsetScript = address;
  for (let wait = FIRST_WAIT;; wait = Math.min(2 * wait, LONGEST_WAIT)) {
    try {
      return await import(address);
    } catch {
      await new Promise((done) => setTimeout(done, wait));
    }
    // The component has left the page, or a newer release has taken over.
    if (!root.isConnected || root.levelsetScript !== address) return null;
  }
}

/** @param {any} component */
export default async function (component) {
  modules ??= await load(component.parentElement);
  return modules?.default(component);
}
