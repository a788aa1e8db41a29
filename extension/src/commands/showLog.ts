import type { Command } from "./command";

/** Shows this window's log. The daemon's own lies under *Open My Data*. */
export const showLog: Command = {
  id: "undersong.showLog",
  run: (companion) => {
    companion.log.show();
    return Promise.resolve();
  },
};
