/** A stretch of a document, in characters from its beginning. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Returns where a stretch lies after a replacement; what is typed right before or behind it does not belong to it. */
export function moved(stretch: Stretch, at: number, removed: number, inserted: number): Stretch {
  const { start, end } = stretch;
  const gone = at + removed;
  const grown = inserted - removed;
  if (gone <= start) {
    return { start: start + grown, end: end + grown };
  }
  if (at >= end) {
    return stretch;
  }
  // What replaces its beginning or its end stands for it: a correction often takes a little more than it corrects.
  return { start: Math.min(start, at), end: Math.max(end, gone) + grown };
}
