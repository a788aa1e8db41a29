/** Waiting for a condition instead of for a time. */

/** Calls `look` until it returns something true, and returns that; fails with `what` after `timeout` milliseconds. */
export async function until(what, look, timeout = 30_000) {
  const end = Date.now() + timeout;
  let last;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await pause(100);
  }
  throw new Error(
    `Waited ${timeout / 1000} s in vain: ${what}.${last ? ` Last error: ${last.message}` : ""}`,
  );
}

/** Lets some milliseconds pass: between looks, or as a person would between two acts; never to wait for something. */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
