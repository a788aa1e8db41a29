/** Longer texts are looked at so far; the cost grows with the square, and 1,000 characters take some milliseconds. */
const MOST_CHARS = 1000;

/**
 * Returns the share (0 to 1) of a text's characters that still stand in another one, in their order.
 *
 * This is the longest common subsequence over the length of the first: what was added between counts nothing.
 */
export function keptShare(text: string, now: string): number {
  const original = text.slice(0, MOST_CHARS);
  if (original === "" || now.includes(original)) {
    return 1;
  }
  const head = commonHead(original, now);
  const tail = commonHead(reversed(original.slice(head)), reversed(now.slice(head)));
  const left = original.slice(head, original.length - tail);
  const right = now.slice(head, now.length - tail).slice(0, 2 * MOST_CHARS);
  return (head + tail + commonChars(left, right)) / original.length;
}

function commonHead(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) {
    at += 1;
  }
  return at;
}

function reversed(text: string): string {
  return text.split("").reverse().join("");
}

/** Row by row, with the lengths of the row before alone. */
function commonChars(left: string, right: string): number {
  let row = new Uint16Array(right.length + 1);
  for (const char of left.split("")) {
    const next = new Uint16Array(row.length);
    for (let at = 1; at < row.length; at += 1) {
      const isSame = right[at - 1] === char;
      next[at] = isSame ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
