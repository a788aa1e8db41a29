"""The words that may be kept as they are: those that a format or a tool lists, and no person chose."""

# What `file.language` says when the language is not known, or not a word that may be kept.
UNKNOWN = "unknown"


def words(text: str) -> frozenset[str]:
    """Return the words of a text, which blanks part."""
    return frozenset(text.split())


LANGUAGES = words(
    """
    abap actionscript ada apex apl applescript arduino asciidoc assembly astro awk bash basic batch bibtex blade c c#
    c++ cfml clojure cmake cobol coffeescript coldfusion coq cpp crystal csharp cs css csv cuda cython d dart diff
    docker dockerfile elixir elm emacs-lisp erb erlang f# fish fortran fsharp gherkin git gitignore glsl go gradle
    graphql groovy haml handlebars haskell haxe hcl hlsl html http idris ini ipynb java javascript javascriptreact
    jinja json json5 jsonc jsonl jsx julia jupyter kotlin latex less lisp liquid log lua makefile markdown matlab mdx
    mermaid meson mustache nginx nim nix objective-c objective-cpp ocaml org pascal perl php plaintext postcss
    powershell prolog properties protobuf prisma pug puppet purescript python r racket raku razor reasonml
    restructuredtext rst ruby rust sass scala scheme scss shell shellscript smalltalk solidity sql stylus svelte svg
    swift systemverilog tcl terraform tex text toml tsv tsx twig typescript typescriptreact unknown vb verilog vhdl
    viml vue vue.js wasm xml xsl yaml zig zsh
    """
)

# What WakaTime calls what someone is doing.
CATEGORIES = words("coding building indexing debugging browsing planning designing researching learning") | words(
    "translating communicating meeting advising supporting notes"
).union(("running tests", "writing tests", "manual testing", "code reviewing", "writing docs", "ai coding"))

EDITORS = words(
    """
    atom brackets clion code code-insiders code-oss codium cursor datagrip eclipse emacs fleet goland helix idea
    intellij intellij-idea jetbrains-rider kakoune nano neovim netbeans notepad++ nova nvim phpstorm pycharm rider
    rubymine rustrover
    sublime_text sublime-text sublime vim visual-studio vs-code vscode vscodium webstorm windsurf xcode zed
    """
)


# As other tools spell them.
LANGUAGE_NAMES = (
    LANGUAGES
    | {spelled for word in LANGUAGES for spelled in (word.capitalize(), word.upper())}
    | words(
        """
    ActionScript AppleScript AsciiDoc BibTeX CMake CoffeeScript ColdFusion Emacs-Lisp FSharp GitIgnore GraphQL HashiCorp
    JavaScript JSON5 LaTeX MATLAB MDX OCaml Objective-C Objective-C++ PostCSS PowerShell PureScript ReasonML
    ReStructuredText SystemVerilog TeX TypeScript VimL Vue.js reStructuredText
    """
    )
)


def language(value: object) -> str:
    """Return the id under which VS Code knows a language, or `UNKNOWN` for a word that is no language.

    >>> language("C++"), language("Anna")
    ('cpp', 'unknown')
    """
    word = str(value).strip().lower().replace(" ", "-")
    return IDS.get(word, word) if word in LANGUAGES else UNKNOWN


def is_editor(app: object) -> bool:
    """Return whether the name of a program is that of an editor."""
    word = str(app).lower().removesuffix(".exe").removesuffix(".app").replace(" ", "-")
    return word in EDITORS or word.removeprefix("visual-studio-") in EDITORS


IDS = {
    "c++": "cpp",
    "c#": "csharp",
    "cs": "csharp",
    "f#": "fsharp",
    "shell": "shellscript",
    "bash": "shellscript",
    "text": "plaintext",
    "vue.js": "vue",
}
