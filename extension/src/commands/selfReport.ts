import * as vscode from "vscode";
import { confirmNoted, sayHowItGoes, WORDS } from "../selfReport";
import type { Command } from "./command";

/** Lets the person say how it is going, by one key each: the truth that the personal models learn from. */
export const selfReport: Command = {
  id: "undersong.selfReport",
  run: async (companion, given) => {
    const known = WORDS.find(({ state }) => state === given);
    const chosen = known ?? (await vscode.window.showQuickPick(WORDS, { title: "How is it going?" }));
    if (chosen) {
      confirmNoted(await sayHowItGoes(companion, { state: chosen.state }), chosen.state);
    }
  },
};
