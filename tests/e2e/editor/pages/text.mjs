/** The text editor that has the focus. */
import { until } from "../until.mjs";

const GHOST = ".ghost-text-decoration, .ghost-text, .ghost-text-decoration-preview, .suggest-preview-text";

export class TextEditor {
  constructor(page) {
    this.page = page;
    this.lines = page.locator(".editor-group-container.active .view-lines").first();
  }

  /** Types at a person's pace. */
  async type(text, delay = 30) {
    await this.page.keyboard.type(text, { delay });
  }

  /** Puts a text in as one key would. */
  async insert(text) {
    await this.page.keyboard.insertText(text);
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Puts the cursor into a line, at its end. */
  async goToLine(line) {
    await this.press("Control+G");
    const input = this.page.locator(".quick-input-widget input.input");
    await input.waitFor();
    await input.fill(`:${line}`);
    await this.press("Enter");
    await input.waitFor({ state: "hidden" });
    await this.press("End");
  }

  async save() {
    await this.press("Control+S");
    await this.page.locator(".tab.active:not(.dirty)").first().waitFor();
  }

  /** What is on screen; VS Code draws blanks as U+00A0. */
  async text() {
    return ((await this.lines.textContent()) ?? "").replaceAll("\u00a0", " ");
  }

  async waitForText(text) {
    await until(`the editor shows ${JSON.stringify(text)}`, async () => (await this.text()).includes(text));
  }

  /** What is offered behind the cursor. */
  get ghost() {
    return this.lines.locator(GHOST);
  }

  /** What is offered, as it is drawn. */
  async ghostText() {
    return (await this.ghost.allTextContents()).join("").replaceAll("\u00a0", " ");
  }

  /** Waits until something is offered; asks by hand where it is not there yet, for the index may still be young. */
  async waitForGhost() {
    await until("code is offered", async () => {
      if (await this.ghost.count()) return true;
      await this.press("Alt+\\");
      // Asking anew takes back the question before, so each has its time.
      await this.ghost
        .first()
        .waitFor({ timeout: 3000 })
        .catch(() => undefined);
      return (await this.ghost.count()) > 0;
    });
  }

  /** Waits for a squiggle of Undersong's: a hint is drawn as three dots. */
  async waitForHint() {
    await this.page.locator(".squiggly-hint").first().waitFor();
  }
}
