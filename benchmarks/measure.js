// measure.js: how long a click takes until what it changes is painted, and until it is stored.
//
// The clock starts when the browser received the click, and stops after the frame that shows the change.

const afterNextFrame = (then) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = then;
  channel.port2.postMessage(0);
});

// Watches for the next click on `target`: `done` says whether its effect is in the page.
window.measure = (target, done) => {
  const measured = window.measured = {};
  const since = () => performance.now() - measured.began;
  target.addEventListener("click", ({ timeStamp }) => { measured.began = timeStamp; }, { capture: true, once: true });
  const changes = new MutationObserver(() => {
    if (!measured.began || !done()) return;
    changes.disconnect();
    afterNextFrame(() => { measured.painted = since(); });
  });
  changes.observe(target.getRootNode(), { subtree: true, childList: true, attributes: true, characterData: true });
  const stop = window.levelsetOutbox?.listen(({ acknowledged }) => {
    if (!acknowledged?.some(({ kind }) => kind === "verdict")) return;
    measured.stored = since();
    stop();
  });
};
