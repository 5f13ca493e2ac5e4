// Which of several elements is the next one in a direction, by where they are drawn, so that there is
// no second model of rows and columns.

/** @type {Record<string, [number, number]>} across and down */
export const DIRECTIONS = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

const SIDEWAYS_WEIGHT = 3; // a pixel beside the direction counts as this many in it
const SAME = 0.5; // px: of several that are as near, the first is taken

/** @typedef {Pick<Element, "getBoundingClientRect">} Drawn */

/**
 * @template {Drawn} T
 * @param {T} from
 * @param {T[]} others
 * @param {[number, number]} direction
 * @returns {T | null}
 */
export function nearest(from, others, [across, down]) {
  const a = from.getBoundingClientRect(), [x, y] = middle(a);
  let found = null, least = Infinity;
  for (const other of others) {
    const b = other.getBoundingClientRect(), [otherX, otherY] = middle(b);
    const ahead = (otherX - x) * across + (otherY - y) * down;
    const sameRow = b.bottom > a.top + 1 && b.top < a.bottom - 1;
    if (other === from || ahead <= 1 || (across && !sameRow)) continue;
    const sideways = across
      ? Math.abs(otherY - y)
      : Math.max(0, b.left - a.right, a.left - b.right);
    const distance = ahead + SIDEWAYS_WEIGHT * sideways;
    if (distance < least - SAME) [found, least] = [other, distance];
  }
  return found;
}

/** @param {DOMRect} box */
const middle = ({ left, width, top, height }) => [left + width / 2, top + height / 2];
