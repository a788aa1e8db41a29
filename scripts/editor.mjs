/** `npm run test:editor`: drives the packaged extension in a real VS Code in a real browser. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { obtainEditor } from "./lib/editor.mjs";
import { Missing } from "./lib/prerequisites.mjs";
import { root } from "./lib/places.mjs";
import { asScript } from "./lib/run.mjs";
import { packageExtension } from "./package.mjs";
import { setUp } from "./setup.mjs";

/** Runs the editor tests whose names hold one of the words; all without words. Returns `{passed, failed}`, or undefined without an editor. */
export async function testEditor(words = []) {
  const editor = await obtainEditor();
  if (!editor) return undefined;
  await setUp({ withTests: true });
  const vsix = await packageExtension();
  const { runScenarios } = await import(pathToFileURL(join(root, "tests", "e2e", "editor", "run.mjs")).href);
  return runScenarios({ editor, vsix, words });
}

/** The closing line of the editor tests. */
export const closingLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await asScript(async (words) => {
    const result = await testEditor(words);
    if (!result)
      throw new Missing(
        "The editor tests need Chromium, a C++ compiler, make, and the headers of krb5, xkbfile and libsecret; as root on Debian they are installed.",
      );
    console.log(closingLine(result));
    return result.failed ? 1 : 0;
  });
}
