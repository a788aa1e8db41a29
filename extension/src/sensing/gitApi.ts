import * as vscode from "vscode";

/** The part of the `vscode.git` extension's API 1 that is used here. */
export interface Git {
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
}

export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: Head | undefined;
    readonly rebaseCommit?: { readonly hash: string } | undefined;
    readonly onDidChange: vscode.Event<void>;
  };
  getCommit(ref: string): Promise<Commit>;
  diffBetween(from: string, to: string): Promise<readonly unknown[]>;
}

/** Where HEAD is: a branch by name, or a commit alone. */
export interface Head {
  readonly name?: string | undefined;
  readonly commit?: string | undefined;
  readonly upstream?: { readonly remote: string; readonly name: string } | undefined;
  readonly ahead?: number | undefined;
  readonly behind?: number | undefined;
}

export interface Commit {
  readonly hash: string;
  readonly parents: readonly string[];
  readonly commitDate?: Date | undefined;
}

interface GitExtension {
  getAPI(version: 1): Git;
}

/** Returns git's API, or undefined where the extension is missing or turned off. */
export async function openGit(): Promise<Git | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  try {
    return (await extension?.activate())?.getAPI(1);
  } catch {
    return undefined; // `git.enabled` is off
  }
}
