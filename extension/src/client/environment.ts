import * as fs from "node:fs";
import * as path from "node:path";
import type { Environment } from "./interpreter";
import { type Install, installEnvironment, joinCompletion, pythonOf } from "./install";
import { takeTurn } from "./turn";

/** The engine as the extension carries it: our wheel and the locked lists of what it stands on. */
export interface Engine {
  /** Names this build; another build gets an environment of its own. */
  readonly id: string;
  readonly wheel: string;
  /** The locked list of the daemon and the worker. */
  readonly app: string;
  /** The locked list of the trainer. */
  readonly train: string;
  /** The locked package that carries the base of the completion model. */
  readonly base: string;
}

/** Tells a person how far something is. */
export type Say = (line: string) => void;

/** What making an environment needs from outside. */
export interface Surroundings {
  /** Where the environments lie: the extension's global storage. */
  readonly storage: string;
  readonly engine: Engine;
  /** Finds the person's Python; fails with a sentence for them where there is none. */
  readonly findPython: () => Promise<string>;
  readonly install: Install;
  /** Shows that something long goes on, while it does. */
  readonly showProgress: <T>(title: string, work: (say: Say) => Promise<T>) => Promise<T>;
  readonly warn: (line: string) => void;
}

/** Where a joined model lies in the engine's environment; registry/joined.py looks there. */
const COMPLETION = ["share", "undersong", "completion"];

/**
 * The environment that the extension makes for itself in global storage.
 *
 * It is made under another name and renamed when it imports, so that what has the final name is whole. Until
 * then, and when making it fails, the one before serves.
 */
export class OwnEnvironment implements Environment {
  private making: Promise<string> | undefined;

  constructor(private readonly surroundings: Surroundings) {}

  /** Returns the engine's Python; concurrent callers share one making. */
  python(): Promise<string> {
    if (this.isMade("venv")) {
      return Promise.resolve(pythonOf(this.folder("venv")));
    }
    this.making ??= this.make().finally(() => (this.making = undefined));
    return this.making;
  }

  /**
   * Makes the trainer's environment too, in nobody's way; the daemon looks for it beside its own. The completion model
   * is joined with it. Where its base cannot be had, completion serves without and the next window tries again.
   */
  async prepareTraining(): Promise<void> {
    if (!this.isMade("venv")) {
      return;
    }
    if (!this.isMade("venv-train")) {
      await this.build("venv-train", this.surroundings.engine.train, () => undefined);
    }
    if (!fs.existsSync(this.folder("venv", ...COMPLETION))) {
      await this.joinCompletion();
    }
  }

  /** Of several windows one joins; the others find it done. */
  private async joinCompletion(): Promise<void> {
    const { storage, engine, install, warn } = this.surroundings;
    const turn = await takeTurn(path.join(storage, `${engine.id}.completion.lock`));
    try {
      const [trainer, into] = [this.folder("venv-train"), this.folder("venv")];
      await joinCompletion(install, { trainer, into, requirements: engine.base });
    } catch (error) {
      warn(
        `Completion serves what it learns from the open files alone: its model could not be made. ${String(error)}`,
      );
    } finally {
      turn.end();
    }
  }

  /** Removes what other builds of the extension left, once this one's environment is there. */
  tidy(): void {
    if (!this.isMade("venv")) {
      return;
    }
    for (const name of this.others()) {
      fs.rmSync(path.join(this.surroundings.storage, name), { recursive: true, force: true });
    }
  }

  /** Makes the environment anew; the one that is there is replaced when the new one imports. */
  async reinstall(): Promise<string> {
    this.making ??= this.make(true).finally(() => (this.making = undefined));
    return this.making;
  }

  private async make(isAnew = false): Promise<string> {
    const { engine, showProgress, warn } = this.surroundings;
    try {
      await showProgress("Setting up the engine", (say) => this.build("venv", engine.app, say, isAnew));
      return pythonOf(this.folder("venv"));
    } catch (error) {
      const former = this.former();
      if (former === undefined) {
        throw error;
      }
      warn(`The engine of this version could not be set up, so the one before it serves. ${String(error)}`);
      return former;
    }
  }

  /** Builds one environment; of several windows one does it and the others wait for it. */
  private async build(name: string, requirements: string, say: Say, isAnew = false): Promise<void> {
    const { storage, engine, findPython, install } = this.surroundings;
    fs.mkdirSync(this.folder(), { recursive: true });
    const turn = await takeTurn(path.join(storage, `${engine.id}.${name}.lock`));
    try {
      if (isAnew || !this.isMade(name)) {
        const draft = this.folder(`${name}.making-${process.pid}`);
        this.removeDrafts(name);
        await installEnvironment(
          install,
          { python: await findPython(), folder: draft, requirements, wheel: engine.wheel },
          say,
        );
        fs.rmSync(this.folder(name), { recursive: true, force: true });
        fs.renameSync(draft, this.folder(name));
      }
    } finally {
      turn.end();
    }
  }

  private removeDrafts(name: string): void {
    for (const entry of fs.readdirSync(this.folder())) {
      if (entry.startsWith(`${name}.making-`)) {
        fs.rmSync(this.folder(entry), { recursive: true, force: true });
      }
    }
  }

  /** A Python that was removed leaves a dangling link, which does not count as made. */
  private isMade(name: string): boolean {
    return fs.existsSync(pythonOf(this.folder(name)));
  }

  private folder(...parts: string[]): string {
    return path.join(this.surroundings.storage, this.surroundings.engine.id, ...parts);
  }

  /** The Python of the newest environment of another build. */
  private former(): string | undefined {
    const candidates = this.others().map((name) => path.join(this.surroundings.storage, name, "venv"));
    const made = candidates.filter((folder) => fs.existsSync(pythonOf(folder)));
    made.sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
    return made[0] && pythonOf(made[0]);
  }

  private others(): string[] {
    const { storage, engine } = this.surroundings;
    const names = fs.existsSync(storage) ? fs.readdirSync(storage) : [];
    return names.filter((name) => name.startsWith("engine-") && !name.startsWith(engine.id));
  }
}
