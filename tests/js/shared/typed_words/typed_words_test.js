import assert from "node:assert/strict";
import { countTyped, TYPED } from "../../../../assessment/ui/shared/typed_words/device.js";
import { noticesOf } from "../../../../assessment/ui/shared/typed_words/notices.js";
import { TypedWords } from "../../../../assessment/ui/shared/typed_words/typed_words.js";
import { installElements } from "../../fakes/elements.js";
import { installStorage } from "../../fakes/storage.js";

const ANN = { person: "ann", session: "monday", page: "Roles" };
const TUESDAY = { ...ANN, session: "tuesday" };
const BEN = { person: "ben", session: "ben's", page: "Roles" };
const NOBODY = { person: "", session: "", page: "" };
const SENTENCE = "She leaves in May.";

/** A page with these fields, by their place. @param {Record<string, string>} values */
function aPage(values, address = "/requisition T1") {
  const page = {
    values,
    address,
    folded: false,
    ready: true,
    saved: false,
    here: () => ({ address: page.address, href: `${page.address}?as=R-01` }),
    begunAgain: () => page.saved,
    fields: () =>
      Object.entries(page.values).map(([place, value]) => ({
        ...{ place, label: place, value, form: "" },
        ...{ folded: page.folded, ready: page.ready },
        enter: (/** @type {string} */ text) => {
          page.values[place] = text;
        },
      })),
  };
  return page;
}

/** @param {ReturnType<typeof aPage>} page @param {TypedWords} typed @param {string} text */
function type(page, typed, text, place = "reason") {
  const before = page.values[place];
  page.values[place] = text;
  const field = page.fields().find((one) => one.place === place);
  if (field) typed.typed(field, before);
}

/** What Ann typed on Monday, until somebody signed her out. */
function leftOnMonday(text = SENTENCE, before = "") {
  installStorage();
  const page = aPage({ reason: before }), typed = new TypedWords(page);
  typed.open(ANN);
  type(page, typed, text);
  typed.open(NOBODY);
  page.values = {};
  typed.settled();
  return typed;
}

/** A page load. @param {ReturnType<typeof aPage>} page @param {typeof ANN} who */
function opened(page, who) {
  const typed = new TypedWords(page);
  typed.open(who);
  while (typed.settled());
  return typed;
}

/** All that the page says. @param {TypedWords} typed */
function said(typed) {
  installElements();
  const texts = (/** @type {any} */ node) => [node.textContent, ...node.children.flatMap(texts)];
  return noticesOf(typed).flatMap(texts).filter(Boolean).join(" | ");
}

Deno.test("what was typed comes back into its field for the same person", () => {
  const signedOut = leftOnMonday();
  assert.match(said(signedOut), /didn't save is kept on this device: “reason” \(Roles\)/);
  assert.match(said(signedOut), /Nobody else who signs in here sees it\. \| Discard it/);
  assert.doesNotMatch(said(signedOut), /leaves in May/);

  const page = aPage({ reason: "", other: "" });
  const typed = opened(page, TUESDAY);

  assert.deepEqual(page.values, { reason: SENTENCE, other: "" });
  assert.match(said(typed), /Put back into “reason”.* It isn't saved yet\. \| Discard it/);
  assert.equal(countTyped(), 1); // until it is saved
});

Deno.test("while the page is drawn nothing is said about words that may still be put back", () => {
  leftOnMonday();
  const page = aPage({}), typed = new TypedWords(page);
  typed.open(TUESDAY);
  assert.equal(said(typed), "");

  page.values = { reason: "" };
  while (typed.settled());

  assert.match(said(typed), /^Put back into “reason”/);
});

Deno.test("somebody else gets and sees nothing of it, and it waits", () => {
  leftOnMonday();

  const page = aPage({ reason: "" });
  assert.equal(said(opened(page, BEN)), "");
  assert.deepEqual(page.values, { reason: "" });

  opened(page, TUESDAY);
  assert.deepEqual(page.values, { reason: SENTENCE });
});

Deno.test("words that came back are kept through a second end of the sign-in", () => {
  leftOnMonday();
  const page = aPage({ reason: "" }), typed = opened(page, TUESDAY);
  type(page, typed, `${SENTENCE} Or June.`);

  const again = aPage({ reason: "" });
  opened(again, { ...ANN, session: "wednesday" });

  assert.deepEqual(again.values, { reason: `${SENTENCE} Or June.` });
  assert.equal(countTyped(), 1);
});

Deno.test("words that came back come back again after a reload, and in no other window", () => {
  leftOnMonday();
  opened(aPage({ reason: "" }), TUESDAY);
  const reloaded = aPage({ reason: "" });
  opened(reloaded, TUESDAY);
  assert.deepEqual(reloaded.values, { reason: SENTENCE });
  assert.equal(countTyped(), 1);

  sessionStorage.removeItem("levelset:window");
  const other = aPage({ reason: "" });
  opened(other, TUESDAY);
  assert.deepEqual(other.values, { reason: "" });
});

Deno.test("words that came back are offered on the next page, unless they were saved", () => {
  for (const isSaved of [false, true]) {
    leftOnMonday();
    const page = aPage({ reason: "" }), typed = opened(page, TUESDAY);
    page.saved = isSaved;
    page.address = "/bank";
    page.values = {};
    typed.settled();

    assert.equal(/“reason” before your sign-in ended is kept/.test(said(typed)), !isSaved);
    assert.equal(countTyped(), isSaved ? 0 : 1);
  }
});

Deno.test("what is typed while older words are offered leaves these on the device", () => {
  leftOnMonday();
  const page = aPage({ reason: "He leaves in June." }), typed = opened(page, TUESDAY);
  type(page, typed, "He leaves in July.");

  assert.equal(countTyped(), 2);
  const again = opened(aPage({ reason: "Nobody leaves." }), { ...ANN, session: "wednesday" });
  assert.deepEqual(again.waiting.map(({ words }) => words.text).sort(), [
    "He leaves in July.",
    SENTENCE,
  ]);
});

Deno.test("several fields are told in one sentence, by page", () => {
  installStorage();
  const page = aPage({ reason: "", name: "" }), typed = opened(page, ANN);
  type(page, typed, SENTENCE);
  type(page, typed, "Grace", "name");
  typed.open(NOBODY);
  assert.match(said(typed), /on this device: “reason”, “name” \(Roles\)\./);

  const elsewhere = opened(aPage({}, "/bank"), TUESDAY);
  assert.match(said(elsewhere), /What you typed into “reason”, “name” before .*Open Roles/);
  const back = opened(aPage({ reason: "", name: "" }), TUESDAY);
  assert.match(said(back), /^Put back into “reason”, “name”: what you typed [^|]*\| Discard it$/);
});

Deno.test("a copy goes once its field is gone, says something else, or its form began again", () => {
  for (const end of ["gone", "blank", "again", "left", "typed back"]) {
    installStorage();
    const page = aPage({ reason: "" }), typed = opened(page, ANN);
    type(page, typed, SENTENCE);
    assert.equal(countTyped(), 1);
    if (end === "gone") page.values = {};
    if (end === "blank") page.values.reason = "";
    if (end === "again") page.saved = true;
    if (end === "left") page.address = "/bank";
    if (end === "typed back") type(page, typed, "");
    typed.settled();
    assert.equal(countTyped(), 0, end);
  }
});

Deno.test("a copy stays while its field is as it was, and while its menu is closed", () => {
  installStorage();
  const page = aPage({ reason: "" });
  page.folded = true;
  const typed = opened(page, ANN);
  type(page, typed, SENTENCE);
  typed.settled();
  page.values = {};
  typed.settled();

  assert.equal(countTyped(), 1);
});

Deno.test("what is typed while the page is drawn anew is kept, and nothing is put back into it", () => {
  installStorage();
  const page = aPage({ reason: "" }), typed = opened(page, ANN);
  page.ready = false;
  type(page, typed, SENTENCE);
  page.values.reason = "";
  typed.settled();
  assert.equal(countTyped(), 1);

  const again = aPage({ reason: "" });
  again.ready = false;
  opened(again, TUESDAY);
  assert.deepEqual(again.values, { reason: "" });
});

Deno.test("nothing goes while nobody knows who is signed in", () => {
  installStorage();
  const page = aPage({ reason: "" }), typed = opened(page, ANN);
  type(page, typed, SENTENCE);
  typed.close();
  page.values = {};
  typed.settled();

  assert.equal(countTyped(), 1);
});

Deno.test("where the field has other text by now, both are offered", () => {
  leftOnMonday();
  const page = aPage({ reason: "He leaves in June." }), typed = opened(page, TUESDAY);

  assert.match(said(typed), /The field has other text now\. \| .*She leaves in May\./);
  assert.deepEqual(page.values, { reason: "He leaves in June." });
  typed.use(typed.waiting[0].words);
  assert.deepEqual(page.values, { reason: SENTENCE });
  typed.takeBack(typed.restored[0]);
  assert.deepEqual(page.values, { reason: "He leaves in June." });
  assert.equal(countTyped(), 0);
});

Deno.test("the choice of the older text holds until its menu is open again", () => {
  leftOnMonday();
  const page = aPage({ reason: "He leaves in June." }), typed = opened(page, TUESDAY);
  page.values = {};
  typed.use(typed.waiting[0].words);
  assert.match(said(typed), /put back when that field is on the page/);

  page.values = { reason: "He leaves in June." };
  typed.settled();

  assert.deepEqual(page.values, { reason: SENTENCE });
  assert.match(said(typed), /^Put back into “reason”/);
});

Deno.test("a draft that the server kept is completed, or there already", () => {
  leftOnMonday();
  const page = aPage({ reason: "She leaves" });
  opened(page, TUESDAY);
  assert.deepEqual(page.values, { reason: SENTENCE });

  leftOnMonday();
  assert.equal(said(opened(aPage({ reason: SENTENCE }), TUESDAY)), "");
  assert.equal(countTyped(), 0);
});

Deno.test("words whose record is gone are shown with a way to discard them", () => {
  leftOnMonday();
  const typed = opened(aPage({}), TUESDAY);

  assert.match(
    said(typed),
    /put back when that field is on the page.*She leaves in May\..*Discard/,
  );
  typed.discard(typed.waiting[0].words);
  assert.equal(said(typed), "");
  assert.equal(countTyped(), 0);
});

Deno.test("on another page it leads to the one where the words were typed", () => {
  leftOnMonday();
  const page = aPage({ reason: "" }, "/requisition T2"), typed = opened(page, TUESDAY);

  assert.match(
    said(typed),
    /“reason” before your sign-in ended is kept .*Open Roles \| Discard it/,
  );
  assert.deepEqual(page.values, { reason: "" }); // the same field of another record
});

Deno.test("what the device has no room for is said, and can be saved as a file", () => {
  const { local } = installStorage();
  local.isFull = true;
  const page = aPage({ reason: "" }), typed = opened(page, ANN);
  type(page, typed, SENTENCE);
  assert.match(said(typed), /no room to keep what you type here/);

  typed.open(NOBODY);

  assert.match(said(typed), /no room for what you typed in “reason” \(Roles\).*Save what I typed/);
  assert.deepEqual(typed.signedOut.lost.map(({ text }) => text), [SENTENCE]);
});

Deno.test("a damaged entry is left alone and harms nothing", () => {
  leftOnMonday();
  localStorage.setItem(`${TYPED}ann:x:/requisition T1 reason`, "{");
  const page = aPage({ reason: "" });
  opened(page, TUESDAY);

  assert.deepEqual(page.values, { reason: SENTENCE });
});

Deno.test("discarding on the page that asks to sign in leaves nothing", () => {
  const typed = leftOnMonday();
  for (const words of typed.signedOut.kept) typed.discard(words);

  assert.equal(countTyped(), 0);
  assert.equal(said(typed), "");
});

/** @param {string} address @param {string} place */
function typedAbout(address, place) {
  const page = aPage({ [place]: "" }, address), typed = new TypedWords(page);
  typed.open(ANN);
  type(page, typed, SENTENCE, place);
  return typed;
}

for (
  const [address, place, stays] of /** @type {[string, string, number][]} */ ([
    ["/debrief T1.C-01", "st-key-note", 0],
    ["/scorecard T1.C-01.2 R-01", "st-key-reason", 0],
    ["/requisition T1", "st-key-withdraw-T1-C-01", 0],
    ["/requisition T1", "st-key-withdraw-T1-C-010", 1],
    ["/requisition T1", "st-key-role-title", 1],
    ["/requisition A-T1", "st-key-withdraw-A-T1-C-01", 1],
    ["/debrief T1.C-011", "st-key-note", 1],
    ["/debrief T1.C-02", "st-key-note", 1],
  ])
) {
  Deno.test(`of ${address}, ${place}, ${stays} is left when C-01 of T1 is erased`, () => {
    installStorage();
    const typed = typedAbout(address, place);

    typed.forgetAbout(["T1.C-01"]);

    assert.equal(countTyped(), stays);
    typed.open(NOBODY);
    assert.equal(typed.signedOut.kept.length, stays);
  });
}

Deno.test("what another person typed about somebody who is erased goes too", () => {
  installStorage();
  typedAbout("/debrief T1.C-01", "st-key-note");

  const typed = new TypedWords(aPage({}));
  typed.forgetAbout(["T1.C-01"]);
  typed.open(BEN);

  assert.equal(countTyped(), 0);
});
