import type { Companion } from "../companion";
import { yieldsToOthers } from "./others";
import type { Request } from "./request";
import type { Silences } from "./silences";
import { snoozed } from "./snooze";
import { inTheWay } from "./trigger";
import { closedAt, closedTo } from "./where";

/** Returns why nothing is offered, in the words that the status shows; undefined where the engine may be asked. */
export function refusalOf(companion: Companion, silences: Silences, request: Request): string | undefined {
  const { completion } = companion.settings.value;
  if (!completion.isEnabled) {
    return "turned off in the settings";
  }
  if (!companion.client.isAttached) {
    return "the engine is not running";
  }
  if (yieldsToOthers(completion.besideOthers, request.isAsked)) {
    return "on demand only: another extension offers ghost text";
  }
  return (
    closedTo(request.document, completion) ??
    (request.isAsked ? undefined : unaskedRefusal(companion, silences, request))
  );
}

/** What keeps ghost text away that comes by itself; whoever asks gets it. */
function unaskedRefusal(
  companion: Companion,
  silences: Silences,
  { document, position, path, before, behind, selected }: Request,
): string | undefined {
  const { completion } = companion.settings.value;
  if (completion.trigger === "manual") {
    return "on demand only: so the settings say";
  }
  if (silences.holdsPrefix(path, before)) {
    return "dismissed at this place";
  }
  // What the suggest widget's item would replace is no code in the way.
  const replaced = selected ? selected.range.end.character - position.character : 0;
  return (
    snoozed(companion) ??
    inTheWay(before, behind.slice(Math.max(0, replaced))) ??
    closedAt(document, position, completion)
  );
}
