/** All that a scenario acts on: a VS Code with Undersong, a workspace, a home of its own, and the page objects. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { appEnvironment, buildFolder, inEnvironment } from "../../../scripts/lib/places.mjs";
import { openPage, startBrowser } from "./browser.mjs";
import { startCode } from "./code.mjs";
import { ReportPanel } from "./pages/report.mjs";
import { Terminal } from "./pages/terminal.mjs";
import { TextEditor } from "./pages/text.mjs";
import { Toasts } from "./pages/toast.mjs";
import { Workbench } from "./pages/workbench.mjs";
import { until } from "./until.mjs";
import { makeWorkspace } from "./workspace.mjs";

const SHOTS = join(buildFolder, "screenshots");
const python = inEnvironment(appEnvironment, "python");

/** What most scenarios want: recording on, the clone's own Python, nudges from the first day. */
export const USUAL = {
  "undersong.recording": true,
  "undersong.interpreter": python,
  "undersong.nudges.silentDays": 0,
  "undersong.training.enabled": false,
};

/**
 * Sets the stage.
 *
 * `speed` makes the clock of the extension and the daemon run that many times faster.
 */
export async function setStage(
  { editor, vsix },
  name,
  { settings = USUAL, speed = 1, environment = {} } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "us-"));
  const home = join(folder, "home");
  mkdirSync(SHOTS, { recursive: true });
  const clock = speed === 1 ? {} : { UNDERSONG_CLOCK: `scaled:${Date.now()}:${speed}` };
  // The package's tests are run by what a person would type.
  const path = [dirname(python), process.env.PATH].join(delimiter);
  const shell = makeShell(folder);
  const code = await startCode({
    editor,
    vsix,
    folder,
    settings: { ...settings, "terminal.integrated.env.linux": shell.variables },
    environment: { PATH: path, UNDERSONG_HOME: home, XDG_RUNTIME_DIR: "", ...clock, ...environment },
  });
  const browser = await startBrowser(editor);
  const page = await openPage(browser);
  const workbench = new Workbench(page);
  const shoot = (what) => page.screenshot({ path: join(SHOTS, `${name}-${what}.png`) });
  return {
    ...{ folder, home, code, page, workbench, shoot, clock },
    workspace: makeWorkspace(folder),
    text: new TextEditor(page),
    terminal: new Terminal(page, workbench, shell.countPrompts),
    toasts: new Toasts(page),
    report: new ReportPanel(page),
    daemonPid: () => daemonPid(home),
    logs: () => readLogs(folder),
    strike: async () => {
      await browser.close();
      await code.stop();
      await endDaemon(home);
    },
    // What the extension host started may still write for a moment.
    // `UNDERSONG_KEEP_STAGE` leaves it for a look.
    sweep: () =>
      process.env.UNDERSONG_KEEP_STAGE ||
      until("the stage is swept", () => (rmSync(folder, { recursive: true, force: true }), true)),
  };
}

/** A shell that nobody's own set-up touches, and that notes each prompt: marks in the margin scroll out of sight. */
function makeShell(folder) {
  const prompts = join(folder, "prompts");
  return {
    variables: { HOME: folder, PS1: "$ ", PROMPT_COMMAND: `echo >> ${prompts}` },
    countPrompts: () => (existsSync(prompts) ? readFileSync(prompts, "utf8").length : 0),
  };
}

/** The number of the process that serves a home, or undefined. */
export function daemonPid(home) {
  const file = join(home, "daemon.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).pid : undefined;
}

/** The last lines that the extension and the engine wrote. */
function readLogs(folder) {
  const names = readdirSync(folder, { recursive: true }).map(String);
  const ours = names.filter((name) => /Undersong\.log$|home\/logs\/.*\.log$/.test(name));
  return ours.flatMap((name) => [`--- ${name}`, readFileSync(join(folder, name), "utf8").slice(-3000)]);
}

/** Ends the daemon of a home, which would linger for half an hour. */
async function endDaemon(home) {
  const pid = daemonPid(home);
  if (!pid || !lives(pid)) return;
  process.kill(pid, "SIGTERM");
  await until("the daemon ends", () => !lives(pid), 10_000).catch(() => process.kill(pid, "SIGKILL"));
}

function lives(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
