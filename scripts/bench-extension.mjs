/** Measures the extension in a real VS Code; prints `{edits, milliseconds}` on the last line. `undersong bench extension` calls it. */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { findEditor } from "./lib/editor.mjs";
import { Missing } from "./lib/prerequisites.mjs";
import { root } from "./lib/places.mjs";
import { asScript } from "./lib/run.mjs";
import { packageExtension } from "./package.mjs";

await asScript(async ([lines]) => {
  const editor = findEditor();
  if (!editor)
    throw new Missing(
      "The extension is measured in the editor of the tests; `npm run test:editor` installs it.",
    );
  const vsix = await packageExtension();
  const { measureEdits } = await import(
    pathToFileURL(join(root, "tests", "e2e", "editor", "measure.mjs")).href
  );
  console.log(JSON.stringify(await measureEdits({ editor, vsix }, Number(lines ?? 60))));
  return 0;
});
