import type { Stop } from "./clock";
import type { Companion } from "./companion";
import { messageOf } from "./log";

/** Where the wish lies while the daemon is away. */
const MEMORY = "undersong.pause";

interface Wish {
  readonly isPaused: boolean;
  /** When the pause ends; null: when told. */
  readonly untilMs: number | null;
}

/** Pauses for so many minutes, or until told. It holds at once here, and everywhere when the daemon hears of it. */
export async function pause(companion: Companion, minutes: number | null): Promise<void> {
  const untilMs = minutes === null ? null : companion.clock.now() + minutes * 60_000;
  await wish(companion, { isPaused: true, untilMs });
}

/** Ends the pause. */
export async function resume(companion: Companion): Promise<void> {
  await wish(companion, { isPaused: false, untilMs: null });
}

/** Follows the daemon's word on pauses, and tells it of one that was wished while it was away. */
export function keepPauses(companion: Companion): Stop {
  const isWished = (): boolean => kept(companion)?.isPaused === true;
  companion.state.update({ isPaused: isWished() });
  const heard = companion.client.on("undersong/state", (work) => {
    // A wish that the daemon has not heard counts more than what it believes.
    companion.state.update({ work, isPaused: kept(companion)?.isPaused ?? work.isPaused });
  });
  const attached = companion.state.onChange(({ phase }, before) => {
    if (phase.name === "running" && before.phase.name !== "running") {
      void tell(companion);
    }
  });
  return {
    dispose: () => {
      heard.dispose();
      attached.dispose();
    },
  };
}

async function wish(companion: Companion, wished: Wish): Promise<void> {
  companion.state.update({ isPaused: wished.isPaused });
  await companion.parts.context.globalState.update(MEMORY, wished);
  await tell(companion);
}

/** Hands the wish to the daemon, which keeps it from then on. */
async function tell(companion: Companion): Promise<void> {
  const wished = kept(companion);
  if (!wished || !companion.client.isAttached) {
    return;
  }
  const minutes = wished.untilMs === null ? null : (wished.untilMs - companion.clock.now()) / 60_000;
  try {
    const answer = await companion.client.request("undersong/pause", { paused: wished.isPaused, minutes });
    await companion.parts.context.globalState.update(MEMORY, undefined);
    companion.state.update({ isPaused: answer.isPaused });
  } catch (error) {
    companion.log.warn(`The pause waits for the engine: ${messageOf(error)}`);
  }
}

/** Returns the wish that the daemon has not heard; a pause that is over by now is none. */
function kept(companion: Companion): Wish | undefined {
  const wished = companion.parts.context.globalState.get<Wish>(MEMORY);
  const isOver =
    wished?.untilMs !== undefined && wished.untilMs !== null && wished.untilMs <= companion.clock.now();
  return isOver ? undefined : wished;
}
