import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type * as Vega from "vega";
import type * as VegaInterpreter from "vega-interpreter";
import type * as VegaLite from "vega-lite";

declare const __ROOT__: string;

const BARS = [
  { day: "Mon 12 Jan", from: 9.5, to: 11, state: "focused" },
  { day: "Tue 13 Jan", from: 10, to: 10.5, state: "stuck" },
];
const SPEC: VegaLite.TopLevelSpec = {
  width: 400,
  data: { values: BARS },
  mark: "bar",
  encoding: {
    x: { field: "from", type: "quantitative", axis: { labelExpr: "datum.value + ':00'" } },
    x2: { field: "to" },
    y: { field: "day", type: "ordinal" },
    color: { field: "state", type: "nominal" },
  },
};

async function load<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}

test("colours of the style sheet go through to the drawing, and no expression is compiled", async () => {
  // Loaded, not bundled: in Node they look for a canvas of their own, which the runner's bundles cannot.
  const [vega, lite, interpreter] = [
    await load<typeof Vega>("vega"),
    await load<typeof VegaLite>("vega-lite"),
    await load<typeof VegaInterpreter>("vega-interpreter"),
  ];
  const { spec } = lite.compile({
    ...SPEC,
    config: { range: { category: ["var(--second)", "var(--third)"] } },
  });
  const runtime = vega.parse(spec, undefined, { ast: true });
  const svg = await new vega.View(runtime, {
    expr: interpreter.expressionInterpreter,
    renderer: "none",
  }).toSVG();
  assert.match(svg, /fill="var\(--second\)"/);
  assert.match(svg, /fill="var\(--third\)"/);
  assert.match(svg, />10:00</);
});

test("the bundle that was built can stand inside a page", () => {
  const built = join(__ROOT__, "dist", "charts.js");
  if (existsSync(built)) {
    assert.ok(!readFileSync(built, "utf8").toLowerCase().includes("</script"));
  }
});
