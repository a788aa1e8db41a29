import * as vscode from "vscode";
import type { Companion } from "./companion";
import { pathOf } from "./files";

/** Hashing a path takes microseconds; a folder with more files than this is looked through in part. */
const MOST_FILES = 50_000;

/** A file that the open workspace holds. */
export interface FoundFile {
  readonly uri: vscode.Uri;
  readonly path: string;
  /** Its name for the screen: relative to its workspace folder. */
  readonly name: string;
}

/** Returns the files of the open workspace. */
export async function workspaceFiles(pattern = "**/*"): Promise<FoundFile[]> {
  const found = await vscode.workspace.findFiles(pattern, undefined, MOST_FILES);
  return found.map((uri) => ({ uri, path: pathOf(uri), name: vscode.workspace.asRelativePath(uri) }));
}

/** Returns the file of the open workspace that a hash stands for; undefined when it holds none. */
export async function fileOf(companion: Companion, hashed: string): Promise<FoundFile | undefined> {
  const hash = companion.parts.hash();
  return hash && (await workspaceFiles()).find(({ path }) => hash(path) === hashed);
}
