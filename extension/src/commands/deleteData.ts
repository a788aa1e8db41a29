import * as vscode from "vscode";
import type { Command } from "./command";

interface Choice extends vscode.QuickPickItem {
  readonly args: readonly string[];
}

const CHOICES: readonly Choice[] = [
  { label: "The last hour", args: ["--since", "1h"] },
  { label: "The last day", args: ["--since", "1d"] },
  { label: "Everything", description: "events, sums and what waits to be recorded", args: ["--all"] },
];

/** Deletes what was recorded, after asking how much and whether it is meant. */
export const deleteData: Command = {
  id: "undersong.deleteData",
  run: async (companion) => {
    const chosen = await vscode.window.showQuickPick(CHOICES, { title: "Delete My Data" });
    if (!chosen || !(await isMeant(chosen.label))) {
      return;
    }
    // Waiting events would come back as soon as the engine takes them.
    await companion.parts.outbox.clear();
    await companion.parts.run(["forget", ...chosen.args]);
    void vscode.window.showInformationMessage("Undersong: deleted.");
  },
};

async function isMeant(what: string): Promise<boolean> {
  const detail = "Deleted data cannot be brought back.";
  const said = await vscode.window.showWarningMessage(`Delete: ${what}?`, { modal: true, detail }, "Delete");
  return said === "Delete";
}
