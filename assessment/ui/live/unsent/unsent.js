// unsent.js: sends what an earlier page load left on this device, and shows what was not taken of it.

const shown = new WeakMap();     // the export runs again on every rerun of Python: one view per mount

export default function ({ parentElement, data }) {
  shown.get(parentElement)?.();
  outbox.open(data);
  const part = (name) => parentElement.querySelector(`[data-part="${name}"]`);
  const notices = new NoticesView(part, data.box, ({ item, kind }) => {
    const number = data.items.indexOf(item) + 1;
    return number ? `Question ${number}, ${kind}` : kind;
  });
  notices.paint();
  const stop = outbox.listen(() => notices.paint());
  shown.set(parentElement, stop);
  return () => {
    shown.delete(parentElement);
    stop();
  };
}
