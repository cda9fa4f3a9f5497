import type { Instruction, Span } from '../parser/nodes';
import { baseName, isPosixShell, setsPipefail } from './interpreter';
import type { ShellAssignment, ShellCommand, ShellPipe, ShellWord } from './script';
import type { PlainCommand, Scope, ScriptSink } from './script-sink';
import { parseShell } from './shell-parser';
import { textOfJsonString, textOfQuotedWord } from './source-text';
import { isWrapper, wrappedCommand } from './wrappers';

/** What a script consists of. */
export interface ScriptParts {
  readonly commands: readonly ShellCommand[];
  readonly pipes: readonly ShellPipe[];
  readonly errors: readonly (Span & { readonly message: string })[];
}

interface Collected extends ScriptParts {
  readonly instruction: Instruction;
  readonly commands: ShellCommand[];
  readonly pipes: ShellPipe[];
  readonly errors: (Span & { message: string })[];
}

const noWrappers: ShellCommand['wrappers'] = [];

const top: Scope = { depth: 0, subshell: false, substituted: false, unheeded: false };

/** Reads shell text at offset `base`; `pipefail` says whether the shell starts with that option on. */
export function readShellText(text: string, base: number, pipefail: boolean, instruction: Instruction): ScriptParts {
  const collected: Collected = { instruction, commands: [], pipes: [], errors: [] };
  parseShell(text, base, top, new ScriptReader(collected, text, base, pipefail, textOfQuotedWord));
  return collected;
}

/** Reads the words of an exec form whose raw text stands at `base`; undefined when there are none. */
export function readExecForm(
  words: readonly ShellWord[],
  text: string,
  base: number,
  instruction: Instruction,
): ScriptParts | undefined {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const collected: Collected = { instruction, commands: [], pipes: [], errors: [] };
  new ScriptReader(collected, text, base, false, textOfJsonString).command({
    start: first.start,
    end: last.end,
    words,
    assignments: [],
    redirects: [],
    input: undefined,
    joiner: 'first',
    scope: top,
  });
  return collected;
}

/** Sees through wrappers and into the scripts that commands such as `sh -c` are given. One reader per running shell. */
class ScriptReader implements ScriptSink {
  constructor(
    private readonly collected: Collected,
    private readonly source: string,
    private readonly base: number,
    private pipefail: boolean,
    /** How a word's raw text becomes the script that it holds, at the same length. */
    private readonly unquote: (raw: string) => string | undefined,
  ) {}

  pipe(start: number, end: number, left: number, { unheeded }: Scope): void {
    const { pipes, commands } = this.collected;
    pipes.push({ start, end, pipefail: this.pipefail, unheeded, left, right: commands.length });
  }

  error(start: number, end: number, message: string): void {
    this.collected.errors.push({ start, end, message });
  }

  get count(): number {
    return this.collected.commands.length;
  }

  command(plain: PlainCommand): void {
    const { words, redirects, joiner, start, end } = plain;
    const { depth, subshell, substituted } = plain.scope;
    const { instruction, commands } = this.collected;
    const { at, wrappers, assignments } = isWrapper(nameOf(words[0])) ? unwrapped(plain) : notWrapped(plain);
    const nameWord = words[at];
    if (!nameWord) return;
    const name = nameOf(nameWord);
    const args = words.slice(at + 1);
    commands.push({
      start,
      end,
      instruction,
      name,
      nameWord,
      args,
      wrappers,
      assignments,
      redirects,
      joiner,
      depth,
      subshell,
      substituted,
      index: commands.length,
    });
    if (name === 'set') this.pipefail = pipefailAfterSet(args, this.pipefail);
    else if (isPosixShell(name)) this.shell(args, plain);
    else if (name === 'su' || name === 'runuser')
      this.argument(args, indexOfOption(args, /^(?:-c|--command)$/) + 1, plain);
  }

  /** `sh -c 'script'` and `sh <<EOF`. */
  private shell(args: readonly ShellWord[], plain: PlainCommand): void {
    const option = indexOfOption(args, /^-[a-z]*c[a-z]*$/);
    if (option >= 0) {
      // Options may stand between `-c` and its script: `bash -c -e 'script'`.
      let at = option + 1;
      while (/^[-+]/.test(args[at]?.text ?? '') || args[at]?.text === 'pipefail') at++;
      this.argument(args, at, plain);
    } else if (plain.input && !args.some((arg) => /^[^-+]/.test(arg.text) && arg.text !== 'pipefail')) {
      const { start, end } = plain.input;
      this.nested(this.source.slice(start - this.base, end - this.base), start, args, plain);
    }
  }

  /** Reads the script that the argument at `at` holds; 0 for none. */
  private argument(args: readonly ShellWord[], at: number, plain: PlainCommand): void {
    const script = at > 0 ? args[at] : undefined;
    const text = script && this.unquote(this.source.slice(script.start - this.base, script.end - this.base));
    if (script && text !== undefined) this.nested(text, script.start, args.slice(0, at), plain);
  }

  private nested(text: string, base: number, options: readonly ShellWord[], { scope }: PlainCommand): void {
    const pipefail = setsPipefail(options.map((option) => option.text));
    const inner = { ...scope, depth: scope.depth + 1, subshell: true };
    parseShell(text, base, inner, new ScriptReader(this.collected, text, base, pipefail, textOfQuotedWord));
  }
}

/** A command seen through its wrappers. */
interface Unwrapped extends Pick<ShellCommand, 'wrappers' | 'assignments'> {
  /** Index of the word that names it. */
  readonly at: number;
}

function notWrapped({ assignments }: PlainCommand): Unwrapped {
  return { at: 0, wrappers: noWrappers, assignments };
}

function unwrapped({ words, assignments }: PlainCommand): Unwrapped {
  const wrappers: ShellCommand['wrappers'][number][] = [];
  const assigned: ShellAssignment[] = [...assignments];
  let at = 0;
  for (let word = words[0]; word; word = words[at]) {
    const name = nameOf(word);
    const inner = wrappedCommand(name, words, at, (own) => assigned.push(assignmentOf(own)));
    if (inner < 0) break;
    wrappers.push({ name, span: word });
    at = inner;
  }
  return { at, wrappers, assignments: assigned };
}

function indexOfOption(args: readonly ShellWord[], pattern: RegExp): number {
  return args.findIndex((arg) => pattern.test(arg.text));
}

/** Base name of the command that a word names; empty when that is only known when it runs. */
function nameOf(word: ShellWord | undefined): string {
  return word?.literal ? baseName(word.text) : '';
}

function assignmentOf(word: ShellWord): ShellAssignment {
  const equals = word.text.indexOf('=');
  return { name: word.text.slice(0, equals), value: word.text.slice(equals + 1), span: word };
}

/** `set -o pipefail` and `set +o pipefail`, in clusters, too. */
function pipefailAfterSet(args: readonly ShellWord[], before: boolean): boolean {
  const at = args.findIndex((arg) => arg.text === 'pipefail');
  const option = args[at - 1]?.text ?? '';
  return /^[-+]\w*o$/.test(option) ? option.startsWith('-') : before;
}
