// When a page last changed: the benchmark asks until nothing has changed for a while.
(() => {
  let changed = 0;
  const observer = new MutationObserver(() => {
    changed = performance.now();
  });
  const watched = { attributes: true, characterData: true, childList: true, subtree: true };
  observer.observe(document, watched);
  // A component draws in a shadow root, which an observer of the document does not see.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    observer.observe(root, watched);
    return root;
  };
  const fetched = () =>
    Math.max(0, ...performance.getEntriesByType("resource").map((entry) => entry.responseEnd));
  globalThis.levelsetQuiet = (milliseconds) => {
    const app = document.querySelector('[data-testid="stApp"]');
    const last = Math.max(changed, fetched());
    const runs = !app || app.getAttribute("data-test-script-state") !== "notRunning";
    return runs || performance.now() - last < milliseconds ? 0 : last;
  };
})();
