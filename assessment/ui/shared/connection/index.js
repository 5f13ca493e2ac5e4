// On every page, before anything else is drawn: says when the connection to the server does not open,
// and on pages that do not say it themselves, when it is lost.

import { element } from "../browser/dom.js";
import { elsewhereNotices } from "../outbox/address_notices.js";
import { announceWaiting } from "../outbox/other_addresses.js";
import { isConnected, onConnection } from "./state.js";

const PATIENCE = 10_000; // ms until a connection has to be open
const BLINK = 2_000; // ms: a shorter loss is not worth a word
const AGAIN = 5_000; // ms between two questions whether somebody has to sign in
const NOT_SIGNED_IN = 401;
const HEALTH = "_stcore/health";
/** Screens that write through the outbox tell about an outage in their own header. */
const TELLS_ITSELF = '[class*="st-key-live-"], [class*="st-key-board-"]';

const LOST = "The connection to Levelset is lost. What you typed stays on this page and is sent " +
  "when the connection is back. Until then, don't close or reload the page.";
const SIGNED_OUT = "You're signed out, so this page can't be used any more. What you typed and " +
  "didn't save is kept on this device and put back after you sign in again. ";
const NO_ANSWER =
  "Levelset isn't responding. Start it again on the computer it runs on, and this page " +
  "will open by itself. What you typed here is kept on this device.";
const BLOCKED =
  "This page can't be shown: the server answers, but the WebSocket connection fails. A " +
  "proxy, a VPN or a browser extension may be in the way. Switch it off for this address, ask your " +
  "network administrator to allow WebSockets, or open Levelset on the computer it runs on.";

/** @type {HTMLElement | null} */
let shown = null;
let hasOpened = false;
/** @type {ReturnType<typeof setTimeout>} */
let timer;

/** @param {...Node} content */
function show(...content) {
  hide();
  shown = element("div", { className: "levelset-connection", role: "alert" }, ...content);
  document.body.append(shown);
}

function hide() {
  shown?.remove();
  shown = null;
}

/** @param {string} text */
const paragraph = (text) => element("p", { textContent: text });

/** Says why nothing is drawn yet. */
async function notOpened() {
  const answers = await fetch(HEALTH, { cache: "no-store" }).then(({ ok }) => ok, () => false);
  if (!isConnected()) show(paragraph(answers ? BLOCKED : NO_ANSWER));
}

/** The server lets nobody connect whose sign-in has ended: waiting for it would be in vain. */
async function lost() {
  if (document.querySelector(TELLS_ITSELF)) return;
  const said = await isSignedOut() ? signedOut() : paragraph(LOST);
  if (isConnected()) return;
  if (shown?.textContent !== said.textContent) show(said);
  timer = setTimeout(lost, AGAIN);
}

/** What the server answers to whoever asks for this page. */
const isSignedOut = () =>
  fetch(location.href, { method: "HEAD", cache: "no-store" })
    .then(({ status }) => status === NOT_SIGNED_IN, () => false);

function signedOut() {
  const next = new URLSearchParams({ next: `${location.pathname}${location.search}` });
  const href = new URL(`sign-in?${next}`, document.baseURI).href;
  const said = paragraph(SIGNED_OUT);
  said.append(element("a", { href, textContent: "Sign in" }));
  return said;
}

/** @param {boolean} connected */
function changed(connected) {
  clearTimeout(timer);
  if (!connected) timer = setTimeout(hasOpened ? lost : notOpened, hasOpened ? BLINK : PATIENCE);
  else {
    hasOpened = true;
    hide();
    announceWaiting();
    sayWhatWaitsElsewhere();
  }
}

/** The live screen and the board say it above the question, once they are drawn. */
function sayWhatWaitsElsewhere() {
  if (/\/(interview|c)(\/|$)/.test(location.pathname)) return;
  const notices = elsewhereNotices();
  if (!notices.length) return;
  const close = element("button", { type: "button", textContent: "Close" });
  close.onclick = hide;
  show(...notices, close);
}

document.head.append(element("style", {
  textContent: `.levelset-connection {
    position: fixed; inset: auto 1rem 1rem; z-index: 2147483000; max-width: 46rem; margin: 0 auto;
    padding: 0.9rem 1.1rem; border: 1px solid #8a6d1f; border-left-width: 5px; border-radius: 0.5rem;
    background: #fff8e1; color: #1f2328; font: 1rem/1.45 system-ui, sans-serif;
  }
  .levelset-connection p { margin: 0 0 0.4rem; }
  .levelset-connection p:last-child { margin: 0; }
  @media print { .levelset-connection { display: none; } }`,
}));
onConnection(changed);
changed(isConnected());
