// nearest.js: which of several elements lies next in a direction, by where they are drawn, so that there is no
// second model of rows and columns to keep in step. Of several that lie as near it is the first.

const DIRECTIONS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function nearest(from, others, [across, down]) {
  const a = from.getBoundingClientRect(), middle = ({ left, width, top, height }) => [left + width / 2, top + height / 2];
  const [x, y] = middle(a);
  let found = null, least = Infinity;
  for (const other of others) {
    const b = other.getBoundingClientRect(), [otherX, otherY] = middle(b), ahead = (otherX - x) * across + (otherY - y) * down;
    const beside = across ? b.bottom > a.top + 1 && b.top < a.bottom - 1 : true;
    if (other === from || ahead <= 1 || !beside) continue;
    const off = across ? Math.abs(otherY - y) : Math.max(0, b.left - a.right, a.left - b.right);
    if (ahead + 3 * off < least - 0.5) [found, least] = [other, ahead + 3 * off];
  }
  return found;
}
