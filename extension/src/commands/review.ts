import { reviewDay } from "../reviews/day";
import type { Command } from "./command";

/** Looks back on the day, whenever the person likes. */
export const review: Command = { id: "undersong.review", run: reviewDay };
