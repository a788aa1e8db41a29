import * as vscode from "vscode";
import { pause, resume } from "../pause";
import type { Command } from "./command";

const LENGTHS: readonly { label: string; minutes: number | null }[] = [
  { label: "For an hour", minutes: 60 },
  { label: "For four hours", minutes: 240 },
  { label: "Until I resume", minutes: null },
];

/** Pauses recording, detectors and nudges in all windows; given a length, without asking for one. */
export const pauseWork: Command = {
  id: "undersong.pause",
  run: async (companion, minutes) => {
    const given = typeof minutes === "number" || minutes === null ? { minutes } : undefined;
    const chosen = given ?? (await vscode.window.showQuickPick(LENGTHS, { title: "Pause Undersong" }));
    if (chosen) {
      await pause(companion, chosen.minutes);
    }
  },
};

/** Ends the pause. */
export const resumeWork: Command = { id: "undersong.resume", run: resume };
