import assert from "node:assert/strict";
import { test } from "node:test";
import type { FlowReport } from "../../../extension/src/protocol";
import { reportPage } from "../../../extension/src/reports/html";

const SECTION = {
  id: "focus",
  title: "Focus blocks",
  words: "Three blocks, 2 h 10 min.",
  spec: { mark: "bar" },
  table: {
    columns: ["day", "minutes"],
    rows: [
      ["Thu 20 Nov", 130],
      ["Fri 21 Nov", null],
    ],
  },
};
const REPORT: FlowReport = {
  title: "Your flow",
  since: "2025-11-14T00:00:00.000Z",
  until: "2025-11-21T00:00:00.000Z",
  period: "Fri 14 Nov – Fri 21 Nov 2025",
  summary: ["2 h 10 min in focus blocks."],
  figures: [{ label: "in focus blocks", value: "2 h 10 min", note: "three blocks" }],
  sections: [SECTION],
  method: ["A focus block is 25 minutes or more."],
};
const AROUND = { nonce: "abc", charts: "vscode-resource://dist/charts.js", style: "body{}", since: "7d" };

test("only scripts with the page's nonce may run, and nothing else is fetched", () => {
  const page = reportPage(REPORT, AROUND);
  assert.match(
    page,
    /content="default-src 'none'; script-src 'nonce-abc'; style-src 'unsafe-inline'; img-src data:"/,
  );
  const scripts = [...page.matchAll(/<script [^>]*>/g)].map(([script]) => script);
  assert.equal(scripts.length, 2);
  assert.ok(scripts.every((script) => script.includes('nonce="abc"')));
  assert.doesNotMatch(page, /<link|<img|<iframe|https?:|style="|onclick/);
});

test("every section has its words, a place for its chart, and its table", () => {
  const page = reportPage(REPORT, AROUND);
  assert.match(page, /<h2 id="focus">Focus blocks<\/h2>\n<p>Three blocks, 2&nbsp;h 10&nbsp;min\.<\/p>/);
  assert.match(page, /<figure data-section="focus">\n<div class="chart"><\/div>/);
  assert.match(page, /<td>Thu 20 Nov<\/td><td class="number">130<\/td>/);
  assert.match(page, /<td>Fri 21 Nov<\/td><td class="number"><\/td>/);
});

test("without the bundle the tables stand open and no script is left", () => {
  const page = reportPage(REPORT, { ...AROUND, charts: undefined });
  assert.match(page, /<details open>/);
  assert.doesNotMatch(page, /<script|class="chart"/);
});

test("a section that was asked for comes first, with its table open", () => {
  const computed = { ...SECTION, id: "computed", title: "What is computed", spec: null };
  const report = { ...REPORT, sections: [SECTION, computed] };
  const page = reportPage(report, { ...AROUND, first: "computed" });
  assert.ok(page.indexOf('id="computed"') < page.indexOf('id="focus"'));
  assert.match(page, /data-section="computed">\n\n<details open>/);
  assert.match(page, /data-section="focus">\n<div class="chart"><\/div>\n<details>/);
});

test("a table that fills more than a screen waits until it is asked for", () => {
  const rows = Array.from({ length: 41 }, (_, n) => ["row", n]);
  const section = { ...SECTION, spec: null, table: { ...SECTION.table, rows } };
  assert.match(reportPage({ ...REPORT, sections: [section] }, AROUND), /<details><summary>/);
});

test("no word of a report opens or ends an element", () => {
  const planted = '</script><b a="1">';
  const spec = { description: planted };
  const table = { columns: [planted], rows: [[planted]] };
  const section = { ...SECTION, title: planted, words: planted, spec, table };
  const page = reportPage({ ...REPORT, title: planted, summary: [planted], sections: [section] }, AROUND);
  assert.ok(!page.includes(planted));
  assert.ok(!page.includes("<b "));
});

test("the range that is shown is the one that is pressed", () => {
  const page = reportPage(REPORT, { ...AROUND, since: "30d" });
  assert.match(page, /data-since="30d" aria-pressed="true">Month/);
  assert.match(page, /data-since="7d" aria-pressed="false">Week/);
});

test("an empty range is a friendly page without figures", () => {
  const empty = { ...REPORT, summary: ["Nothing was recorded in this range."], figures: [], sections: [] };
  const page = reportPage(empty, AROUND);
  assert.match(page, /Nothing was recorded in this range\./);
  assert.doesNotMatch(page, /<figure|<dl/);
});

test("an older daemon's report, without a period or figures, is shown too", () => {
  const older = { ...REPORT };
  delete older.period;
  delete older.figures;
  assert.match(reportPage(older, AROUND), /<p class="period">2025-11-14 to 2025-11-21<\/p>/);
});
