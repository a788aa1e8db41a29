/** A folder of wheels, as someone would carry it to a machine without a network. */
import { join } from "node:path";
import { step } from "../../../scripts/lib/progress.mjs";
import { findPython } from "../../../scripts/lib/prerequisites.mjs";
import { editorCache, requirements } from "../../../scripts/lib/places.mjs";
import { run } from "../../../scripts/lib/run.mjs";
import { fingerprint, isStamped, stamped } from "../../../scripts/lib/stamp.mjs";

/** Downloads the locked packages of the engine once a list; returns the folder. */
export async function downloadWheels() {
  const python = await findPython();
  const print = fingerprint(requirements("app"), python);
  const folder = join(editorCache, "wheels", print);
  if (isStamped(`${folder}.stamp`, print)) return folder;
  // The list is whole, less what `requirements/excludes.txt` leaves out on purpose.
  const args = [
    "-m",
    "pip",
    "download",
    "--quiet",
    "--disable-pip-version-check",
    "--no-deps",
    "--require-hashes",
  ];
  const download = () => run(python, [...args, "-r", requirements("app"), "--dest", folder]);
  await step("Wheels of the engine", () => stamped(`${folder}.stamp`, print, download));
  return folder;
}
