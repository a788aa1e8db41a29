import * as vscode from "vscode";
import type { Companion } from "../companion";
import { classify, type CommandKind } from "./commandClass";
import { recordTestRun } from "./testRun";

/** Reports tasks as commands, and those of the test group as test runs. */
export function senseTasks(companion: Companion): vscode.Disposable {
  const begun = new Map<vscode.TaskExecution, number>();
  return vscode.Disposable.from(
    vscode.tasks.onDidStartTaskProcess(({ execution }) => {
      begun.set(execution, companion.clock.now());
      if (kindOf(execution.task).class === "test") {
        companion.testRuns.begin(execution, companion.clock.now());
      }
    }),
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      const since = begun.get(execution);
      begun.delete(execution);
      const durationMs = since === undefined ? null : companion.clock.now() - since;
      const kind = kindOf(execution.task);
      companion.record("command_executed", {
        "command.class": kind.class,
        "command.exit_code": exitCode ?? null,
        "command.duration_ms": durationMs,
        "command.via": "task",
      });
      if (kind.class === "test") {
        companion.testRuns.end(execution, companion.clock.now());
        const runner = kind.runner ?? "other";
        // A task's output cannot be read, so there are no counts.
        recordTestRun(companion, {
          runner,
          via: "task",
          exitCode: exitCode ?? null,
          durationMs,
          counts: undefined,
        });
      }
    }),
  );
}

/** The group that the task's author gave counts more than the words of its command. */
function kindOf(task: vscode.Task): CommandKind {
  const kind = classify(commandLineOf(task));
  if (task.group?.id === vscode.TaskGroup.Test.id) {
    return { ...kind, class: "test" };
  }
  return kind.class === "other" && task.group?.id === vscode.TaskGroup.Build.id ? { class: "build" } : kind;
}

function commandLineOf({ execution }: vscode.Task): string {
  if (execution instanceof vscode.ProcessExecution) {
    return [execution.process, ...execution.args].join(" ");
  }
  if (!(execution instanceof vscode.ShellExecution)) {
    return "";
  }
  if (execution.commandLine !== undefined) {
    return execution.commandLine;
  }
  // Otherwise it has a command with arguments, each plain or with the way it is quoted.
  const words = [execution.command, ...execution.args];
  return words.map((part) => (typeof part === "string" ? part : part.value)).join(" ");
}
