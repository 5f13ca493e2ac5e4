// Whether Streamlit's page is connected to its server, as it says on its outermost element.

const APP = '[data-testid="stApp"]';
const STATE = "data-test-connection-state";

export const isConnected = () => document.querySelector(APP)?.getAttribute(STATE) === "CONNECTED";

/** Calls `listener` at every change, with what holds from then on. @param {(connected: boolean) => void} listener */
export function onConnection(listener) {
  let last = isConnected();
  const observer = new MutationObserver(() => {
    const now = isConnected();
    if (now === last) return;
    last = now;
    listener(now);
  });
  const all = { subtree: true, childList: true, attributeFilter: [STATE] };
  observer.observe(document.documentElement, all);
  return () => observer.disconnect();
}
