/** Telling what the scripts are doing: one plain line at the beginning and the end of each step. */
const started = Date.now();

/** Says a line, with the seconds since the script began. */
export function say(line) {
  console.log(`[${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s] ${line}`);
}

/** Runs a step, saying when it begins and how long it took. */
export async function step(what, work) {
  const began = Date.now();
  say(`${what} …`);
  const result = await work();
  say(`${what}: done in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  return result;
}
