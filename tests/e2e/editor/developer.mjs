/** What a developer does at the keyboard, at a pace that the recording's faster clock makes a person's. */
import { pause, until } from "./until.mjs";

export class Developer {
  /** `speed` is the clock's; seconds below are the clock's too. */
  constructor({ workbench, text, terminal, workspace }, speed) {
    Object.assign(this, { workbench, text, terminal, workspace, speed });
  }

  /** Does nothing for a while. */
  async think(seconds) {
    await pause((seconds * 1000) / this.speed);
  }

  /** Reads a file here and there. */
  async read(file, ...lines) {
    await this.workbench.openFile(file);
    for (const line of lines) {
      await this.text.goToLine(line);
      await this.think(12);
    }
  }

  /** Writes code at the end of a file and saves it. */
  async write(file, code) {
    await this.workbench.openFile(file);
    await this.text.press("Control+End");
    await this.type(code);
    await this.save(file, code.trim().split("\n").at(-1));
  }

  /** Replaces the line that holds `found`, and saves. */
  async change(file, found, line) {
    await this.workbench.openFile(file);
    const lines = this.workspace.read(file).split("\n");
    await this.text.goToLine(lines.findIndex((text) => text.includes(found)) + 1);
    await this.think(4);
    await this.text.press("Home", "Shift+End");
    await this.type(line);
    await this.save(file, line);
  }

  /** Takes back what was changed in the open file until the screen shows `expected` again, and saves. */
  async undo(file, expected) {
    await this.workbench.openFile(file);
    for (let shown = await this.text.text(); !shown.includes(expected); shown = await this.text.text()) {
      await this.text.press("Control+Z");
      await until("something is taken back", async () => (await this.text.text()) !== shown);
    }
    await this.save(file, expected);
  }

  /** Runs the tests and reads what they say. */
  async test() {
    await this.terminal.run("pytest");
    await this.think(10);
  }

  async commit(message) {
    await this.terminal.run("git add --all");
    await this.terminal.run(`git commit --quiet --message "${message}"`);
    await this.think(20);
  }

  /** Types; what is offered meanwhile is not taken. */
  async type(code) {
    await this.text.type(code, 200 / this.speed);
    await this.think(2);
  }

  async save(file, expected) {
    await this.text.press("Escape");
    await this.text.save();
    await until(`${file} is saved`, () => this.workspace.read(file).includes(expected.trim()));
  }
}
