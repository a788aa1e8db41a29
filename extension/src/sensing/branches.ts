/** Longer files are not counted: it would take longer than a save may. */
const LONGEST_CHARS = 200_000;

// First what is stepped over, then what counts: both in one pass, so that a word in a string is no branch.
const PYTHON =
  /"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*|\b(if|elif|for|while|except|and|or|case|assert|def|lambda)\b/g;
const CURLY =
  /\/\*[^]*?\*\/|\/\/.*|"(?:\\.|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`|\b(if|for|while|case|catch|function|func|fun)\b|(&&|\|\||\?\?|=>|\?(?![.?:),\]>=;]))/g;
// A quote alone begins the name of a lifetime there.
const RUST =
  /\/\*[^]*?\*\/|\/\/.*|"(?:\\[^]|[^"\\])*"|'(?:\\.|[^'\\\n])'|\b(if|for|while|loop|fn)\b|(&&|\|\||=>|\?)/g;
const CURLY_LANGUAGES =
  "javascript javascriptreact typescript typescriptreact java c cpp csharp go kotlin swift php scala dart";
const PATTERNS: ReadonlyMap<string, RegExp> = new Map([
  ["python", PYTHON],
  ["rust", RUST],
  ...CURLY_LANGUAGES.split(" ").map((language) => [language, CURLY] as const),
]);

/**
 * Counts decision points and functions of a text: McCabe's number summed over its functions, as nearly as words tell it.
 * Methods that no word begins (Java, C) count with what is in them. Undefined for other languages and long texts.
 */
export function branchesIn(text: string, language: string): number | undefined {
  const pattern = PATTERNS.get(language);
  if (!pattern || text.length > LONGEST_CHARS) {
    return undefined;
  }
  let count = 0;
  for (const [, word, sign] of text.matchAll(pattern)) {
    count += word !== undefined || sign !== undefined ? 1 : 0;
  }
  return count;
}
