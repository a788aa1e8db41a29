import * as vscode from "vscode";
import type { Companion } from "../companion";

/** Shows the person's own flow report of the last week. */
export async function showReport(companion: Companion): Promise<void> {
  const report = await companion.client.request("undersong/report", { since: "7d" });
  void vscode.window.showInformationMessage(report.summary.join(" ") || "There is nothing to report yet.");
}
