import * as vscode from "vscode";
import type { SelfReportState } from "../protocol";
import type { Command } from "./command";

const STATES: readonly { label: string; description: string; state: SelfReportState }[] = [
  { label: "$(question) I'm stuck", description: "it does not go on", state: "stuck" },
  { label: "$(pulse) Fine", description: "it goes on", state: "fine" },
  { label: "$(eye) Focused", description: "please do not disturb", state: "focused" },
];

/** Lets the person say how it is going: the truth that the personal models learn from. */
export const selfReport: Command = {
  id: "undersong.selfReport",
  run: async (companion, given) => {
    const known = STATES.find(({ state }) => state === given);
    const chosen = known ?? (await vscode.window.showQuickPick(STATES, { title: "How is it going?" }));
    if (!chosen) {
      return;
    }
    const { event } = await companion.client.request("undersong/selfReport", { state: chosen.state });
    const said =
      event === null ? "Undersong: nothing is recorded just now, so this was not kept." : "Undersong: noted.";
    vscode.window.setStatusBarMessage(said, 4000);
  },
};
