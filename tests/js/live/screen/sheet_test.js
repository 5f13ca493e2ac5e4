import assert from "node:assert/strict";
import { boxData, outbox } from "../../fakes/page.js";
import { FakeServer } from "../../fakes/server.js";
import { FakeTimers } from "../../fakes/timers.js";
import {
  addedItem,
  asQuestion,
  hasWords,
} from "../../../../assessment/ui/live/screen/questions.js";
import { Sheet } from "../../../../assessment/ui/live/screen/sheet.js";
import {
  eventName,
  progressText,
  verdictSign,
  verdictText,
} from "../../../../assessment/ui/live/screen/sheet_text.js";

const WORDING = {
  ...{ question: "prd-dsp-001", title: "Two rush orders", competency: "Dispatching" },
  ...{ functional_level: "3", target_level: "both", operations_category: "production" },
  ...{ activity: "detailed_scheduling", cells: ["production.dispatching"], prompt: "What now?" },
  ...{ probes: ["Who decides?"], listen_for: ["names the owner"], anchors: { 3: "three" } },
  ...{ wrong_beliefs: ["ERP dispatches"], accepted_positions: [] },
};
let boxes = 0;

/**
 * @param {(sheet: Sheet, data: any) => void} test
 * @param {Record<string, any>} [values] what the database holds
 */
const withSheet = (test, values) => () => {
  const timers = new FakeTimers();
  try {
    new FakeServer();
    const questions = ["q01", "q02", "q03"].map((id) => ({
      id,
      minutes: 5,
      weight: 1,
      asked: WORDING,
    }));
    const data = { ...boxData(`box${++boxes}`, values), questions, asked: [] };
    test(new Sheet(/** @type {any} */ (data)), data);
  } finally {
    timers.restore();
  }
};

Deno.test(
  "what was done here is shown before what is stored",
  withSheet((sheet) => {
    assert.equal(sheet.level("q01"), 4);
    sheet.rate("q01", 2);
    assert.equal(sheet.level("q01"), 2);
    sheet.rate("q01", "no_evidence");
    assert.deepEqual([sheet.level("q01"), sheet.verdict("q01")], [null, "no_evidence"]);
    sheet.rate("q01", null);
    assert.equal(sheet.verdict("q01"), null);
  }, { "verdict|q01|": 4 }),
);

Deno.test(
  "the same level again is no new event",
  withSheet((sheet) => {
    sheet.rate("q01", 2);
    const first = outbox.pending(sheet.box, "verdict", "q01");
    sheet.rate("q01", 2);

    assert.equal(outbox.pending(sheet.box, "verdict", "q01"), first);
  }),
);

Deno.test(
  "an added question comes last, and goes when it is dropped",
  withSheet((sheet, data) => {
    const item = addedItem("gov-001");
    const text = JSON.stringify({ because: "the plant runs on it", minutes: 4, asked: WORDING });
    sheet.write("added", item, "", text);
    assert.ok(sheet.renew());
    assert.ok(!sheet.renew());
    assert.deepEqual([sheet.indexOf(item), sheet.questions[3].because], [
      3,
      "the plant runs on it",
    ]);

    sheet.update(data);
    assert.equal(sheet.questions.length, 4);
    sheet.write("added", item, "", "");
    assert.ok(sheet.renew());
    assert.equal(sheet.indexOf(item), -1);
  }),
);

Deno.test(
  "the first mark decides where a question was asked",
  withSheet((sheet) => {
    sheet.rate("q03", 3);
    sheet.rate("q01", 3);
    assert.equal(sheet.deviation("q01")?.why, "Asked after question 3. Why?");
    sheet.rate("q03", "not_asked");
    assert.equal(sheet.deviation("q01"), null);
    assert.equal(sheet.deviation("q03")?.part, "skipped");
  }),
);

Deno.test(
  "time alone is no note",
  withSheet((sheet) => {
    sheet.write("seconds", "q01", "", 40);
    assert.ok(!sheet.isNoted("q01"));
    sheet.toggle("probe", "q01", "0");
    assert.ok(sheet.isNoted("q01"));
    sheet.toggle("probe", "q01", "0");
    assert.ok(!sheet.isNoted("q01"));
  }),
);

Deno.test(
  "a scorecard in words",
  withSheet((sheet) => {
    assert.equal(progressText(sheet), "0 rated");
    sheet.rate("q01", 3);
    sheet.rate("q02", "not_asked");

    assert.equal(progressText(sheet), "1 rated · 1 not asked");
    assert.deepEqual(["q01", "q02", "q03"].map((id) => verdictSign(sheet, id)), ["3", "–", ""]);
    assert.deepEqual(["q01", "q02", "q03"].map((id) => verdictText(sheet, id)), [
      "level 3",
      "not asked",
      "not rated yet",
    ]);
    assert.equal(eventName(sheet, { item: "q02", kind: "evidence" }), "Question 2, what you heard");
    assert.equal(eventName(sheet, { item: "", kind: "reasons" }), "Reasons");
  }),
);

Deno.test("a question says where it belongs", () => {
  const made = asQuestion({ id: "q01", minutes: 5, asked: WORDING });
  const placeless = asQuestion({
    ...{ id: "q02", minutes: 5 },
    asked: {
      ...WORDING,
      functional_level: "none",
      operations_category: undefined,
      activity: undefined,
    },
  });

  assert.deepEqual([made.place, made.target, made.added], [
    "production · detailed scheduling · Level 3",
    "",
    false,
  ]);
  assert.equal(placeless.place, "no level");
});

Deno.test("every word has to be found, in any order", () => {
  assert.ok(hasWords(" orders RUSH ", ["Two rush orders"]));
  assert.ok(hasWords("", ["anything"]));
  assert.ok(!hasWords("rush late", ["Two rush orders"]));
});
