import type { Instruction, Span } from '../parser/nodes';

/** A word of a shell command, mapped to the document. */
export interface ShellWord extends Span {
  /** Quotes removed; expansions kept as written (`${X}`, `$(cmd)`). */
  readonly text: string;
  /** True when the word has no expansion, substitution or glob: `text` is what the command receives. */
  readonly literal: boolean;
  /** True when any part was quoted. */
  readonly quoted: boolean;
}

/** How a command is joined to the one before it. */
export type Joiner = 'first' | '&&' | '||' | ';' | '|' | '&' | 'newline';

/** A simple command anywhere in a script: pipelines, subshells, `if`, functions, `$(…)`. */
export interface ShellCommand extends Span {
  readonly instruction: Instruction;
  /** Base name, wrappers seen through: `sudo -E /usr/bin/apt-get x` is `apt-get`. Empty when it is not literal. */
  readonly name: string;
  /** The word that holds the name. */
  readonly nameWord: ShellWord;
  /** Arguments after the name word. */
  readonly args: readonly ShellWord[];
  /** Names looked through, outermost first: `['sudo']`. */
  readonly wrappers: readonly { readonly name: string; readonly span: Span }[];
  readonly assignments: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  readonly redirects: readonly {
    readonly operator: string;
    readonly target: ShellWord | undefined;
    readonly span: Span;
  }[];
  readonly joiner: Joiner;
  /** 0 at top level; deeper in subshells, conditions, loops, functions and substitutions. */
  readonly depth: number;
  /** True inside `$(…)` or backticks. */
  readonly substituted: boolean;
  /** Position among `script.commands`. */
  readonly index: number;
}

/** The shell code of one instruction. */
export interface ShellScript {
  readonly instruction: Instruction;
  /** In order of appearance, nested ones after their parent. */
  readonly commands: readonly ShellCommand[];
  /** Each `|` outside quotes. */
  readonly pipes: readonly Span[];
  /** Where the shell parser gave up, if it did; commands before it are still there. */
  readonly errors: readonly (Span & { readonly message: string })[];
  /** Effective interpreter: base name of SHELL's first word, or of the shebang (`sh`, `bash`, `python3`, `pwsh`). */
  readonly interpreter: string;
  /** From the SHELL's own arguments or a `set` in the script before the first pipe. */
  readonly pipefail: boolean;
  /** The script text with the same length and offsets as the document span, continuations and comments blanked. */
  readonly text: string;
  readonly span: Span;
}
