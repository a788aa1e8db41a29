import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** What the scripts and the editor tests find without importing it; the tests' pages run in a browser. */
const NODE = [
  "console",
  "process",
  "setTimeout",
  "clearTimeout",
  "URL",
  "Buffer",
  "fetch",
  "document",
  "AbortSignal",
];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "eslint.config.mjs", ".venv*/**", ".cache/**"] },
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: Object.fromEntries(NODE.map((name) => [name, "readonly"])) },
  },
  {
    files: ["**/*.ts"],
    extends: tseslint.configs.strictTypeChecked,
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // Numbers and booleans read well in templates.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      // `node:test` gives promises that the runner itself awaits.
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      // The stand-in for `vscode` has the shape of its classes, not their identity.
      "@typescript-eslint/explicit-module-boundary-types": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
    },
  },
);
