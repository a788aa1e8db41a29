import * as vscode from "vscode";
import { type CompletionSettings, readCompletionSettings } from "./completionSettings";

/** What a person chose, as this window sees it. */
export interface Settings {
  /** The answer to "may it record?"; undefined until there is one. */
  readonly recording: boolean | undefined;
  readonly interpreter: string;
  readonly home: string;
  readonly completion: CompletionSettings;
  readonly naming: boolean;
  /** What a person makes of code that they took may be kept on this machine, to learn from. */
  readonly keepsCorrections: boolean;
  /** The daemon's share, by the names that it knows. */
  readonly daemon: Readonly<Record<string, boolean | number>>;
}

/** Our name of a setting → the daemon's. */
export const DAEMON_NAMES = {
  recording: "recording",
  "retention.rawDays": "raw_days",
  "retention.windowDays": "window_days",
  "nudges.enabled": "nudges_enabled",
  "nudges.silentDays": "nudges_silent_days",
  "nudges.dailyCap": "nudges_daily_cap",
  "nudges.cooldownMinutes": "nudges_cooldown_minutes",
  samplingPrompts: "sampling_prompts",
  review: "review",
  "completion.enabled": "completion_enabled",
  "naming.enabled": "naming_enabled",
  "training.enabled": "training_enabled",
  "training.corrections": "training_corrections",
  "training.idleEventsPerHour": "idle_events_per_hour",
  "training.hoursBetween": "training_hours_between",
  "training.newEvents": "training_new_events",
  "daemon.lingerMinutes": "daemon_linger_minutes",
} as const;

/** Reads `undersong.*`. */
export function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration("undersong");
  return {
    recording: recordingAnswer(configuration.inspect<boolean>("recording")),
    interpreter: configuration.get("interpreter", ""),
    home: configuration.get("home", ""),
    completion: readCompletionSettings(configuration),
    naming: configuration.get("naming.enabled", true),
    keepsCorrections: configuration.get("training.corrections", false),
    daemon: daemonSettings(configuration),
  };
}

/** Where a setting may be set; the part of VS Code's `inspect` that counts here. */
export interface Layers {
  readonly globalValue?: boolean;
  readonly workspaceValue?: boolean;
  readonly workspaceFolderValue?: boolean;
}

/** Returns the answer to recording: the person says yes for all; a workspace can only say no. */
export function recordingAnswer(layers: Layers | undefined): boolean | undefined {
  if (layers?.workspaceValue === false || layers?.workspaceFolderValue === false) {
    return false;
  }
  return layers?.globalValue;
}

/** Calls `listener` with the settings after each change of one. */
export function onSettings(listener: (settings: Settings) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("undersong")) {
      listener(readSettings());
    }
  });
}

/** The daemon serves all windows, so it hears what the person chose for all; a workspace's own choice holds here. */
function daemonSettings(configuration: vscode.WorkspaceConfiguration): Record<string, boolean | number> {
  const chosen: Record<string, boolean | number> = {};
  for (const [ours, theirs] of Object.entries(DAEMON_NAMES)) {
    const layers = configuration.inspect<unknown>(ours);
    const value = layers?.globalValue ?? layers?.defaultValue;
    if (typeof value === "boolean" || typeof value === "number") {
      chosen[theirs] = value;
    }
  }
  return chosen;
}
