import * as fs from "node:fs";
import * as path from "node:path";
import { NeedsPerson } from "./restart";

/** Where the Python with the `undersong` package comes from. */
export interface Environment {
  /** Returns the interpreter's path, making its environment first where needed. */
  python(): Promise<string>;
}

/** The interpreter that the person named in `undersong.interpreter`; without a name, the next environment's. */
export class NamedInterpreter implements Environment {
  constructor(
    private readonly setting: () => string,
    private readonly next: Environment,
  ) {}

  async python(): Promise<string> {
    const named = this.setting().trim();
    if (!named) {
      return this.next.python();
    }
    if (path.isAbsolute(named) && !fs.existsSync(named)) {
      throw new NeedsPerson(
        "There is no file at `undersong.interpreter`. Choose another Python, or empty the setting.",
      );
    }
    return named;
  }
}

/** The environment beside the sources: `.venv`, as set-up makes it. */
export class SourceEnvironment implements Environment {
  constructor(private readonly root: string) {}

  python(): Promise<string> {
    const inside = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
    const python = path.join(this.root, ".venv", ...inside);
    return fs.existsSync(python)
      ? Promise.resolve(python)
      : Promise.reject(
          new NeedsPerson("No Python with Undersong was found. Name one in `undersong.interpreter`."),
        );
  }
}
