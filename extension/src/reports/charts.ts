/** Draws a report's charts in a page, under a policy that forbids `eval`: expressions are walked, never compiled. */

/// <reference lib="dom" />

import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import * as vegaLite from "vega-lite";
import { attachControls } from "./controls";

// Colours are the style sheet's own variables: the drawing follows theme and print without being drawn again.
const INK = "var(--ink)";
const QUIET = "var(--quiet)";
const HAIRLINE = "var(--hairline)";
const COLOURS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "ink"];

const THEME: vegaLite.Config = {
  background: "transparent",
  // Text is measured on a canvas, which knows neither variables nor inheritance.
  font: getComputedStyle(document.body).fontFamily,
  view: { stroke: null },
  axis: {
    labelColor: QUIET,
    titleColor: QUIET,
    gridColor: HAIRLINE,
    domainColor: HAIRLINE,
    tickColor: HAIRLINE,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: "normal",
  },
  legend: { labelColor: INK, titleColor: QUIET, labelFontSize: 12 },
  text: { color: QUIET, fontSize: 12 },
  rule: { color: QUIET },
  range: {
    category: COLOURS.map((name) => `var(--${name})`),
  },
};

/** Draws the chart of one figure; where it cannot be drawn, the table below it opens instead. */
function draw(figure: HTMLElement, specs: Record<string, vegaLite.TopLevelSpec>): void {
  const place = figure.querySelector<HTMLElement>(".chart");
  const spec = specs[figure.dataset["section"] ?? ""];
  if (!place || !spec) return;
  try {
    const compiled = vegaLite.compile({ ...spec, config: THEME }, { logger: vega.logger(vega.Error) }).spec;
    const runtime = vega.parse(compiled, undefined, { ast: true });
    new vega.View(runtime, {
      expr: expressionInterpreter,
      renderer: "svg",
      container: place,
      hover: true,
    }).run();
  } catch (error) {
    place.hidden = true;
    figure.querySelector("details")?.setAttribute("open", "");
    console.error("A chart could not be drawn.", error);
  }
}

const data = document.getElementById("specs")?.textContent ?? "{}";
const specs = JSON.parse(data) as Record<string, vegaLite.TopLevelSpec>;
document.querySelectorAll<HTMLElement>("figure[data-section]").forEach((figure) => draw(figure, specs));
attachControls();
