import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { inTheWay, Pace } from "../../../extension/src/suggestions/trigger";
import { holdTime, settle } from "../fakes/companion";

let time: { tick(ms: number): void };

beforeEach(() => (time = holdTime()));
afterEach(() => mock.timers.reset());

test("closers and ends of statements behind the cursor are no hindrance, code is", () => {
  ["", ")", "]);", '")', "  }", ":", ","].forEach((behind) =>
    assert.equal(inTheWay("x = f(", behind), undefined),
  );
  [" + 1", "name)", ".items()", "1"].forEach((behind) =>
    assert.equal(inTheWay("x = f(", behind), "there is code behind the cursor"),
  );
});

test("lines that no person reads are left alone", () => {
  assert.equal(inTheWay("x".repeat(2001), ""), "the line is very long");
});

/** Types keys at these gaps against an engine that takes so long, and returns which keys were asked for. */
async function typing(gapsMs: readonly number[], engineMs: number): Promise<number[]> {
  const pace = new Pace({ speed: 1, now: Date.now, monotonic: Date.now });
  const asked: number[] = [];
  let newest = -1;
  const press = async (key: number): Promise<void> => {
    const isNewest = await pace.turn(false);
    if (isNewest()) {
      asked.push(key);
      await pace.time(
        () => newest !== key,
        () => new Promise((resolve) => setTimeout(resolve, engineMs)),
      );
    }
  };
  for (const [key, gap] of gapsMs.entries()) {
    newest = key;
    void press(key);
    for (let passed = 0; passed < gap; passed += 10) {
      await settle();
      time.tick(10);
    }
  }
  await settle();
  return asked;
}

/** Keys at a person's pace: log-normal gaps, half of them below 140 ms. */
function gapsOf(keys: number): number[] {
  let seed = 7;
  const chance = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const normal = (): number => Math.sqrt(-2 * Math.log(chance())) * Math.cos(2 * Math.PI * chance());
  return Array.from({ length: keys }, () => Math.round(140 * Math.exp(0.5 * normal())));
}

const SLOW_START = [900, 900, 900, 900, 900, 900, 900, 900, 900, 900];

test("an engine that answers within a key press is asked at each", async () => {
  const gaps = gapsOf(200);
  assert.equal((await typing(gaps, 10)).length, gaps.length);
});

test("while a slow engine is busy keys wait, and only the newest of them asks", async () => {
  const asked = await typing([...SLOW_START, ...Array.from({ length: 40 }, () => 60), 900], 200);
  const share = (asked.length - SLOW_START.length) / 41;
  assert.ok(share > 0.2 && share < 0.5, `${share} of the keys of a burst asked`);
  assert.equal(asked.at(-1), 50, "the last key of a burst is always asked for");
});

test("at a person's pace an engine of 200 ms is asked at about three keys in four", async (context) => {
  const asked = await typing([...SLOW_START, ...gapsOf(150)], 200);
  const share = (asked.length - SLOW_START.length) / 150;
  context.diagnostic(`share of keys that ask: ${share.toFixed(2)}`);
  assert.ok(share > 0.6 && share < 0.85, String(share));
});

test("who asks does not wait", async () => {
  const pace = new Pace({ speed: 1, now: Date.now, monotonic: Date.now });
  for (let turn = 0; turn < 10; turn += 1) {
    const answered = pace.time(
      () => false,
      () => new Promise((resolve) => setTimeout(resolve, 300)),
    );
    time.tick(300);
    await answered;
  }
  void pace.time(
    () => false,
    () => new Promise(() => undefined),
  );
  let hasGone = false;
  void pace.turn(true).then(() => (hasGone = true));
  await settle();
  assert.equal(hasGone, true);
});
