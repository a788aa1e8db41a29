/** The .vsix alone, on a machine that has Python and a folder of wheels but no network. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { downloadWheels } from "../wheels.mjs";

export const claim = "an installed .vsix makes its own environment from a folder of wheels";

export const stage = async () => ({
  settings: {
    "undersong.recording": true,
    "undersong.wheels": await downloadWheels(),
    "undersong.training.enabled": false,
  },
  // Nothing may come from the network, and no uv may help out.
  environment: { PIP_NO_INDEX: "1", PIP_CONFIG_FILE: "/dev/null" },
});

export async function play({ workbench, workspace, toasts, shoot, code }, tell) {
  await workbench.open(code.url, workspace.folder);
  await toasts.saying("Setting up the engine").waitFor();
  await shoot("progress");
  tell("progress is shown");
  await workbench.waitForStatus(/Steady|Focused/, 180_000);
  await shoot("running");
  const [engine] = readdirSync(code.storage).filter(
    (name) => name.startsWith("engine-") && !name.endsWith(".lock"),
  );
  if (!existsSync(join(code.storage, engine, "venv", "bin", "python")))
    throw new Error("No environment in global storage.");
  tell("the engine runs from global storage");
}
