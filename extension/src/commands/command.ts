import type { Companion } from "../companion";

/** One command of the palette. */
export interface Command {
  readonly id: string;
  run(companion: Companion, ...args: unknown[]): Promise<void>;
}
