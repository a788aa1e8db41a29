import type { Command } from "./command";

/** Makes the engine's environment anew and attaches to it. */
export const reinstall: Command = {
  id: "undersong.reinstall",
  run: async (companion) => {
    if (!companion.parts.reinstall) {
      throw new Error("This extension runs beside its sources; `npm run setup` makes its environment.");
    }
    // The daemon runs in the environment that is to go.
    await companion.parts.run(["daemon", "stop"]).catch(() => undefined);
    await companion.parts.reinstall();
    companion.parts.restart();
  },
};
