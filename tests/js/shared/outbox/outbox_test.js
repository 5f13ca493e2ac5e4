import assert from "node:assert/strict";
import { Device } from "../../../../assessment/ui/shared/outbox/device.js";
import { Outbox } from "../../../../assessment/ui/shared/outbox/outbox.js";
import { FakeChannel, FakeServer, json } from "../../fakes/server.js";
import { installStorage } from "../../fakes/storage.js";
import { FakeTimers } from "../../fakes/timers.js";

const BOX = "T1.C-01.1:R-01";

/**
 * A page with an open box, on a device of its own or on `storage`.
 *
 * @param {(page: Page) => Promise<void>} test
 */
const onPage = (test) => async () => {
  const timers = new FakeTimers();
  try {
    const page = new Page(timers);
    await page.open();
    await test(page);
  } finally {
    timers.restore();
  }
};

class Page {
  storage = installStorage();
  server = new FakeServer();
  channel = new FakeChannel();
  /** @type {Outbox} */
  outbox;

  /** @param {FakeTimers} timers */
  constructor(timers) {
    this.timers = timers;
    this.outbox = this.#newOutbox();
  }

  #newOutbox() {
    return new Outbox(new Device(), /** @type {any} */ (this.channel));
  }

  /** @param {object} [changes] to Python's data */
  async open(changes = {}) {
    const data = { box: BOX, token: "t", url: "api/events", epoch: "7.a", kit: "K1", state: {} };
    this.outbox.open({ ...data, ...changes });
    await this.timers.settle();
  }

  /** The page is loaded again; whatever the old one had in memory is gone. */
  async reload() {
    this.outbox = this.#newOutbox();
    await this.open();
  }

  /** @param {string} item @param {number} level */
  rate(item, level) {
    this.outbox.add(BOX, "verdict", item, "", level);
  }

  /** @param {string} item @param {string} text */
  write(item, text) {
    this.outbox.add(BOX, "evidence", item, "", text);
  }

  /** @param {number} milliseconds */
  pass(milliseconds) {
    return this.timers.pass(milliseconds);
  }

  /** Slots of the events in both memories of the device. */
  get kept() {
    return [Object.keys(this.storage.local), [...this.storage.database.records.keys()]];
  }

  get status() {
    return this.outbox.status().name;
  }
}

Deno.test(
  "ratings are sent at once, oldest first, in one request",
  onPage(async (page) => {
    page.rate("q01", 3);
    page.rate("q02", 4);
    page.rate("q01", 5);
    await page.pass(0);

    assert.equal(page.server.requests.length, 1);
    assert.deepEqual(page.server.received, [
      [1, "verdict", "q01", 3],
      [2, "verdict", "q02", 4],
      [3, "verdict", "q01", 5],
    ]);
    assert.equal(page.outbox.value(BOX, "verdict", "q01"), 5);
  }),
);

Deno.test(
  "the format on the wire and on the device is frozen",
  onPage(async (page) => {
    page.rate("q01", 3);
    const { client } = page.outbox, [[slot]] = page.kept;
    const sent = {
      seq: 1,
      kind: "verdict",
      item: "q01",
      part: "",
      value: 3,
      base: 0,
      at: 1_000_000,
      kit: "K1",
    };

    assert.match(client, /^[0-9a-f]{24}$/);
    assert.equal(slot, `levelset:outbox:${BOX}:${client}:1`);
    assert.deepEqual(JSON.parse(page.storage.local.getItem(slot)), {
      ...{ box: BOX, client, epoch: "7.a", turn: 1_000_000 },
      ...sent,
    });
    await page.pass(0);
    assert.deepEqual(page.server.requests, [
      { box: BOX, client, token: "t", epoch: "7.a", events: [sent] },
    ]);
  }),
);

Deno.test(
  "a newer text replaces the unsent one under a number of its own",
  onPage(async (page) => {
    page.write("q01", "na");
    page.write("q01", "names");
    page.write("q02", "other");
    await page.pass(400);

    assert.deepEqual(page.server.received, [
      [2, "evidence", "q01", "names"],
      [3, "evidence", "q02", "other"],
    ]);
    assert.deepEqual(page.kept, [[], []]);
  }),
);

Deno.test(
  "a text waits for a pause in typing, but not for long",
  onPage(async (page) => {
    for (let typed = 0; typed < 8; typed++) {
      page.write("q01", "x".repeat(typed + 1));
      await page.pass(100);
    }
    assert.deepEqual(page.server.received, [[7, "evidence", "q01", "xxxxxxx"]]);

    await page.pass(400);
    assert.deepEqual(page.server.received[1], [8, "evidence", "q01", "xxxxxxxx"]);
  }),
);

Deno.test(
  "a text from before a submission is not replaced by one from after it",
  onPage(async (page) => {
    page.write("q01", "before");
    page.outbox.add(BOX, "submit", "", "", true);
    page.write("q01", "after");
    await page.pass(400);

    assert.deepEqual(page.server.received.map(([, , , value]) => value), ["before", true, "after"]);
    assert.ok(page.outbox.isSubmitted(BOX));
  }),
);

Deno.test(
  "one request is under way at a time",
  onPage(async (page) => {
    page.server.holdsAnswers = true;
    page.rate("q01", 1);
    await page.pass(0);
    page.rate("q01", 2);
    await page.pass(1000);
    assert.equal(page.server.requests.length, 1);
    assert.equal(page.status, "saving");

    page.server.release();
    await page.pass(0);
    assert.deepEqual(page.server.received.map(([seq]) => seq), [1, 2]);
    assert.equal(page.status, "saved");
  }),
);

Deno.test(
  "failed requests are repeated at growing intervals, up to five seconds",
  onPage(async (page) => {
    page.server.isDown = true;
    page.rate("q01", 3);
    await page.pass(0);
    assert.equal(page.status, "offline");

    const waits = [500, 1000, 2000, 4000, 5000, 5000];
    for (const [tries, wait] of waits.entries()) {
      await page.pass(wait - 1);
      assert.equal(page.server.requests.length, tries + 1);
      await page.pass(1);
      assert.equal(page.server.requests.length, tries + 2);
    }

    page.server.isDown = false;
    page.outbox.retry();
    await page.pass(0);
    assert.equal(page.status, "saved");
    assert.deepEqual(page.kept, [[], []]);
  }),
);

Deno.test(
  "what is entered during an outage waits for the next try",
  onPage(async (page) => {
    page.server.isDown = true;
    page.rate("q01", 3);
    await page.pass(0);
    page.rate("q02", 4);
    await page.pass(100);
    assert.equal(page.server.requests.length, 1);

    page.server.isDown = false;
    await page.open(); // data from Python: the server is back
    await page.pass(0);
    assert.equal(page.server.requests[1].events.length, 2);
  }),
);

Deno.test(
  "listeners are told about an answer after an outage",
  onPage(async (page) => {
    /** @type {any[]} */
    const changes = [];
    page.server.isDown = true;
    page.rate("q01", 3);
    await page.pass(600);
    const stop = page.outbox.listen((change) => changes.push(change));
    page.server.isDown = false;
    await page.pass(5000);
    stop();
    page.rate("q02", 3);

    const answered = changes.filter(({ acknowledged }) => acknowledged);
    assert.deepEqual(answered.map(({ acknowledged, wasAway }) => [acknowledged.length, wasAway]), [[
      1,
      true,
    ]]);
  }),
);

Deno.test(
  "a page that answers with status 200 stores nothing",
  onPage(async (page) => {
    page.server.answers = [() => json({ hello: "world" })];
    page.rate("q01", 3);
    await page.pass(0);

    assert.equal(page.status, "offline");
    assert.equal(page.kept[0].length, 1);
  }),
);

Deno.test(
  "an acknowledgement raises the base of what waits",
  onPage(async (page) => {
    page.write("q01", "one");
    await page.pass(400);
    page.write("q01", "one two");
    await page.pass(400);

    const bases = page.server.requests.map(({ events: [event] }) => event.base);
    assert.deepEqual(bases, [0, 1]);
  }),
);

Deno.test(
  "of a candidate whose data was erased nothing stays on the device, and nothing more is kept",
  onPage(async (page) => {
    let left = 0;
    page.outbox.onErased = () => left++;
    page.server.answers = [
      () => json({ ...page.server.stored([]), refused: [{ seq: 1, why: "too long" }] }),
      () => json({ ...page.server.stored([2]), erased: "The data of C-01 was erased." }),
    ];
    page.write("q01", "refused, and kept");
    await page.pass(400);
    page.write("q02", "on its way");
    await page.pass(400);

    page.write("q03", "typed since");
    await page.pass(400);

    assert.deepEqual(page.kept, [[], []]);
    assert.deepEqual(page.outbox.refused(BOX), []);
    assert.equal(page.outbox.status().waiting, 0);
    assert.equal(page.server.requests.length, 2);
    assert.ok(left > 0);
  }),
);

Deno.test(
  "a refused text is listed and stays on the device until it is dismissed",
  onPage(async (page) => {
    const refused = [{ seq: 1, why: "too long" }, { seq: 2, why: "no such level" }];
    page.server.answers = [() => json({ ...page.server.stored([]), refused })];
    page.write("q01", "x");
    page.rate("q02", 9);
    await page.pass(400);

    const listed = page.outbox.refused(BOX);
    assert.deepEqual(listed.map(({ kind, why }) => [kind, why]), [
      ["evidence", "too long"],
      ["verdict", "no such level"],
    ]);
    assert.equal(page.kept[0].length, 1);
    assert.equal(page.status, "refused");

    for (const event of listed) page.outbox.dismiss(event);
    await page.timers.settle();
    assert.deepEqual(page.outbox.refused(BOX), []);
    assert.deepEqual(page.kept, [[], []]);
  }),
);

Deno.test(
  "a refusal is forgotten once a newer value of the same key is stored",
  onPage(async (page) => {
    page.server.answers = [
      () => json({ ...page.server.stored([]), refused: [{ seq: 1, why: "too long" }] }),
    ];
    page.write("q01", "x");
    await page.pass(400);
    page.write("q01", "y");
    await page.pass(400);

    assert.deepEqual(page.outbox.refused(BOX), []);
    assert.deepEqual(page.kept, [[], []]);
  }),
);

Deno.test(
  "a batch that is rejected as a whole is sent one by one",
  onPage(async (page) => {
    const rejected = () => json({ error: "shape" }, 400);
    const stored = () => json(page.server.stored([{ seq: 1 }]));
    page.server.answers = [rejected, stored, rejected, rejected];
    for (const level of [1, 2, 3]) page.rate(`q0${level}`, level);
    await page.pass(10_000);

    const sizes = page.server.requests.map(({ events }) => events.length);
    assert.deepEqual(sizes, [3, 1, 2, 1, 1]);
    assert.deepEqual(page.outbox.refused(BOX).map(({ item, why }) => [item, why]), [
      ["q02", "The server did not accept this entry (answered 400)."],
    ]);
  }),
);

Deno.test(
  "a database that cannot store is named until it can",
  onPage(async (page) => {
    page.server.answers = [() => json({ error: "The disk is full." }, 503)];
    page.rate("q01", 3);
    await page.pass(0);
    assert.equal(page.outbox.trouble, "The disk is full.");

    await page.pass(5000);
    assert.equal(page.outbox.trouble, "");
    assert.equal(page.status, "saved");
  }),
);

Deno.test(
  "what a signed-out person wrote is kept, and sent once the same person is back",
  onPage(async (page) => {
    const out = () => json({ error: "sign-in" }, 401);
    page.server.answers = [out, out];
    page.rate("q01", 3);
    await page.pass(0);
    assert.deepEqual([page.outbox.signedOut, page.status], [true, "signed-out"]);
    assert.deepEqual(page.outbox.refused(BOX), []);

    await page.pass(12_000);
    assert.deepEqual([page.outbox.signedOut, page.status], [false, "saved"]);
    assert.equal(page.server.requests.at(-1).events[0].value, 3);
  }),
);

Deno.test(
  "a rejected token asks for a reload",
  onPage(async (page) => {
    page.server.answers = [() => json({ error: "token" }, 401)];
    page.rate("q01", 3);
    await page.pass(0);

    assert.equal(page.outbox.status().text, "reload to save, kept on this device");
  }),
);

Deno.test(
  "a restored database asks for a reload and gets nothing more",
  onPage(async (page) => {
    page.server.answers = [() => json({ error: "epoch", epoch: "1700000000.b" }, 409)];
    page.rate("q01", 3);
    await page.pass(0);

    assert.equal(page.outbox.restoredAt, 1_700_000_000);
    assert.equal(page.status, "stale");
    assert.equal(page.kept[0].length, 1);
  }),
);

Deno.test(
  "what an earlier page left is sent first, under its own name",
  onPage(async (page) => {
    const earlier = page.outbox.client;
    page.server.isDown = true;
    page.rate("q01", 2);
    page.rate("q02", 3);
    await page.pass(0);
    const requests = page.server.requests.length;
    page.outbox = /** @type {any} */ (null);
    page.server.isDown = false;
    await page.reload();
    page.rate("q01", 5);
    await page.pass(0);

    const sent = page.server.requests.slice(requests);
    assert.deepEqual(sent.map(({ client, events }) => [client === earlier, events.length]), [
      [true, 2],
      [false, 1],
    ]);
    assert.equal(page.outbox.value(BOX, "verdict", "q01"), 5);
    assert.deepEqual(page.kept, [[], []]);
  }),
);

Deno.test(
  "nothing is sent before the device has said what was left",
  onPage(async (page) => {
    page.storage.database.open = () => /** @type {any} */ ({}); // never answers
    await page.reload();
    page.rate("q01", 5);
    await page.pass(5999);
    assert.deepEqual(page.server.requests, []);

    await page.pass(1);
    assert.deepEqual(page.server.received, [[1, "verdict", "q01", 5]]);
  }),
);

Deno.test(
  "a device without room says how much this window alone holds",
  onPage(async (page) => {
    page.storage.local.isFull = page.storage.database.isFull = true;
    page.server.isDown = true;
    page.rate("q01", 3);
    await page.pass(0);
    assert.equal(
      page.outbox.status().text,
      "This device's storage is full: 1 entry is only kept in this window. Keep it open.",
    );
    assert.equal(page.outbox.onlyInThisWindow, 1);

    page.storage.local.isFull = page.storage.database.isFull = page.server.isDown = false;
    await page.pass(5000);
    assert.equal(page.outbox.onlyInThisWindow, 0);
    assert.equal(page.status, "saved");
  }),
);

Deno.test(
  "changes after a submission are counted as proposals",
  onPage(async (page) => {
    page.server.answers = [
      () => json(page.server.stored([{ seq: 1 }], { proposed: [1], submitted: true })),
    ];
    page.rate("q01", 3);
    await page.pass(0);

    assert.equal(page.outbox.proposals(BOX), 1);
    assert.ok(page.outbox.isSubmitted(BOX));
  }),
);

Deno.test(
  "what is only proposed on an open scorecard stays in sight, with the reason",
  onPage(async (page) => {
    const why = "C-01 withdrew on 2 March 2026.";
    page.server.answers = [
      () => json(page.server.stored([{ seq: 1 }], { proposed: [1], set_aside: why })),
    ];
    page.rate("q01", 3);
    await page.pass(0);

    assert.equal(page.outbox.proposals(BOX), 1);
    assert.equal(page.outbox.setAside(BOX), why);
    assert.equal(page.outbox.value(BOX, "verdict", "q01"), 3);
    assert.ok(!page.outbox.isSubmitted(BOX));
  }),
);

Deno.test(
  "tabs tell each other what is stored, within one database generation",
  onPage(async (page) => {
    page.rate("q01", 3);
    await page.pass(0);
    const [{ key, stored, epoch }] = page.channel.posted;
    assert.deepEqual([key, stored.value, epoch], [`${BOX}|verdict|q01|`, 3, "7.a"]);

    page.channel.onmessage?.({ data: { key, epoch, stored: { ...stored, id: 9, value: 4 } } });
    page.channel.onmessage?.({
      data: { key, epoch: "6.z", stored: { ...stored, id: 10, value: 1 } },
    });
    assert.equal(page.outbox.value(BOX, "verdict", "q01"), 4);
  }),
);

Deno.test(
  "a late value from Python does not replace a newer one",
  onPage(async (page) => {
    await page.open({ state: { "verdict|q01|": [4, 8, 100, "a"] } });
    await page.open({ state: { "verdict|q01|": [2, 5, 100, "a"] } });

    assert.equal(page.outbox.value(BOX, "verdict", "q01"), 4);
  }),
);

Deno.test(
  "a page that closes sends a beacon and keeps its copies",
  onPage(async (page) => {
    page.server.isDown = true;
    page.outbox.beforePageHides(() => page.rate("q02", 1));
    page.rate("q01", 3);
    page.outbox.pageHides();

    const [{ url, body }] = page.server.beacons;
    const { events } = JSON.parse(await body.text());
    assert.equal(url, "api/events");
    assert.deepEqual(events.map((/** @type {any} */ { item }) => item), ["q01", "q02"]);
    assert.equal(page.kept[0].length, 2);
  }),
);

Deno.test(
  "a listener that fails keeps nothing from being sent",
  onPage(async (page) => {
    /** @type {unknown[]} */
    const reported = [];
    const real = globalThis.reportError;
    globalThis.reportError = (fault) => reported.push(fault);
    page.outbox.listen(() => {
      throw new Error("cannot be painted");
    });
    page.rate("q01", 3);
    await page.pass(0);
    globalThis.reportError = real;

    assert.equal(page.server.received.length, 1);
    assert.ok(reported.length > 0);
  }),
);

Deno.test(
  "entries name everything in a box, stored or waiting",
  onPage(async (page) => {
    await page.open({ state: { "probe|q01|0": [true, 1, 100, "a"] } });
    page.rate("q02", 3);

    assert.deepEqual(page.outbox.entries(BOX), [["probe", "q01", "0"], ["verdict", "q02", ""]]);
    assert.deepEqual(page.outbox.entries("another"), []);
  }),
);

Deno.test(
  "a server that asks to wait is asked again then, and is not counted as away",
  onPage(async (page) => {
    const headers = { "Retry-After": "3", "Content-Type": "application/json" };
    page.server.answers = [
      () => new Response('{"error": "Too often."}', { status: 429, headers }),
    ];
    page.rate("q01", 3);
    await page.pass(0);
    assert.equal(page.server.requests.length, 1);
    assert.equal(page.status, "saving");
    assert.equal(page.kept[0].length, 1);

    page.write("q01", "kept meanwhile");
    await page.pass(2_999);
    assert.equal(page.server.requests.length, 1);

    await page.pass(1);
    assert.deepEqual(page.server.requests.at(-1).events.map((/** @type {any} */ { seq }) => seq), [
      1,
      2,
    ]);
    await page.pass(400);
    assert.equal(page.status, "saved");
    assert.deepEqual(page.kept, [[], []]);
  }),
);
