import assert from "node:assert/strict";
import { NamedLinks } from "../../../assessment/ui/shared/viewer_address/links.js";

const HERE = "http://plant.example";
const ADA = { parameter: "as", viewer: "R-01", pages: ["", "compare", "bank"] };
const BEA = { ...ADA, viewer: "R-02" };

/** A link that counts how often somebody asks for its whole address. */
class FakeLink {
  looked = 0;

  /** @param {string} path */
  constructor(path) {
    this.path = path;
  }

  getAttribute() {
    return this.path;
  }

  get href() {
    this.looked += 1;
    return new URL(this.path, HERE).href;
  }

  set href(address) {
    this.path = address;
  }
}

Deno.test("links to our pages name the viewer, and others stay as they are", () => {
  const paths = ["/compare?q=1", "/", "/download/x.zip", "https://elsewhere.example/bank"];
  const found = paths.map((path) => new FakeLink(path));

  new NamedLinks(HERE).name(found, ADA);

  assert.deepEqual(found.map((link) => link.path), [
    `${HERE}/compare?q=1&as=R-01`,
    `${HERE}/?as=R-01`,
    "/download/x.zip",
    "https://elsewhere.example/bank",
  ]);
});

Deno.test("another viewer replaces what was written here, not who a link names itself", () => {
  const [ours, another] = [new FakeLink("/bank"), new FakeLink("/bank?as=R-05")];
  const links = new NamedLinks(HERE);

  links.name([ours, another], ADA);
  links.name([ours, another], BEA);

  assert.equal(ours.path, `${HERE}/bank?as=R-02`);
  assert.equal(another.path, "/bank?as=R-05");
});

Deno.test("a link is looked at once until it leads somewhere else", () => {
  const link = new FakeLink("/compare");
  const links = new NamedLinks(HERE);
  links.name([link], ADA);
  const once = link.looked;

  links.name([link], ADA);
  assert.equal(link.looked, once);

  link.path = "/bank";
  links.name([link], ADA);
  assert.equal(link.path, `${HERE}/bank?as=R-01`);
});
