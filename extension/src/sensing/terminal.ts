import * as vscode from "vscode";
import { messageOf } from "../log";
import type { Companion } from "../companion";
import { classify, type CommandKind } from "./commandClass";
import { recordTestRun } from "./testRun";
import { readTestOutput } from "./testOutput";

/** Runners say how it went at the end; so much of the end is kept while they run. */
const TAIL_CHARS = 200_000;

interface Running {
  readonly kind: CommandKind;
  readonly since: number;
  readonly output: Promise<string> | undefined;
}

/** Reports the class, exit code and length of terminal commands, and the counts of test runs. */
export function senseTerminal(companion: Companion): vscode.Disposable {
  const running = new Map<vscode.TerminalShellExecution, Running>();
  return vscode.Disposable.from(
    vscode.window.onDidStartTerminalShellExecution(({ execution }) => {
      if (companion.mayRecord) {
        const kind = classify(execution.commandLine.value);
        // What a test runner prints is read here, on this machine, for its counts; other output is not read.
        const output = kind.class === "test" ? tailOf(execution.read()) : undefined;
        const since = companion.clock.now();
        running.set(execution, { kind, since, output });
        if (output) {
          companion.testRuns.begin(execution, since);
        }
      }
    }),
    vscode.window.onDidEndTerminalShellExecution(({ terminal, execution, exitCode }) => {
      const started = running.get(execution);
      running.delete(execution);
      if (started?.output) {
        companion.testRuns.end(execution, companion.clock.now());
        companion.testRuns.shell = { terminal, commandLine: execution.commandLine.value };
      }
      if (started) {
        report(companion, started, exitCode ?? null).catch((error: unknown) => {
          companion.log.debug(`A terminal command was not reported: ${messageOf(error)}`);
        });
      }
    }),
  );
}

async function report(
  companion: Companion,
  { kind, since, output }: Running,
  exitCode: number | null,
): Promise<void> {
  const durationMs = companion.clock.now() - since;
  companion.record("command_executed", {
    "command.class": kind.class,
    "command.exit_code": exitCode,
    "command.duration_ms": durationMs,
    "command.via": "terminal",
  });
  if (kind.runner !== undefined) {
    const counts = readTestOutput(kind.runner, (await output) ?? "");
    const runner = counts?.runner ?? kind.runner;
    recordTestRun(companion, { runner, via: "terminal", exitCode, durationMs, counts });
  }
}

/** Reads a stream to its end and returns the end of it; a terminal that closes in between gives what came. */
async function tailOf(stream: AsyncIterable<string>): Promise<string> {
  let text = "";
  try {
    for await (const chunk of stream) {
      text = (text + chunk).slice(-TAIL_CHARS);
    }
  } catch {
    // What came so far is still true.
  }
  return text;
}
