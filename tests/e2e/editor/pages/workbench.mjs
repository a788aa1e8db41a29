/** VS Code's window: the command palette, files, the status bar. */

export class Workbench {
  constructor(page) {
    this.page = page;
  }

  /** Opens a folder and waits until the window is drawn. */
  async open(url, folder) {
    await this.page.goto(`${url}/?folder=${folder}`);
    await this.page.locator(".monaco-workbench").waitFor();
    await this.page.locator(".statusbar").waitFor();
  }

  /** Runs a command by its title. */
  async command(title) {
    await this.page.keyboard.press("F1");
    await this.choose(`>${title}`, title);
  }

  /** Runs a command that asks something in turn, and waits for its question. */
  async commandThatAsks(title, question) {
    await this.page.keyboard.press("F1");
    await this.input.waitFor();
    await this.input.fill(`>${title}`);
    await this.row(title).click();
    await this.rows.filter({ hasText: question }).first().waitFor();
  }

  /** Opens a file by its name. */
  async openFile(name) {
    await this.page.keyboard.press("Control+P");
    await this.choose(name, name.split("/").at(-1));
    const tab = this.page.locator(".tab.active", { hasText: name.split("/").at(-1) });
    await tab.waitFor();
    await this.page.locator(".editor-group-container.active .view-lines").first().waitFor();
  }

  /** Types into the open quick input and clicks the row whose name begins with `row`; Enter might take a row of before. */
  async choose(text, row) {
    await this.input.waitFor();
    await this.input.fill(text);
    await this.row(row).click();
    await this.input.waitFor({ state: "hidden" });
  }

  /** Closes the open quick input without a choice. */
  async leave() {
    await this.page.keyboard.press("Escape");
    await this.input.waitFor({ state: "hidden" });
  }

  /** A row of the open quick pick, by what it says to a screen reader. */
  row(name) {
    return this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`).first();
  }

  get rows() {
    return this.page.locator(".quick-input-list .monaco-list-row");
  }

  get input() {
    return this.page.locator(".quick-input-widget input.input");
  }

  /** Undersong's status bar item. */
  get status() {
    return this.page.locator('.statusbar-item[id*="undersong" i]').first();
  }

  /** Waits until the status bar item says something. */
  async waitForStatus(pattern, timeout = 30_000) {
    await this.status
      .and(this.page.locator(`.statusbar-item`))
      .filter({ hasText: pattern })
      .waitFor({ timeout });
  }

  /** What the status bar item says to a screen reader. */
  async statusText() {
    return (await this.status.textContent())?.trim() ?? "";
  }
}
