import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { after, clockFromEnvironment, every } from "../../extension/src/clock";

afterEach(() => mock.timers.reset());

test("without a wish the clock is the machine's", () => {
  const clock = clockFromEnvironment("");
  assert.equal(clock.speed, 1);
  assert.ok(Math.abs(clock.now() - Date.now()) < 50);
});

test("a scaled clock runs faster from its origin on, like the daemon's", () => {
  mock.timers.enable({ apis: ["Date"], now: 1_000_500 });
  const clock = clockFromEnvironment("scaled:1000000:60");
  assert.equal(clock.now(), 1_000_000 + 500 * 60);
});

test("a wish that is none is the machine's clock", () => {
  assert.equal(clockFromEnvironment("scaled:1:0").speed, 1);
  assert.equal(clockFromEnvironment("held:5").speed, 1);
});

test("timers run in the clock's time and can be stopped", () => {
  mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const clock = { speed: 10, now: Date.now, monotonic: Date.now };
  let rings = 0;
  const ringing = every(clock, 1000, () => (rings += 1));
  after(clock, 1000, () => (rings += 100)).dispose();
  mock.timers.tick(300);
  ringing.dispose();
  mock.timers.tick(300);
  assert.equal(rings, 3);
});
