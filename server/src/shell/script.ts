import type { Instruction, Span } from '../parser/nodes';

/** A word of a shell command, mapped to the document. */
export interface ShellWord extends Span {
  /** Quotes removed; expansions kept as written (`${X}`, `$(cmd)`). */
  readonly text: string;
  /** True when the word has no expansion, substitution, glob or braces: `text` is what the command receives. */
  readonly literal: boolean;
  /** True when any part was quoted. */
  readonly quoted: boolean;
}

/** How a command is joined to the one before it; `first` is the first of a script, subshell, body or substitution. */
export type Joiner = 'first' | '&&' | '||' | ';' | '|' | '&' | 'newline';

export interface ShellAssignment {
  readonly name: string;
  /** Quotes removed; undefined for an array. */
  readonly value: string | undefined;
  readonly span: Span;
}

export interface ShellRedirect {
  /** `>`, `>>`, `<`, `>&`, `<<`, `<<<`… */
  readonly operator: string;
  /** Undefined for heredocs. */
  readonly target: ShellWord | undefined;
  readonly span: Span;
}

/** A simple command anywhere in a script: pipelines, subshells, `if`, functions, `$(…)`, and the text of `sh -c '…'`. */
export interface ShellCommand extends Span {
  readonly instruction: Instruction;
  /** Base name, wrappers seen through: `sudo -E /usr/bin/apt-get x` is `apt-get`. Empty when it is not literal. */
  readonly name: string;
  /** The word that holds the name. */
  readonly nameWord: ShellWord;
  /** Arguments after the name word. */
  readonly args: readonly ShellWord[];
  /** Commands looked through, outermost first: `['sudo']`. The span is the word that names it. */
  readonly wrappers: readonly { readonly name: string; readonly span: Span }[];
  /** Those before the command, and those that `env` or `sudo` are given. */
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  readonly joiner: Joiner;
  /** 0 at top level; deeper in groups, subshells, conditions, loops, functions, substitutions and `sh -c`. */
  readonly depth: number;
  /** True where a change of the shell's state is lost afterwards: `( … )`, `$(…)`, a pipeline, `sh -c`. */
  readonly subshell: boolean;
  /** True inside `$(…)` or backticks. */
  readonly substituted: boolean;
  /** Position among `script.commands`. */
  readonly index: number;
}

/** A `|` outside quotes. */
export interface ShellPipe extends Span {
  /** True when a failure of the left side counts here: set by the shell's own arguments or an earlier `set`. */
  readonly pipefail: boolean;
  /** True where a status ends nothing anyway: in the condition of `if` or `while`, and in `$(…)` among the words of a command. */
  readonly unheeded: boolean;
  /** Index of the first command of the left side: what directly stands there, or the first one in a group or loop. */
  readonly left: number;
  /** Index of the first command of the right side, where the left side ends. */
  readonly right: number;
}

/** The shell code of one instruction, or its exec form seen as one command. */
export interface ShellScript {
  readonly instruction: Instruction;
  /** In order of appearance, nested ones after their parent. */
  readonly commands: readonly ShellCommand[];
  readonly pipes: readonly ShellPipe[];
  /** Where the shell parser stumbled. It goes on behind such a place, so `commands` has what follows, too. */
  readonly errors: readonly (Span & { readonly message: string })[];
  /** Effective interpreter: base name of SHELL's shell, or of the shebang (`sh`, `bash`). Empty for exec form. */
  readonly interpreter: string;
  /**
   * The script as the shell gets it, with the length and offsets of the document span: continuations and the comment lines
   * inside them are blanks. In exec form the raw text.
   */
  readonly text: string;
  readonly span: Span;
}
