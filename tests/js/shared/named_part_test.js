import assert from "node:assert/strict";
import { NamedLinks } from "../../../assessment/ui/shared/viewer_address/links.js";
import { partIn } from "../../../assessment/ui/shared/viewer_address/named_part.js";

const PAGE = "http://plant.example/compare?requisition=MES-1";

Deno.test("an address names a part after its hash sign, or none", () => {
  assert.equal(partIn("#how-sure"), "how-sure");
  assert.equal(partIn("#wer%20zuerst"), "wer zuerst");
  assert.equal(partIn(""), "");
  assert.equal(partIn("#%E0%A4%A"), "");
});

Deno.test("a link to a part of the page stays one, whoever is viewing", () => {
  const link = { href: `${PAGE}#how-sure`, getAttribute: () => "#how-sure" };
  const links = new NamedLinks("http://plant.example");

  links.name([link], { parameter: "as", viewer: "R-01", pages: ["compare"] });
  assert.equal(link.href, `${PAGE}#how-sure`);
});
