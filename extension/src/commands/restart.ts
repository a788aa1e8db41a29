import type { Command } from "./command";

/** Attaches to the engine anew, starting it where it is gone. */
export const restart: Command = {
  id: "undersong.restart",
  run: (companion) => {
    companion.parts.restart();
    return Promise.resolve();
  },
};
