import assert from "node:assert/strict";
import { carried } from "../../../assessment/ui/shared/viewer_address/view.js";

const LINK = "http://plant.example/compare?candidate=C-01&as=R-01";

Deno.test("a link carries what the page is narrowed down to, and nothing else of its address", () => {
  const there = new URL(carried(LINK, "?as=R-02&profile=equal&page=3", ["profile", "view"]));

  assert.deepEqual(Object.fromEntries(there.searchParams), {
    candidate: "C-01",
    as: "R-01",
    profile: "equal",
  });
});

Deno.test("a choice that was taken back is in the link no more", () => {
  const before = carried(LINK, "?profile=equal&weights=plant%3A1%2C2", ["profile", "weights"]);

  assert.equal(new URL(before).searchParams.get("weights"), "plant:1,2");
  assert.equal(carried(before, "", ["profile", "weights"]), LINK);
});
