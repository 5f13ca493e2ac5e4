// Names who is viewing in links. A page of a shortlist has several hundred, and is changed in many
// small steps: a link that was looked at is not looked at again until it leads somewhere else.

/**
 * @typedef {object} Named
 * @property {string} parameter of the address
 * @property {string} viewer
 * @property {string[]} pages the last parts of their addresses
 */

/** @typedef {Pick<HTMLAnchorElement, "href" | "getAttribute">} Link */

export class NamedLinks {
  #origin;
  /** What was written here. @type {WeakMap<Link, string>} */
  #written = new WeakMap();
  /** Where a link led when it was looked at last. @type {WeakMap<Link, string | null>} */
  #seen = new WeakMap();
  #viewer = "";

  /** @param {string} origin of our own pages */
  constructor(origin) {
    this.#origin = origin;
  }

  /**
   * A link that names a viewer by itself opens that person's page on purpose and stays as it is.
   *
   * @param {Iterable<Link>} links
   * @param {Named} data
   */
  name(links, data) {
    if (data.viewer !== this.#viewer) {
      this.#viewer = data.viewer;
      this.#seen = new WeakMap();
    }
    for (const link of links) {
      if (this.#seen.get(link) === link.getAttribute("href")) continue;
      this.#nameOne(link, data);
      this.#seen.set(link, link.getAttribute("href"));
    }
  }

  /** @param {Link} link @param {Named} data */
  #nameOne(link, data) {
    // A link to a part of this page goes with whatever address the page has by then.
    if (!link.href || link.getAttribute("href")?.startsWith("#")) return;
    const url = new URL(link.href);
    const page = url.pathname.split("/").pop() ?? "";
    if (url.origin !== this.#origin || !data.pages.includes(page)) return;
    if (url.searchParams.has(data.parameter) && link.href !== this.#written.get(link)) return;
    const there = named(url, data);
    if (!there) return;
    link.href = there;
    this.#written.set(link, link.href);
  }
}

/**
 * The address with the viewer in it; blank where it is there.
 *
 * @param {URL} url
 * @param {Pick<Named, "parameter" | "viewer">} data
 */
export function named(url, { parameter, viewer }) {
  if (!viewer || url.searchParams.get(parameter) === viewer) return "";
  url.searchParams.set(parameter, viewer);
  return url.href;
}
