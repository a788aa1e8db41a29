// Builds what draws the flow report: one bundle for the editor's panel and, copied, for the page that the command
// line writes; and the one style sheet of both.

import { copyFile, mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const reports = `${root}server/undersong/reports`;

await mkdir(`${root}dist`, { recursive: true });
await build({
  entryPoints: [`${root}extension/src/reports/charts.ts`],
  bundle: true,
  minify: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  // Licences travel in their own file; in the bundle they would be repeated in every report that someone keeps.
  legalComments: "none",
  outfile: `${root}dist/charts.js`,
});
await copyFile(`${root}dist/charts.js`, `${reports}/charts.js`);
await copyFile(`${reports}/page.css`, `${root}dist/report.css`);
