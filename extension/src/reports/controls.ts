/// <reference lib="dom" />

/** What the editor gives to the scripts of its panels; a page in a browser has none. */
declare function acquireVsCodeApi(): { postMessage(message: unknown): void };

/** Lets the range buttons of the panel ask for another report. */
export function attachControls(): void {
  const buttons = document.querySelectorAll<HTMLButtonElement>("button[data-since]");
  if (buttons.length === 0 || typeof acquireVsCodeApi === "undefined") return;
  const editor = acquireVsCodeApi();
  buttons.forEach((button) => {
    button.addEventListener("click", () => editor.postMessage({ since: button.dataset["since"] }));
  });
}
