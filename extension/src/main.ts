import * as vscode from "vscode";
import { assemble, type Window } from "./assemble";
import { every } from "./clock";
import { registerCommands } from "./commands/catalog";
import { messageOf, openLog } from "./log";
import { askToRecord } from "./nudges/consent";
import { showNotices } from "./nudges/notices";
import { showNudges } from "./nudges/nudges";
import { showStatusBar } from "./nudges/statusBar";
import { keepPauses } from "./pause";
import { answerAsks } from "./reviews/asks";
import { SENSES } from "./sensing/catalog";
import { onSettings } from "./settings";
import { suggest } from "./suggestions/suggest";

/** The outbox writes and sends once a second, and looks once a minute for windows that are gone. */
const OUTBOX_MS = 1000;
const ADOPT_MS = 60_000;

let close: (() => Promise<void>) | undefined;

/** Builds the window's parts, registers them and begins. VS Code shows no error of this, so it is told here. */
export function activate(context: vscode.ExtensionContext): void {
  const log = openLog();
  context.subscriptions.push(log);
  try {
    const window = assemble(context, log);
    close = begin(window);
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(`Undersong could not start: ${messageOf(error)}`);
  }
}

/** Saves what is not saved, hands over what can be handed over, and detaches. */
export async function deactivate(): Promise<void> {
  await close?.();
}

function begin(window: Window): () => Promise<void> {
  const { companion, keeper, outbox, completion } = window;
  const senses = SENSES.map((sense) => sense(companion));
  const rest = [
    ...follow(window),
    keepPauses(companion),
    showStatusBar(companion),
    showNudges(companion),
    answerAsks(companion),
    showNotices(companion),
    suggest(companion, completion),
    registerCommands(companion),
    every(companion.clock, OUTBOX_MS, () => void outbox.tick()),
    every(companion.clock, ADOPT_MS, () => void outbox.adopt()),
  ];
  void outbox.adopt();
  keeper.start();
  void askToRecord(companion);
  return async () => {
    vscode.Disposable.from(...senses).dispose();
    outbox.close();
    vscode.Disposable.from(...rest).dispose();
    await outbox.tick();
    await keeper.stop();
  };
}

/** Hands on what changes: settings to the daemon, the engine's phase to the window. */
function follow({ companion, client, keeper, tidy }: Window): { dispose(): unknown }[] {
  const { settings, state, log } = companion;
  return [
    onSettings((now) => settings.set(now)),
    settings.onChange((now, before) => {
      if (now.interpreter !== before.interpreter || now.home !== before.home) {
        keeper.restart();
      } else {
        client
          .tellSettings()
          .catch((error: unknown) => log.warn(`Settings were not told: ${messageOf(error)}`));
      }
    }),
    keeper.phase.onChange((phase) => {
      state.update({ phase });
      if (phase.name === "running") {
        tidy().catch((error: unknown) => log.warn(`Training cannot be prepared: ${messageOf(error)}`));
      }
    }),
  ];
}
