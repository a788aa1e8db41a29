/** The terminal. */
import { until } from "../until.mjs";

export class Terminal {
  constructor(page, workbench) {
    this.page = page;
    this.workbench = workbench;
    this.marks = page.locator(".terminal-command-decoration");
  }

  /** Opens a terminal and waits for its shell integration, without which VS Code sees no command. */
  async open() {
    await this.workbench.command("Terminal: Create New Terminal");
    await this.page.locator(".terminal-wrapper.active .xterm-screen").waitFor();
    await this.marks.first().waitFor();
  }

  /** Runs a command and waits for the next prompt; only what failed or succeeded leaves a mark of its kind. */
  async run(command) {
    const before = await this.ended();
    await this.focus();
    await this.page.keyboard.type(`${command}\n`, { delay: 5 });
    await until(`\`${command}\` ends in the terminal`, async () => (await this.ended()) > before, 60_000);
  }

  async focus() {
    await this.workbench.command("Terminal: Focus Terminal");
    await this.page.locator(".terminal-wrapper.active .xterm.focus, .terminal-wrapper.active .xterm-helper-textarea:focus").first().waitFor();
  }

  /** How many commands have ended. */
  async ended() {
    return this.page.locator(".terminal-command-decoration:is(.codicon-terminal-decoration-success, .codicon-terminal-decoration-error, .success, .error)").count();
  }
}
