/** Records a session in a real VS Code: a long green stretch, then the hunt for a bug that was there all along. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { appEnvironment, inEnvironment, root } from "../../../scripts/lib/places.mjs";
import { say } from "../../../scripts/lib/progress.mjs";
import { run } from "../../../scripts/lib/run.mjs";
import { Developer } from "./developer.mjs";
import { hunt, workInPeace } from "./session.mjs";
import { setStage, USUAL } from "./stage.mjs";
import { until } from "./until.mjs";

/** Fast enough for five minutes, slow enough that starting pytest takes less than a minute of the clock. */
const SPEED = 12;
export const RECORDING = join(root, "recordings", "bug-hunt.jsonl");

/** Plays the session and writes its events. */
export async function record(parts) {
  // Nudges would be answered by nobody; whoever plays the recording makes them anew.
  const settings = { ...USUAL, "undersong.nudges.enabled": false };
  const stage = await setStage(parts, "record", { settings, speed: SPEED });
  try {
    await stage.workbench.open(stage.code.url, stage.workspace.folder);
    await stage.workbench.waitForStatus(/Steady|Focused/);
    const developer = new Developer(stage, SPEED);
    await workInPeace(developer, say);
    await hunt(developer, say);
    await until("both commits are recorded", async () => commits(await exportEvents(stage)) === 2, 60_000);
    await stage.shoot("end");
    await stage.page.close();
    await until("the end is recorded", async () => (await exportEvents(stage)).includes("session_ended"));
  } catch (error) {
    await stage.shoot("failed");
    throw error;
  } finally {
    await stage.strike();
  }
  const events = await exportEvents(stage);
  await stage.sweep();
  say(`${RECORDING}: ${events.trim().split("\n").length} events, ${Math.round(events.length / 1024)} kB`);
}

/** Writes all events of the stage's home into the recording, and returns its text. */
async function exportEvents({ home }) {
  const undersong = inEnvironment(appEnvironment, "undersong");
  await run(undersong, ["export", "jsonl", RECORDING, "--overwrite"], { env: { UNDERSONG_HOME: home } });
  return readFileSync(RECORDING, "utf8");
}

const commits = (events) => events.split("commit_created").length - 1;
