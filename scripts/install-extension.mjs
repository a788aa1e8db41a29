/** `npm run install-extension`: packs the extension and puts it into the VS Code found on PATH. */
import { Missing } from "./lib/prerequisites.mjs";
import { say } from "./lib/progress.mjs";
import { answers, asScript, run } from "./lib/run.mjs";
import { packageExtension } from "./package.mjs";

const EDITORS = ["code", "code-insiders", "codium", "code-server"];

await asScript(async () => {
  const found = [];
  for (const editor of EDITORS) if (await answers(editor)) found.push(editor);
  if (!found.length)
    throw new Missing(
      `No VS Code is on PATH (looked for ${EDITORS.join(", ")}): run "Shell Command: Install 'code' command in PATH" in VS Code, or install the .vsix that \`npm run package\` makes by "Extensions: Install from VSIX…".`,
    );
  const vsix = await packageExtension();
  await run(found[0], ["--install-extension", vsix, "--force"], { show: true });
  say(`Installed in ${found[0]}. Reload its windows, and look for Undersong in the status bar.`);
});
