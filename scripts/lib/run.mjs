/** Starting other programs. */
import { spawn } from "node:child_process";
import { root, isWindows } from "./places.mjs";

/** A program that we started ended badly; the message carries the last of what it said. */
export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(
      `\`${command}\` ended with ${code}. Its last lines:\n${output.trim().split("\n").slice(-15).join("\n")}`,
    );
    this.code = code;
  }
}

/**
 * Runs a program to its end and returns what it said and its exit code.
 *
 * `show` hands its output on as it comes, else it is kept for an error; `allowFailure` returns instead of throwing.
 */
export async function run(
  program,
  args = [],
  { cwd = root, env = {}, show = false, allowFailure = false } = {},
) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // npm is a .cmd file on Windows, which only a shell starts. Untested there.
    shell: isWindows && !program.endsWith(".exe"),
  });
  let output = "";
  const collect = (stream, target) =>
    stream.on("data", (chunk) => {
      output += chunk;
      if (show) target.write(chunk);
    });
  collect(child.stdout, process.stdout);
  collect(child.stderr, process.stderr);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      output += error.message;
      resolve(127);
    });
    child.on("close", (status, signal) => resolve(status ?? `the signal ${signal}`));
  });
  if (code !== 0 && !allowFailure) throw new CommandFailed([program, ...args].join(" "), code, output);
  return { code, output };
}

/** Whether a program starts and ends well; nothing is shown. */
export async function answers(program, args = ["--version"]) {
  return (await run(program, args, { allowFailure: true })).code === 0;
}

/** Runs a script's `main`, and turns an error into one message and an exit status. */
export async function asScript(main) {
  try {
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error.sentence ?? error.message ?? error);
    process.exitCode = error.status ?? 1;
  }
}
