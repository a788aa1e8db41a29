/** The terminal. */
import { until } from "../until.mjs";

export class Terminal {
  /** `countPrompts` tells how many prompts the shell has shown. */
  constructor(page, workbench, countPrompts) {
    this.page = page;
    this.workbench = workbench;
    this.countPrompts = countPrompts;
  }

  /** Opens a terminal and waits for its shell integration, without which VS Code sees no command. */
  async open() {
    await this.workbench.command("Terminal: Create New Terminal");
    await this.page.locator(".terminal-wrapper.active .xterm-screen").waitFor();
    await this.page.locator(".terminal-command-decoration").first().waitFor();
  }

  /** Runs a command and waits for the next prompt. */
  async run(command) {
    const before = this.countPrompts();
    await this.focus();
    await this.page.keyboard.type(`${command}\n`, { delay: 5 });
    await until(`\`${command}\` ends in the terminal`, () => this.countPrompts() > before, 60_000);
  }

  async focus() {
    await this.workbench.command("Terminal: Focus Terminal");
    await this.page.locator(".terminal-wrapper.active .xterm.focus").first().waitFor();
  }
}
