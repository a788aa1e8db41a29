import * as vscode from "vscode";
import type { Companion } from "../companion";
import { lookOf } from "./look";

/** Keeps the one status bar item: the state of the work, or what hinders seeing it. A click opens the menu. */
export function showStatusBar(companion: Companion): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("undersong.state", vscode.StatusBarAlignment.Right, 90);
  item.name = "Undersong";
  item.command = "undersong.showMenu";
  const draw = (): void => {
    const { state, settings } = companion;
    const look = lookOf(state.value, settings.value.recording === true);
    item.text = look.text;
    item.tooltip = new vscode.MarkdownString(look.tooltip);
    item.accessibilityInformation = { label: look.label, role: "button" };
    item.backgroundColor = look.isWarning
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    setContext(companion);
  };
  draw();
  item.show();
  return vscode.Disposable.from(item, companion.state.onChange(draw), companion.settings.onChange(draw));
}

/** Lets the menus know what to offer. */
function setContext({ state, settings }: Companion): void {
  void vscode.commands.executeCommand("setContext", "undersong.isPaused", state.value.isPaused);
  void vscode.commands.executeCommand(
    "setContext",
    "undersong.isRecording",
    settings.value.recording === true,
  );
}
