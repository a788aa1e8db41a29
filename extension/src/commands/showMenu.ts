import * as vscode from "vscode";
import type { Companion } from "../companion";
import type { Command } from "./command";

interface Entry extends vscode.QuickPickItem {
  readonly command?: string;
  readonly args?: readonly unknown[];
}

/** Opens the menu of the status bar item. */
export const showMenu: Command = {
  id: "undersong.showMenu",
  run: async (companion) => {
    const chosen = await vscode.window.showQuickPick(entriesFor(companion), { title: "Undersong" });
    if (chosen?.command !== undefined) {
      await vscode.commands.executeCommand(chosen.command, ...(chosen.args ?? []));
    }
  },
};

/** Returns what can be done now: first what waits or hinders, then the person's word, then the rest. */
export function entriesFor({ state, settings }: Companion): Entry[] {
  const { phase, nudge, isPaused } = state.value;
  const isRecording = settings.value.recording === true;
  return [
    ...(nudge ? [{ label: `$(lightbulb) ${nudge.text}`, command: "undersong.answerNudge" }] : []),
    ...(phase.name === "stopped" ? [stopped(phase.problem)] : []),
    ...(isRecording ? [] : [{ label: "$(record) Start recording", command: "undersong.startRecording" }]),
    { label: "$(graph) Show the flow report", command: "undersong.showReport" },
    separator("How is it going?"),
    { label: "$(question) I'm stuck", command: "undersong.selfReport", args: ["stuck"] },
    { label: "$(pulse) Fine", command: "undersong.selfReport", args: ["fine"] },
    { label: "$(eye) Focused", command: "undersong.selfReport", args: ["focused"] },
    { label: "$(calendar) Look back on the day", command: "undersong.review" },
    separator("Undersong"),
    { label: "$(sparkle) Why is there no ghost text here?", command: "undersong.whySilent" },
    ...(isPaused
      ? [{ label: "$(debug-continue) Resume", command: "undersong.resume" }]
      : [
          { label: "$(debug-pause) Pause for an hour", command: "undersong.pause", args: [60] },
          { label: "$(debug-pause) Pause until I resume", command: "undersong.pause", args: [null] },
        ]),
    { label: "$(folder) Open my data", command: "undersong.openData" },
    {
      label: "$(gear) Settings",
      command: "workbench.action.openSettings",
      args: ["@ext:undersong.undersong"],
    },
    { label: "$(output) Show the log", command: "undersong.showLog" },
  ];
}

function stopped(problem = ""): Entry {
  return { label: "$(debug-restart) Restart the engine", detail: problem, command: "undersong.restart" };
}

function separator(label: string): Entry {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
