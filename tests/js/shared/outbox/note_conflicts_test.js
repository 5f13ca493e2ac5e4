import assert from "node:assert/strict";
import { NoteConflicts } from "../../../../assessment/ui/shared/outbox/note_conflicts.js";
import { installStorage } from "../../fakes/storage.js";

Deno.test("a choice that was not made outlives a reload", () => {
  const { local } = installStorage();
  const conflicts = new NoteConflicts("b", "evidence");
  conflicts.add("q01", { text: "theirs", at: 5 });

  assert.deepEqual(new NoteConflicts("b", "evidence").get("q01"), { text: "theirs", at: 5 });
  assert.equal(new NoteConflicts("b", "reasons").get("q01"), undefined);
  assert.equal(local.getItem("levelset:both:b:evidence"), '[["q01",{"text":"theirs","at":5}]]');

  conflicts.remove("q01");
  assert.deepEqual(Object.keys(local), []);
});

Deno.test("a storage that is full or holds something else does not stop the page", () => {
  const { local } = installStorage();
  local.setItem("levelset:both:b:evidence", "{");
  const conflicts = new NoteConflicts("b", "evidence");
  local.isFull = true;
  conflicts.add("q01", { text: "theirs", at: 5 });

  assert.equal(conflicts.get("q01")?.text, "theirs");
});
