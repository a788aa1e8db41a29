import { endSnooze, snooze } from "../suggestions/snooze";
import type { Command } from "./command";

/** Keeps ghost text away for a while; given a length, without asking for one. */
export const snoozeGhostText: Command = {
  id: "undersong.snooze",
  run: (companion, minutes) =>
    snooze(companion, typeof minutes === "number" || minutes === null ? minutes : undefined),
};

/** Lets ghost text come again before the snooze is over. */
export const endGhostTextSnooze: Command = {
  id: "undersong.endSnooze",
  run: (companion) => {
    endSnooze(companion);
    return Promise.resolve();
  },
};
