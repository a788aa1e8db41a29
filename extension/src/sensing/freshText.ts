/** Text this young counts as undone when it is deleted. */
export const FRESH_MS = 10 * 60_000;
/** More stretches than this in one file are not followed: the oldest are let go, so that a change stays cheap. */
const MOST_STRETCHES = 200;
/** Typing within this time joins the stretch beside it. */
const JOIN_MS = 30_000;

interface Stretch {
  start: number;
  end: number;
  readonly time: number;
}

/** Knows which characters of a file were inserted in the last ten minutes: their places, never the characters. */
export class FreshText {
  private stretches: Stretch[] = [];

  /** Notes that `removed` characters at `offset` became `inserted` others; returns how many removed ones were fresh. */
  replace(offset: number, removed: number, inserted: number, nowMs: number): number {
    const end = offset + removed;
    const shift = inserted - removed;
    let undone = 0;
    const left: Stretch[] = [];
    for (const stretch of this.stretches) {
      if (nowMs - stretch.time > FRESH_MS) {
        continue;
      }
      undone += Math.max(0, Math.min(stretch.end, end) - Math.max(stretch.start, offset));
      left.push(...cut(stretch, offset, end, shift));
    }
    this.stretches = left;
    this.add(offset, inserted, nowMs);
    return undone;
  }

  private add(offset: number, inserted: number, nowMs: number): void {
    if (inserted === 0) {
      return;
    }
    const before = this.stretches.find((stretch) => stretch.end === offset && nowMs - stretch.time < JOIN_MS);
    if (before) {
      before.end += inserted;
      return;
    }
    this.stretches.push({ start: offset, end: offset + inserted, time: nowMs });
    if (this.stretches.length > MOST_STRETCHES) {
      this.stretches.shift();
    }
  }
}

/** Returns what a stretch is after `[from, to)` was replaced: none, one or two stretches. */
function cut(stretch: Stretch, from: number, to: number, shift: number): Stretch[] {
  const head = { start: stretch.start, end: Math.min(stretch.end, from), time: stretch.time };
  const tail = { start: Math.max(stretch.start, to) + shift, end: stretch.end + shift, time: stretch.time };
  return [head, tail].filter((part) => part.end > part.start);
}
