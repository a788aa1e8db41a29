/** `npm run record`: records a session in a real VS Code anew, into recordings/. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { obtainEditor } from "./lib/editor.mjs";
import { Missing } from "./lib/prerequisites.mjs";
import { root } from "./lib/places.mjs";
import { asScript } from "./lib/run.mjs";
import { packageExtension } from "./package.mjs";
import { setUp } from "./setup.mjs";

await asScript(async () => {
  const editor = await obtainEditor();
  if (!editor)
    throw new Missing("A recording needs what `npm run test:editor` needs: a browser and a VS Code.");
  await setUp({ withTests: true });
  const vsix = await packageExtension();
  const { record } = await import(pathToFileURL(join(root, "tests", "e2e", "editor", "record.mjs")).href);
  await record({ editor, vsix });
});
