import assert from "node:assert/strict";
import { keepsView } from "../../../../assessment/ui/shared/browser/component.js";

class FakeRoot {
  firstElementChild = {};
  isConnected = true;
  querySelectorAll() {
    return [];
  }
}

/** @param {string} release */
function aRelease(release) {
  /** @type {string[]} */
  const log = [];
  const component = keepsView((_root, data, latest) => {
    log.push(`${release} opens ${data.value}`);
    return {
      update: (updated) => log.push(`${release} updates ${updated.value} ${latest().data.value}`),
      close: () => log.push(`${release} closes`),
    };
  });
  /** @param {FakeRoot} root @param {object} data */
  const call = (root, data) => component(/** @type {any} */ ({ parentElement: root, data }));
  return { log, call };
}

Deno.test("a view is opened once and updated by later runs", () => {
  const { log, call } = aRelease("1"), root = new FakeRoot();
  call(root, { box: "a", value: 1 });
  const overtaken = call(root, { box: "a", value: 2 });
  overtaken(); // Streamlit also calls this for a run that a newer one has overtaken

  assert.deepEqual(log, ["1 opens 1", "1 updates 2 2"]);
});

Deno.test("a view is closed when its element has left the page", () => {
  const { log, call } = aRelease("1"), root = new FakeRoot();
  const leave = call(root, { box: "a", value: 1 });
  root.isConnected = false;
  leave();
  leave();

  assert.deepEqual(log, ["1 opens 1", "1 closes"]);
});

Deno.test("another box or another HTML gets a view of its own", () => {
  const { log, call } = aRelease("1"), root = new FakeRoot();
  call(root, { box: "a", value: 1 });
  call(root, { box: "b", value: 2 });
  root.firstElementChild = {};
  call(root, { box: "b", value: 3 });

  assert.deepEqual(log, ["1 opens 1", "1 closes", "1 opens 2", "1 closes", "1 opens 3"]);
});

Deno.test("a newer release closes the older one's view", () => {
  const root = new FakeRoot(), older = aRelease("1"), newer = aRelease("2");
  older.call(root, { box: "a", value: 1 });
  newer.call(root, { box: "a", value: 2 });

  assert.deepEqual(older.log, ["1 opens 1", "1 closes"]);
  assert.deepEqual(newer.log, ["2 opens 2"]);
});
