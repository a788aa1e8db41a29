import type { WindowState } from "../companion";
import type { NudgeMessage, WorkState } from "../protocol";

/** How the status bar item looks. */
export interface Look {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** The word for screen readers. */
  readonly label: string;
  readonly isWarning: boolean;
}

const WORDS: Readonly<Record<WorkState, readonly [icon: string, word: string]>> = {
  steady: ["$(pulse)", "Steady"],
  focused: ["$(eye)", "Focused"],
  stuck: ["$(question)", "Stuck?"],
  unusual: ["$(telescope)", "Unusual"],
};

/** Returns how a window's state looks: first what hinders, then what was chosen, then the work. */
export function lookOf(state: WindowState, isRecording: boolean): Look {
  return hindrance(state) ?? choice(state, isRecording) ?? offer(state) ?? work(state);
}

function hindrance({ phase }: WindowState): Look | undefined {
  switch (phase.name) {
    case "starting":
      return look("$(sync~spin) Undersong", "The engine is starting.", "Undersong is starting");
    case "stopped": {
      const why = `The engine is not running. ${phase.problem ?? ""}\n\nThe editor works without it, and what is recorded waits on disk.`;
      return look("$(warning) Undersong", why, "Undersong's engine is not running");
    }
    case "running":
      return undefined;
  }
}

function choice({ isPaused }: WindowState, isRecording: boolean): Look | undefined {
  if (isPaused) {
    return look("$(debug-pause) Paused", "Nothing is recorded or nudged.", "Undersong is paused");
  }
  if (!isRecording) {
    return look(
      "$(circle-slash) Undersong",
      "Nothing is recorded. Ghost text and naming work without it.",
      "Undersong does not record",
    );
  }
  return undefined;
}

/** A nudge takes the item's place; only a hint, which has more evidence, is coloured. */
function offer({ nudge }: WindowState): Look | undefined {
  if (!nudge || nudge.level === "toast") {
    return undefined;
  }
  return {
    ...look(`$(lightbulb) ${short(nudge.text)}`, tooltipOf(nudge), nudge.text),
    isWarning: nudge.level === "hint",
  };
}

function work({ work }: WindowState): Look {
  const [icon, word] = WORDS[work?.state ?? "steady"];
  const why = (work?.why ?? []).map(({ text }) => `- ${escape(text)}`);
  const lines = [
    `**${word}**${work?.isExperimental ? " (experimental)" : ""}`,
    ...(work?.sentence ? [escape(work.sentence)] : []),
    ...(why.length > 0 ? ["Because:", why.join("\n")] : []),
    "Seen on this machine alone. Click for more.",
  ];
  return look(`${icon} ${word}`, lines.join("\n\n"), `Undersong: ${word}`);
}

function tooltipOf({ text, evidence, isExperimental }: NudgeMessage): string {
  const lines = evidence.map((line) => `- ${escape(line)}`).join("\n");
  return [
    `**${escape(text)}**`,
    lines,
    isExperimental ? "From an experimental model." : "",
    "Click to answer.",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function look(text: string, tooltip: string, label: string): Look {
  return { text, tooltip, label, isWarning: false };
}

/** The status bar has room for a few words. */
function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39).trimEnd()}…` : text;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>]/g, "\\$&");
}
