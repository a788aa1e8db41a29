import type * as vscode from "vscode";

/** What a person chose about ghost text, as this window sees it. */
export interface CompletionSettings {
  readonly isEnabled: boolean;
  readonly besideOthers: BesideOthers;
  /** Whether it comes by itself or only when asked for. */
  readonly trigger: "automatic" | "manual";
  /** Whether it may go on over the end of the line. */
  readonly multiline: "auto" | "never";
  /** Language id, or `*` for all others → on or off. */
  readonly languages: Switches;
  /** Glob → files that fit get none. */
  readonly exclude: Switches;
  readonly inComments: boolean;
  readonly inStrings: boolean;
}

/** What to do where another extension offers ghost text too. */
export type BesideOthers = "onDemand" | "always" | "never";

type Switches = Readonly<Record<string, boolean>>;

/** Reads `undersong.completion.*`; VS Code lays a person's switches over those of the manifest. */
export function readCompletionSettings(configuration: vscode.WorkspaceConfiguration): CompletionSettings {
  return {
    isEnabled: configuration.get("completion.enabled", true),
    besideOthers: configuration.get<BesideOthers>("completion.besideOthers", "onDemand"),
    trigger: configuration.get<"automatic" | "manual">("completion.trigger", "automatic"),
    multiline: configuration.get<"auto" | "never">("completion.multiline", "auto"),
    languages: switches(configuration.get("completion.languages")),
    exclude: switches(configuration.get("completion.exclude")),
    inComments: configuration.get("completion.inComments", true),
    inStrings: configuration.get("completion.inStrings", true),
  };
}

/** Settings are written by hand: what is no switch is left out. */
function switches(given: unknown): Switches {
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, boolean] => typeof entry[1] === "boolean"),
  );
}
