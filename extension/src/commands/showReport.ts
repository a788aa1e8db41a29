import { showReport } from "../reports/panel";
import type { Command } from "./command";

/** Opens the person's own flow report. */
export const reportCommand: Command = {
  id: "undersong.showReport",
  run: async (companion) => {
    await showReport(companion);
  },
};
