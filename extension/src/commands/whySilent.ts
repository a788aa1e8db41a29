import { showWhy } from "../suggestions/why";
import type { Command } from "./command";

/** Says why there is no ghost text, and what is known of the latest one. */
export const whySilent: Command = { id: "undersong.whySilent", run: showWhy };
