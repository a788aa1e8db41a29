/** The flow report's panel. */

export class ReportPanel {
  constructor(page) {
    this.page = page;
    this.inner = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  /** Waits until charts are drawn. */
  async waitForCharts() {
    await this.inner.locator("svg").first().waitFor();
  }

  async text() {
    return (await this.inner.locator("body").textContent()) ?? "";
  }
}
