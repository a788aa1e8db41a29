/** A VS Code server with a fresh profile and our extension in it. */
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { run } from "../../../scripts/lib/run.mjs";
import { until } from "./until.mjs";

/** What keeps VS Code itself quiet and the same in each run. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  // Toasts were caught half faded.
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.colorTheme": "Default Dark Modern",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  // Files that were not saved came back in the next window.
  "files.hotExit": "off",
  "git.openRepositoryInParentFolders": "never",
  "git.autofetch": false,
  "editor.wordBasedSuggestions": "off",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.autoIndent": "none",
  "editor.minimap.enabled": false,
  "terminal.integrated.defaultProfile.linux": "bash",
  "terminal.integrated.persistentSessionReviveProcess": "never",
};

/**
 * Starts VS Code.
 *
 * `folder` takes its profile and log; `settings` and `environment` are added to what all tests share. Returns its
 * address, the extension's global storage and `stop`.
 */
export async function startCode({ editor, vsix, folder, settings = {}, environment = {} }) {
  const data = join(folder, "data");
  // What belongs to a machine is read from the second alone, the rest from the first.
  for (const place of ["User", "Machine"]) {
    mkdirSync(join(data, place), { recursive: true });
    writeFileSync(join(data, place, "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  }
  const base = [editor.codeServer, "--config", "/dev/null", "--user-data-dir", data];
  base.push("--extensions-dir", join(folder, "extensions"));
  // Unless started by its command line it takes its environment from a login shell instead of from us.
  const env = { ...process.env, VSCODE_CLI: "1", ...environment };
  // Its scripts start `node`, which must be the one that it was installed with; ours come before, since a test may hide programs.
  env.PATH = [environment.PATH ?? process.env.PATH, dirname(editor.node)].join(delimiter);
  await run(editor.node, [...base, "--install-extension", vsix], { env });
  const port = await freePort();
  const server = spawn(editor.node, [...base, ...serving(port)], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(join(folder, "code.log"));
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  const url = `http://127.0.0.1:${port}`;
  await until("VS Code answers", async () => (await fetch(`${url}/healthz`).catch(() => undefined))?.ok);
  return {
    url,
    storage: join(data, "User", "globalStorage", "undersong.undersong"),
    stop: () => stopServer(server),
    log: () => readFileSync(join(folder, "code.log"), "utf8"),
  };
}

const serving = (port) => [
  ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`, "--disable-telemetry", "--disable-update-check"],
  ...["--disable-workspace-trust", "--disable-getting-started-override"],
  // A closed page would keep its extension host for three hours.
  ...["--reconnection-grace-time", "5"],
];

/** Ends the server with all that it started: an extension host that outlives it would start the engine anew. */
async function stopServer(server) {
  const ended = server.exitCode ?? new Promise((resolve) => server.once("exit", resolve));
  for (const pid of [server.pid, ...(await descendants(server.pid))]) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // Gone with its parent.
    }
  }
  await ended;
}

/** The numbers of all processes under a process. */
async function descendants(pid) {
  const { output } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  const pairs = output
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const under = (parent) =>
    pairs.filter(([, of]) => of === parent).flatMap(([child]) => [child, ...under(child)]);
  return under(pid);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
