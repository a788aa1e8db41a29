/** Notifications. */

export class Toasts {
  constructor(page) {
    this.page = page;
  }

  /** The toast that says something. */
  saying(pattern) {
    return this.page.locator(".notification-toast", { hasText: pattern }).first();
  }

  /** Waits for a toast and presses its button. */
  async answer(pattern, button) {
    const toast = this.saying(pattern);
    await toast.getByRole("button", { name: button }).click();
    await toast.waitFor({ state: "detached" });
  }
}
