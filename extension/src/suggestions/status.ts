import * as vscode from "vscode";
import type { Companion } from "../companion";
import { factsInWords, silenceOf } from "./explain";

/** Says beside the language, in the `{}` menu, where ghost text comes from or why there is none. */
export function showCompletionStatus(companion: Companion): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("undersong.completion", [
    { scheme: "file" },
    { scheme: "untitled" },
  ]);
  item.name = "Undersong ghost text";
  item.command = { title: "Why?", command: "undersong.whySilent" };
  const draw = (): void => {
    const { suggestion } = companion.state.value;
    const silence = silenceOf(companion);
    item.text = silence === undefined ? "Undersong: ghost text on" : "Undersong: no ghost text";
    item.detail =
      silence ?? (suggestion ? factsInWords(suggestion) : "from this repository and the open file");
  };
  draw();
  return vscode.Disposable.from(item, companion.state.onChange(draw));
}
