/** What the cursor stands in. */
export type Scope = "code" | "comment" | "string";

/** How a family of languages writes comments and strings; the longer mark stands before the shorter. */
interface Marks {
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  /** Strings that may span lines, then those that end with theirs. */
  readonly long: readonly string[];
  readonly short: readonly string[];
}

const C: Marks = { line: ["//"], block: [["/*", "*/"]], long: [], short: ['"', "'"] };
const SCRIPT: Marks = { ...C, long: ["`"] };
const HASH: Marks = { line: ["#"], block: [], long: [], short: ['"', "'"] };
const PYTHON: Marks = { ...HASH, long: ['"""', "'''"] };
// A single quote is a lifetime in Rust as often as a letter.
const RUST: Marks = { ...C, short: ['"'] };
const SQL: Marks = { line: ["--"], block: [["/*", "*/"]], long: [], short: ['"', "'"] };
const MARKUP: Marks = { line: [], block: [["<!--", "-->"]], long: [], short: [] };

const LANGUAGES: Readonly<Record<string, Marks>> = {
  ...Object.fromEntries(
    ["javascript", "javascriptreact", "typescript", "typescriptreact", "go"].map(of(SCRIPT)),
  ),
  ...Object.fromEntries(["c", "cpp", "csharp", "java", "kotlin", "swift", "scala", "dart", "php"].map(of(C))),
  ...Object.fromEntries(["css", "scss", "less", "jsonc", "groovy", "objective-c"].map(of(C))),
  ...Object.fromEntries(["ruby", "shellscript", "yaml", "toml", "makefile", "dockerfile", "r"].map(of(HASH))),
  ...Object.fromEntries(["perl", "elixir", "julia", "powershell", "ini", "properties"].map(of(HASH))),
  ...Object.fromEntries(["html", "xml", "vue", "svelte", "markdown"].map(of(MARKUP))),
  ...{ python: PYTHON, rust: RUST, sql: SQL, lua: SQL },
};

/** More text than this before the cursor is not looked through: it would cost more than a key press may. */
const MOST_CHARS = 200_000;

/** Tells what the cursor stands in behind this text. A language that is not known has code alone. */
export function scopeOf(before: string, language: string): Scope {
  const marks = LANGUAGES[language];
  if (!marks || before.length > MOST_CHARS) {
    return "code";
  }
  const tokens = patternOf(marks);
  let scope: Scope = "code";
  for (let found = tokens.exec(before); found; found = tokens.exec(before)) {
    // A mark whose end was not found took all the rest: the cursor stands in it.
    scope = tokens.lastIndex < before.length ? "code" : scopeOfToken(found[0], marks);
  }
  return scope;
}

/** A token that reaches the cursor is open unless it ends as its kind ends. */
function scopeOfToken(token: string, marks: Marks): Scope {
  if (marks.line.some((mark) => token.startsWith(mark))) {
    return "comment";
  }
  const block = marks.block.find(([open]) => token.startsWith(open));
  if (block) {
    return token.length >= block[0].length + block[1].length && token.endsWith(block[1]) ? "code" : "comment";
  }
  const quote = [...marks.long, ...marks.short].find((mark) => token.startsWith(mark)) ?? token;
  const isClosed = token.length >= 2 * quote.length && token.endsWith(quote) && !isEscaped(token, quote);
  return isClosed ? "code" : "string";
}

function isEscaped(token: string, quote: string): boolean {
  const body = token.slice(quote.length, -quote.length);
  return (/\\*$/.exec(body)?.[0].length ?? 0) % 2 === 1;
}

/** One pattern a family: each alternative takes a whole comment or string, or all that there is of it. */
function patternOf({ line, block, long, short }: Marks): RegExp {
  const alternatives = [
    ...block.map(([open, close]) => `${literal(open)}[^]*?(?:${literal(close)}|$)`),
    ...line.map((mark) => `${literal(mark)}.*`),
    ...long.map((quote) => `${literal(quote)}(?:\\\\[^]|[^])*?(?:${literal(quote)}|$)`),
    ...short.map((quote) => `${quote}(?:\\\\.|[^\\\\\\n${quote}])*(?:${quote}|\\\\?$|(?=\\n))`),
  ];
  return new RegExp(alternatives.join("|"), "g");
}

function literal(mark: string): string {
  return mark.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function of(marks: Marks) {
  return (language: string): [string, Marks] => [language, marks];
}
