/** `npm start`: sets up, then shows Undersong at work on a recorded session, in a home of its own. */
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { appEnvironment, inEnvironment, root } from "./lib/places.mjs";
import { asScript } from "./lib/run.mjs";
import { setUp } from "./setup.mjs";

await asScript(async (args) => {
  await setUp();
  // The home stays after the end, since the report that the demo names lies in it.
  const home = mkdtempSync(join(tmpdir(), "undersong-demo-"));
  const demo = spawn(inEnvironment(appEnvironment, "undersong"), ["demo", ...args], {
    cwd: root,
    env: { ...process.env, UNDERSONG_HOME: home },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    demo.on("error", reject);
    demo.on("close", (code) => resolve(code ?? 1));
  });
});
