/** The browser that looks at VS Code. */
import { pathToFileURL } from "node:url";

/** Starts a browser without a screen. */
export async function startBrowser(editor) {
  const { chromium } = await import(pathToFileURL(editor.playwright).href);
  return chromium.launch({
    executablePath: editor.chromium,
    // Without the last ones it looks up hosts in the background at every start.
    args: [
      ...["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}

/** Opens a page that reaches nothing but this machine: market-place look-ups would wait for a name server. */
export async function openPage(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  page.setDefaultTimeout(30_000);
  await page.route(
    (url) => url.hostname !== "127.0.0.1",
    (route) => route.abort(),
  );
  return page;
}
