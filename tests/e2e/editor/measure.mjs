/** Types a real module, line by line and key by key, into a real VS Code, and reads what our listener took of the time. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { USUAL, setStage } from "./stage.mjs";
import { until } from "./until.mjs";

/** Returns `{edits, milliseconds}` of all edits made; `lines` of the trace are typed. */
export async function measureEdits(parts, lines = 60) {
  const folder = mkdtempSync(join(tmpdir(), "us-bench-"));
  const file = join(folder, "edits.json");
  const stage = await setStage(parts, "bench", { settings: USUAL, environment: { UNDERSONG_BENCH: file } });
  try {
    await stage.workbench.open(stage.code.url, stage.workspace.folder);
    await stage.workbench.waitForStatus(/Steady|Focused/);
    await stage.workbench.openFile("larder/report.py");
    await stage.text.press("Control+End");
    for (const line of traceOf(stage.workspace.folder, lines)) await typeLine(stage.text, line);
    return await until("the figures are written", () => readFigures(file, lines * 10), 60_000);
  } finally {
    await stage.strike();
    await stage.sweep();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lines as a person would type them: those of a module of the recorded package, over and over. */
function traceOf(folder, count) {
  const lines = readFileSync(join(folder, "larder", "stock.py"), "utf8")
    .split("\n")
    .filter((line) => line.trim());
  return Array.from({ length: count }, (_, at) => lines[at % lines.length].trim());
}

/** Types a line, takes two characters back and types them again, as hands do. */
async function typeLine(text, line) {
  await text.type(`\n${line}`, 1);
  await text.press("Backspace");
  await text.press("Backspace");
  await text.type(line.slice(-2), 1);
}

function readFigures(file, least) {
  if (!existsSync(file)) return undefined;
  const figures = JSON.parse(readFileSync(file, "utf8"));
  return figures.edits >= least ? figures : undefined;
}
