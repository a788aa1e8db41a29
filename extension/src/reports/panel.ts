import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import * as vscode from "vscode";
import type { Companion } from "../companion";
import { workspaceFiles } from "../hashedFiles";
import type { FlowReport } from "../protocol";
import { RANGES, reportPage } from "./html";
import { hashesIn, namesOf, withNames } from "./names";

const VIEW = "undersong.report";

let open: ReportPanel | undefined;

/**
 * Shows the person's own flow report, of the last week at first; a report that is open is made anew. `first` is the
 * section that they asked for.
 */
export async function showReport(companion: Companion, first?: string): Promise<void> {
  open ??= new ReportPanel(companion, () => (open = undefined));
  open.first = first;
  await open.show();
}

/** One editor tab with the report. It is asked for anew with every range, and kept nowhere. */
class ReportPanel {
  private readonly panel: vscode.WebviewPanel;
  first: string | undefined;
  private since = "7d";

  constructor(
    private readonly companion: Companion,
    onClosed: () => void,
  ) {
    const dist = vscode.Uri.joinPath(companion.parts.context.extensionUri, "dist");
    this.panel = vscode.window.createWebviewPanel(VIEW, "Your flow", vscode.ViewColumn.Active, {
      enableScripts: true,
      localResourceRoots: [dist],
    });
    this.panel.onDidDispose(onClosed);
    this.panel.webview.onDidReceiveMessage((message: unknown) => this.take(message));
  }

  /** Makes the report and shows it. */
  async show(): Promise<void> {
    this.panel.reveal();
    const report = await this.report();
    this.panel.webview.html = reportPage(withNames(report, await this.names(report)), this.surroundings());
  }

  /** Asks the daemon; a tab that never showed anything goes when there is no answer. */
  private async report(): Promise<FlowReport> {
    try {
      return await this.companion.client.request("undersong/report", { since: this.since });
    } catch (error) {
      if (this.panel.webview.html === "") this.panel.dispose();
      throw error;
    }
  }

  /** The page can ask for one thing: another range. */
  private take(message: unknown): void {
    const wished = (message as { since?: unknown } | null)?.since;
    const range = RANGES.find(([since]) => since === wished);
    if (range) {
      this.since = range[0];
      this.show().catch((error: unknown) => {
        this.companion.log.warn(`The report could not be made: ${String(error)}`);
      });
    }
  }

  /** Names the files that the report speaks of, by hashing what the open workspace holds. */
  private async names(report: FlowReport): Promise<Map<string, string>> {
    const [wanted, hash] = [hashesIn(report), this.companion.parts.hash()];
    if (wanted.size === 0 || !hash) {
      return new Map();
    }
    return namesOf(wanted, await workspaceFiles(), hash);
  }

  private surroundings(): Parameters<typeof reportPage>[1] {
    const dist = vscode.Uri.joinPath(this.companion.parts.context.extensionUri, "dist");
    const [charts, style] = [vscode.Uri.joinPath(dist, "charts.js"), vscode.Uri.joinPath(dist, "report.css")];
    return {
      nonce: randomBytes(18).toString("base64url"),
      charts: existsSync(charts.fsPath) ? this.panel.webview.asWebviewUri(charts).toString() : undefined,
      style: existsSync(style.fsPath) ? readFileSync(style.fsPath, "utf8") : "",
      since: this.since,
      first: this.first,
    };
  }
}
