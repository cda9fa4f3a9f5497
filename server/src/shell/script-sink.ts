import type { Span } from '../parser/nodes';
import type { Joiner, ShellAssignment, ShellRedirect, ShellWord } from './script';

/** Where in a script a command stands. */
export interface Scope {
  readonly depth: number;
  readonly subshell: boolean;
  readonly substituted: boolean;
  /** True where no status matters; see `ShellPipe`. */
  readonly unheeded: boolean;
}

/** A simple command as written, before wrappers are seen through. */
export interface PlainCommand extends Span {
  /** Name word first; never empty. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
  /** Document span of the body of its last heredoc. */
  readonly input: Span | undefined;
  readonly joiner: Joiner;
  readonly scope: Scope;
}

/** Is told what a script consists of, in order of appearance. Offsets are document offsets. */
export interface ScriptSink {
  /** How many commands it has been told. */
  readonly count: number;
  command(command: PlainCommand): void;
  /** `left` is the count before the left side. */
  pipe(start: number, end: number, left: number, scope: Scope): void;
  error(start: number, end: number, message: string): void;
}

/** A word of a command. */
export class ScriptWord implements ShellWord {
  constructor(
    readonly start: number,
    readonly end: number,
    readonly text: string,
    readonly literal: boolean,
    readonly quoted: boolean,
  ) {}
}
