/** The part of `vscode` that unit tests need, with everything that happens in it fired by hand. */

export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>();
  readonly event = (listener: (event: T) => unknown): Disposable => {
    this.listeners.add(listener);
    return new Disposable(() => this.listeners.delete(listener));
  };
  fire(event: T): void {
    [...this.listeners].forEach((listener) => listener(event));
  }
}

export class Disposable {
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }
  constructor(private readonly call: () => unknown) {}
  dispose(): unknown {
    return this.call();
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
  translate(lines: number, characters: number): Position {
    return new Position(this.line + lines, this.character + characters);
  }
}

export class Range {
  constructor(
    readonly start: Position,
    readonly end: Position,
  ) {}
  get isEmpty(): boolean {
    return this.start.line === this.end.line && this.start.character === this.end.character;
  }
}

export class Selection extends Range {
  get active(): Position {
    return this.end;
  }
}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
  ) {}
  static file(path: string): Uri {
    return new Uri("file", path);
  }
  static parse(text: string): Uri {
    const [scheme = "", path = ""] = text.split(/:(.*)/s);
    return new Uri(scheme, path);
  }
  static joinPath(uri: Uri, ...parts: string[]): Uri {
    const segments = uri.path.split("/");
    parts.forEach((part) => (part === ".." ? segments.pop() : segments.push(part)));
    return new Uri(uri.scheme, segments.join("/"));
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}:${this.path}`;
  }
}

export class InlineCompletionItem {
  constructor(
    readonly insertText: string,
    readonly range?: Range,
    readonly command?: { title: string; command: string; arguments?: unknown[] },
  ) {}
}

export class MarkdownString {
  constructor(public value: string) {}
  appendMarkdown(text: string): void {
    this.value += text;
  }
  appendCodeblock(code: string, language: string): void {
    this.value += `\n\`\`\`${language}\n${code}\n\`\`\`\n`;
  }
}
export class Hover {
  constructor(readonly contents: MarkdownString) {}
}
export enum EndOfLine {
  LF = 1,
  CRLF,
}
export class ThemeColor {
  constructor(readonly id: string) {}
}
export class ProcessExecution {
  constructor(
    readonly process: string,
    readonly args: string[],
  ) {}
}
export class ShellExecution {
  constructor(readonly commandLine: string) {}
}
export const TaskGroup = { Test: { id: "test" }, Build: { id: "build" } };

export enum DiagnosticSeverity {
  Error,
  Warning,
  Information,
  Hint,
}
export enum TextEditorSelectionChangeKind {
  Keyboard = 1,
  Mouse,
  Command,
}
export enum InlineCompletionTriggerKind {
  Invoke,
  Automatic,
}
export enum StatusBarAlignment {
  Left = 1,
  Right,
}
export enum QuickPickItemKind {
  Separator = -1,
  Default,
}
export enum ViewColumn {
  Active = -1,
}
export enum ConfigurationTarget {
  Global = 1,
}

/** What a test sets and fires. */
export const fake = {
  changed: new EventEmitter<unknown>(),
  cellsChanged: new EventEmitter<unknown>(),
  willSave: new EventEmitter<unknown>(),
  saved: new EventEmitter<unknown>(),
  closed: new EventEmitter<unknown>(),
  selected: new EventEmitter<unknown>(),
  visible: new EventEmitter<unknown>(),
  activeEditor: new EventEmitter<unknown>(),
  activeTerminal: new EventEmitter<unknown>(),
  windowState: new EventEmitter<unknown>(),
  diagnostics: new EventEmitter<unknown>(),
  debugStarted: new EventEmitter<unknown>(),
  debugEnded: new EventEmitter<unknown>(),
  taskStarted: new EventEmitter<unknown>(),
  taskEnded: new EventEmitter<unknown>(),
  shellStarted: new EventEmitter<unknown>(),
  shellEnded: new EventEmitter<unknown>(),
  fileChanged: new EventEmitter<Uri>(),
  configured: new EventEmitter<unknown>(),
  /** Path → content, for `workspace.fs`. */
  files: new Map<string, string>(),
  /** Uri → what analysers say of it. */
  findings: new Map<string, unknown[]>(),
  /** Section and name → layers. */
  settings: new Map<string, Record<string, unknown>>(),
  extensions: new Map<string, unknown>(),
  registered: new Map<string, (...args: unknown[]) => unknown>(),
  /** Commands that were run, with their arguments. */
  ran: [] as unknown[][],
  /** What was shown to the person. */
  shown: [] as unknown[][],
  /** What the person answers to toasts and quick picks, in turn. */
  answers: [] as ((offered: unknown[]) => unknown)[],
  statusBarItem: { text: "", tooltip: undefined as unknown, backgroundColor: undefined as unknown },
  /** The status bar items besides the one of the state, by id. */
  statusBarItems: new Map<string, { text: string; isShown: boolean }>(),
  languageStatus: { text: "", detail: "" as string | undefined },
  hover: undefined as
    | { provideHover(document: unknown, position: unknown): { contents: MarkdownString } | undefined }
    | undefined,
};

/** Whether a path fits a glob of `**`, `*` and braces, as VS Code has it. */
function fits(glob: string, path: string): boolean {
  const parts: Record<string, string> = {
    "**/": "(?:.*/)?",
    "*": "[^/]*",
    "{": "(?:",
    "}": ")",
    ",": "|",
    ".": "\\.",
  };
  const pattern = glob.replace(/\*\*\/|[*{},.]/g, (part) => parts[part] ?? part);
  return new RegExp(`^${pattern}$`).test(path);
}

function statusBarItem(id: string): unknown {
  if (id === "undersong.state") {
    return Object.assign(fake.statusBarItem, { show: () => undefined, dispose: () => undefined });
  }
  const item = { text: "", isShown: false, dispose: () => undefined };
  fake.statusBarItems.set(id, item);
  return Object.assign(item, { show: () => (item.isShown = true), hide: () => (item.isShown = false) });
}

function ask(kind: string) {
  return (text: unknown, ...rest: unknown[]): Promise<unknown> => {
    const offered = Array.isArray(text) ? text : rest;
    fake.shown.push([kind, text, ...rest]);
    return Promise.resolve(fake.answers.shift()?.(offered));
  };
}

export const window = {
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [] as unknown[],
  state: { focused: true, active: true },
  onDidChangeTextEditorSelection: fake.selected.event,
  onDidChangeVisibleTextEditors: fake.visible.event,
  onDidChangeActiveTextEditor: fake.activeEditor.event,
  onDidChangeActiveTerminal: fake.activeTerminal.event,
  onDidChangeWindowState: fake.windowState.event,
  onDidStartTerminalShellExecution: fake.shellStarted.event,
  onDidEndTerminalShellExecution: fake.shellEnded.event,
  showInformationMessage: ask("information"),
  showWarningMessage: ask("warning"),
  showErrorMessage: ask("error"),
  showQuickPick: ask("pick"),
  setStatusBarMessage: (text: string) => void fake.shown.push(["status", text]),
  createStatusBarItem: statusBarItem,
};

export const workspace = {
  onDidChangeTextDocument: fake.changed.event,
  onDidChangeNotebookDocument: fake.cellsChanged.event,
  onWillSaveTextDocument: fake.willSave.event,
  onDidSaveTextDocument: fake.saved.event,
  onDidCloseTextDocument: fake.closed.event,
  onDidChangeConfiguration: fake.configured.event,
  workspaceFolders: [{}],
  textDocuments: [] as unknown[],
  getWorkspaceFolder: (uri: Uri) => (uri.path.startsWith("/desk/") ? {} : undefined),
  createFileSystemWatcher: () => ({
    onDidChange: fake.fileChanged.event,
    onDidCreate: fake.fileChanged.event,
    dispose: () => undefined,
  }),
  fs: {
    readFile: (uri: Uri) => {
      const text = fake.files.get(uri.path);
      return text === undefined
        ? Promise.reject(new Error("no such file"))
        : Promise.resolve(Buffer.from(text));
    },
  },
  getConfiguration: (section: string) => ({
    get: (name: string, missing?: unknown) => {
      const layers = fake.settings.get(`${section}.${name}`);
      return layers?.["workspaceValue"] ?? layers?.["globalValue"] ?? layers?.["defaultValue"] ?? missing;
    },
    inspect: (name: string) => fake.settings.get(`${section}.${name}`),
    update: (name: string, value: unknown) => {
      fake.settings.set(`${section}.${name}`, {
        ...fake.settings.get(`${section}.${name}`),
        globalValue: value,
      });
      return Promise.resolve();
    },
  }),
};

export const languages = {
  onDidChangeDiagnostics: fake.diagnostics.event,
  getDiagnostics: (uri: Uri) => fake.findings.get(uri.toString()) ?? [],
  createLanguageStatusItem: () => Object.assign(fake.languageStatus, { dispose: () => undefined }),
  match: ({ pattern }: { pattern: string }, { uri }: { uri: Uri }) => (fits(pattern, uri.path) ? 10 : 0),
  registerHoverProvider: (_: unknown, provider: typeof fake.hover) => {
    fake.hover = provider;
    return new Disposable(() => (fake.hover = undefined));
  },
};
export const debug = {
  breakpoints: [{ enabled: true }, { enabled: false }],
  onDidStartDebugSession: fake.debugStarted.event,
  onDidTerminateDebugSession: fake.debugEnded.event,
};
export const tasks = {
  onDidStartTaskProcess: fake.taskStarted.event,
  onDidEndTaskProcess: fake.taskEnded.event,
};
export const extensions = { getExtension: (id: string) => fake.extensions.get(id) };
export const commands = {
  executeCommand: (...command: unknown[]) => {
    fake.ran.push(command);
    return Promise.resolve();
  },
  registerCommand: (id: string, run: (...args: unknown[]) => unknown) => {
    fake.registered.set(id, run);
    return new Disposable(() => fake.registered.delete(id));
  },
};
export const env = { remoteName: undefined };
export const version = "1.93.0";
