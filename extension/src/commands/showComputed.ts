import { showReport } from "../reports/panel";
import type { Command } from "./command";

/** Opens the report at the list of everything that is computed about the person's work. */
export const showComputed: Command = {
  id: "undersong.showComputed",
  run: async (companion) => {
    await showReport(companion, "computed");
  },
};
