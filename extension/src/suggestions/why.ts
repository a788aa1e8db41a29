import * as vscode from "vscode";
import type { Companion } from "../companion";
import { alternativesInWords, factsInWords, silenceOf } from "./explain";

/** A line of the answer; one with a command can be chosen. */
interface Line extends vscode.QuickPickItem {
  readonly command?: string;
  readonly args?: readonly unknown[];
}

/** Shows why there is no ghost text here, what is known of the latest one, and what can be done. */
export async function showWhy(companion: Companion, refusal?: string): Promise<void> {
  const title = "Why is there no ghost text here?";
  const chosen = await vscode.window.showQuickPick(whyLines(companion, refusal), { title });
  if (chosen?.command !== undefined) {
    await vscode.commands.executeCommand(chosen.command, ...(chosen.args ?? []));
  }
}

/** Returns the answer as lines; `refusal` is what this window says of the place, which counts more than what was. */
export function whyLines(companion: Companion, refusal?: string): Line[] {
  const { snooze, suggestion } = companion.state.value;
  const silence = silenceOf(companion, refusal);
  const latest = suggestion ? [separator("The latest"), ...suggestionLines(suggestion)] : [];
  return [
    silence === undefined
      ? { label: "$(check) Ghost text is on", detail: "It comes where the code so far says how it goes on." }
      : { label: "$(circle-slash) No ghost text here", detail: sentence(silence) },
    ...latest,
    separator("What can be done"),
    { label: "$(sparkle) Ask for one here", command: "editor.action.inlineSuggest.trigger" },
    snooze
      ? { label: "$(bell) End the snooze", command: "undersong.endSnooze" }
      : { label: "$(bell-slash) Snooze ghost text…", command: "undersong.snooze" },
    settings("$(gear) Where and when it comes", "undersong.completion"),
    { label: "$(info) Show the engine's status", command: "undersong.showStatus" },
  ];
}

function suggestionLines(suggestion: NonNullable<Companion["state"]["value"]["suggestion"]>): Line[] {
  const [first = ""] = suggestion.text.trim().split("\n");
  const others = alternativesInWords(suggestion);
  return [
    { label: first, detail: sentence(factsInWords(suggestion)) },
    ...others.map((text) => ({ label: text, description: "another way" })),
  ];
}

function settings(label: string, query: string): Line {
  return { label, command: "workbench.action.openSettings", args: [query] };
}

function separator(label: string): Line {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
}
