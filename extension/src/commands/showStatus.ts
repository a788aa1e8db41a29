import * as vscode from "vscode";
import type { Companion } from "../companion";
import type { Status } from "../protocol";
import type { Command } from "./command";

/** Shows how the engine, its models and its store are. */
export const showStatus: Command = {
  id: "undersong.showStatus",
  run: async (companion) => {
    const status = await companion.client.request("undersong/status", {});
    await vscode.window.showQuickPick(statusLines(status, companion), { title: "Undersong's engine" });
  },
};

/** Returns the status as lines of label and description. */
export function statusLines(status: Status, { parts }: Pick<Companion, "parts">): vscode.QuickPickItem[] {
  const { store, worker, training, models, index = [] } = status;
  return [
    line("Engine", `${status.version}, process ${status.pid}, ${status.windows ?? 1} attached`),
    line(
      "Events",
      `${store.events} kept, ${megabytes(store.bytes)}; ${parts.outbox.waiting} wait here`,
      store.problem,
    ),
    line("Mind", worker.running ? "running" : "asleep until needed", worker.problem),
    ...models.map(({ model, version, isExperimental }) =>
      line(`Model ${model}`, `${version}${isExperimental ? ", experimental" : ""}`),
    ),
    line("Training", training.running ? "running" : (training.waitingFor ?? "due"), training.last),
    ...index.map(({ files, lines, busy }) =>
      line("Index", `${files} files, ${lines ?? 0} lines${busy ? ", reading" : ""}`),
    ),
  ];
}

function line(label: string, description: string, detail?: string | null): vscode.QuickPickItem {
  return { label, description, ...(detail ? { detail } : {}) };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
