import * as vscode from "vscode";
import type { Companion } from "../companion";
import type { ReviewedStretch } from "../protocol";
import { confirmNoted, sayHowItGoes, WORDS } from "../selfReport";

const SKIP = { label: "$(debug-step-over) Skip", description: "", state: undefined };

/** Shows the few stretches of today one after the other; a key for each says how it went. Closing one ends it. */
export async function reviewDay(companion: Companion): Promise<void> {
  const { stretches } = await companion.client.request("undersong/review", { since: midnight(companion) });
  if (stretches.length === 0) {
    void vscode.window.showInformationMessage("Undersong: there is nothing to look back on today.");
    return;
  }
  let [said, kept] = [0, 0];
  for (const [index, stretch] of stretches.entries()) {
    const chosen = await choose(stretch, `${index + 1} of ${stretches.length}`);
    if (!chosen) {
      break;
    }
    if (chosen.state) {
      const { from, until } = stretch;
      said += 1;
      kept += (await sayHowItGoes(companion, { state: chosen.state, via: "review", from, until })) ? 1 : 0;
    }
  }
  if (said > 0) {
    confirmNoted(kept > 0, `${kept} of ${stretches.length} stretches`);
  }
}

async function choose(
  { title, facts, said }: ReviewedStretch,
  place: string,
): Promise<(typeof WORDS)[number] | typeof SKIP | undefined> {
  const already = said === null ? "" : `; you said ${said}`;
  return vscode.window.showQuickPick([...WORDS, SKIP], {
    title: `How did it go? ${title} (${place})`,
    placeHolder: `${facts}${already}`,
    ignoreFocusOut: true,
  });
}

/** The beginning of the day where the person is. */
function midnight({ clock }: Companion): string {
  const day = new Date(clock.now());
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}
