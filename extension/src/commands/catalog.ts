import * as vscode from "vscode";
import type { Companion } from "../companion";
import { messageOf } from "../log";
import type { Command } from "./command";
import { deleteData } from "./deleteData";
import { exportData } from "./exportData";
import { openData } from "./openData";
import { openWalkthrough } from "./openWalkthrough";
import { pauseWork, resumeWork } from "./pause";
import { endGhostTextSnooze, snoozeGhostText } from "./snooze";
import { startRecording, stopRecording } from "./recording";
import { reinstall } from "./reinstall";
import { restart } from "./restart";
import { review } from "./review";
import { selfReport } from "./selfReport";
import { showComputed } from "./showComputed";
import { showLog } from "./showLog";
import { showMenu } from "./showMenu";
import { reportCommand } from "./showReport";
import { showStatus } from "./showStatus";

/** Every command, in the order in which people look for them. */
export const COMMANDS: readonly Command[] = [
  showMenu,
  reportCommand,
  showComputed,
  selfReport,
  review,
  startRecording,
  stopRecording,
  pauseWork,
  resumeWork,
  openData,
  exportData,
  deleteData,
  snoozeGhostText,
  endGhostTextSnooze,
  showStatus,
  showLog,
  restart,
  reinstall,
  openWalkthrough,
];

/** Registers the commands; what one of them throws is shown once, in its own words. */
export function registerCommands(companion: Companion): vscode.Disposable {
  const registered = COMMANDS.map((command) =>
    vscode.commands.registerCommand(command.id, async (...args: unknown[]) => {
      try {
        await command.run(companion, ...args);
      } catch (error) {
        companion.log.error(`${command.id}: ${messageOf(error)}`);
        void vscode.window.showErrorMessage(`Undersong: ${messageOf(error)}`);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}
