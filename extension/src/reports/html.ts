import type { FlowReport, ReportSection } from "../protocol";

/** What the page needs beside the report. */
export interface Surroundings {
  /** Lets this page's own scripts run, and no others. */
  readonly nonce: string;
  /** Where the bundle that draws the charts lies; undefined shows the tables. */
  readonly charts: string | undefined;
  readonly style: string;
  /** The range that is shown. */
  readonly since: string;
  /** The section that was asked for: it comes first, with its table open. */
  readonly first?: string | undefined;
}

/** The ranges that are a click away. */
export const RANGES = [
  ["1d", "Day"],
  ["7d", "Week"],
  ["30d", "Month"],
] as const;

/** A table that stands for its chart is open; one that fills the screen waits until it is asked for. */
const MOST_OPEN_ROWS = 40;

const UNIT = /(\d) (h|min|s|ms|%)(?!\w)/g;

/** Returns the panel's page. Nothing in it refers to anything outside the extension. */
export function reportPage(report: FlowReport, around: Surroundings): string {
  const policy = `default-src 'none'; script-src 'nonce-${around.nonce}'; style-src 'unsafe-inline'; img-src data:`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(report.title)}</title>
<style>${around.style}</style>
</head>
<body>
<header>
<h1>${escaped(report.title)}</h1>
<p class="period">${escaped(report.period ?? `${report.since.slice(0, 10)} to ${report.until.slice(0, 10)}`)}</p>
${ranges(around.since)}
<p class="summary">${prose(report.summary.join(" "))}</p>
${figures(report)}
</header>
<main>
${inOrder(report.sections, around).join("")}
</main>
<footer>
<section class="method" aria-labelledby="method">
<h2 id="method">How this was counted</h2>
<ul>${report.method.map((rule) => `<li>${escaped(rule)}</li>`).join("")}</ul>
</section>
</footer>
${scripts(report, around)}
</body>
</html>
`;
}

/** Returns text that stands for itself in HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Returns a sentence in which a number and its unit stay on one line. */
function prose(text: string): string {
  return escaped(text).replace(UNIT, "$1&nbsp;$2");
}

function ranges(shown: string): string {
  const button = ([since, name]: readonly [string, string]): string =>
    `<button type="button" data-since="${since}" aria-pressed="${since === shown}">${name}</button>`;
  return `<nav aria-label="Range">${RANGES.map(button).join("")}</nav>`;
}

function figures(report: FlowReport): string {
  const items = (report.figures ?? []).map(
    ({ label, value, note }) =>
      `<div><dt>${escaped(label)}</dt><dd class="value">${escaped(value)}</dd><dd class="note">${escaped(note)}</dd></div>`,
  );
  return items.length > 0 ? `<dl class="figures">${items.join("")}</dl>` : "";
}

function inOrder(sections: readonly ReportSection[], { first, charts }: Surroundings): string[] {
  const wanted = sections.filter(({ id }) => id === first);
  const ordered = [...wanted, ...sections.filter((section) => !wanted.includes(section))];
  return ordered.map((section) => sectionOf(section, charts !== undefined, wanted.includes(section)));
}

function sectionOf(section: ReportSection, hasCharts: boolean, isWanted: boolean): string {
  const id = escaped(section.id);
  const figure =
    section.table.rows.length > 0 ? figureOf(section, id, hasCharts && section.spec !== null, isWanted) : "";
  return `<section aria-labelledby="${id}">
<h2 id="${id}">${escaped(section.title)}</h2>
<p>${prose(section.words)}</p>
${figure}</section>
`;
}

function figureOf(section: ReportSection, id: string, isDrawn: boolean, isWanted: boolean): string {
  const isOpen = isWanted || (!isDrawn && section.table.rows.length <= MOST_OPEN_ROWS);
  return `<figure data-section="${id}">
${isDrawn ? '<div class="chart"></div>' : ""}
<details${isOpen ? " open" : ""}><summary>Table</summary><div class="scroll">${tableOf(section)}</div></details>
</figure>
`;
}

/** Returns a table; numbers stand flush right. */
function tableOf({ title, table }: ReportSection): string {
  const kinds = table.columns.map((_, place) =>
    table.rows.every((row) => row[place] === null || typeof row[place] === "number") ? ' class="number"' : "",
  );
  const head = table.columns.map((name, place) => `<th scope="col"${kinds[place]}>${escaped(name)}</th>`);
  const rows = table.rows.map((row) => row.map((cell, place) => `<td${kinds[place]}>${cellOf(cell)}</td>`));
  const body = rows.map((cells) => `<tr>${cells.join("")}</tr>`).join("");
  return `<table aria-label="${escaped(title)}"><thead><tr>${head.join("")}</tr></thead><tbody>${body}</tbody></table>`;
}

function cellOf(cell: unknown): string {
  return typeof cell === "string" || typeof cell === "number" ? escaped(String(cell)) : "";
}

function scripts(report: FlowReport, { nonce, charts }: Surroundings): string {
  if (charts === undefined) {
    return "";
  }
  const specs = Object.fromEntries(
    report.sections.filter(({ spec }) => spec !== null).map(({ id, spec }) => [id, spec]),
  );
  // A "<" in the data could end the element; JSON may spell it out.
  const data = JSON.stringify(specs).replaceAll("<", "\\u003c");
  return `<script type="application/json" id="specs" nonce="${nonce}">${data}</script>
<script nonce="${nonce}" src="${escaped(charts)}"></script>`;
}
