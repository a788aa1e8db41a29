import * as vscode from "vscode";
import type { BesideOthers } from "../completionSettings";

/** Extensions that offer ghost text on their own. VS Code does not tell who else does, so they are listed by name. */
const GHOSTS: readonly string[] = [
  "github.copilot",
  "github.copilot-chat",
  "amazonwebservices.amazon-q-vscode",
  "amazonwebservices.codewhisperer-for-command-line-companion",
  "codeium.codeium",
  "continue.continue",
  "google.geminicodeassist",
  "jetbrains.jetbrains-ai-assistant",
  "supermaven.supermaven",
  "tabnine.tabnine-vscode",
  "tabbyml.vscode-tabby",
  "sourcegraph.cody-ai",
  "visualstudioexptteam.vscodeintellicode",
];

/** Tells whether to stay silent because another extension offers ghost text too. */
export function yieldsToOthers(choice: BesideOthers, isAsked: boolean, isOtherActive = hasOthers): boolean {
  if (choice === "always" || !isOtherActive()) {
    return false;
  }
  return choice === "never" || !isAsked;
}

/** Another extension that offers ghost text is active. */
export function hasOthers(): boolean {
  return GHOSTS.some((id) => vscode.extensions.getExtension(id)?.isActive === true);
}
