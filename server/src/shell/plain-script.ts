import type { Span } from '../parser/nodes';
import type { Joiner, ShellAssignment, ShellRedirect, ShellWord } from './script';
import { type Scope, type ScriptSink, ScriptWord } from './script-sink';
import { filler, withoutFiller } from './source-text';

/**
 * Most scripts are lists of simple commands, joined by `&&`, `||`, `;`, `|` and line ends, whose words are plain text, quoted
 * strings and `$NAME`. They need no grammar and are read here, several times faster than by the parser library, with the same
 * result. Whatever else stands in a script, the whole of it is left to the library.
 */

/** Kinds of characters outside quotes; `other` is what this reader does not know. */
const other = 0;
const plain = 1;
const blank = 2;
const separator = 3;
const quote = 4;
const dollar = 5;
const glob = 6;

const kinds = new Uint8Array(128);
for (const [kind, characters] of [
  [plain, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:,+%@=^]!'],
  [blank, ' \t'],
  [separator, ';&|\n'],
  [quote, '"\''],
  [dollar, '$'],
  [glob, '*?'],
] as const) {
  for (const character of characters) kinds[character.charCodeAt(0)] = kind;
}

/** First words of what is no simple command, and commands that take their arguments in a way of their own. */
const special: ReadonlySet<string> = new Set(
  '! ]] if then elif else fi for while until do done case esac in function select time coproc declare typeset local let eval'.split(
    ' ',
  ),
);

const fillerCode = filler.charCodeAt(0);

function kindOf(code: number): number {
  if (code < kinds.length) return kinds[code] ?? other;
  return code === fillerCode ? plain : other;
}

const variable = /\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})/y;
const assignment = /[A-Za-z_]\w*=/y;
const noAssignments: readonly ShellAssignment[] = [];
const noRedirects: readonly ShellRedirect[] = [];

/** Tells the sink the commands of a script that stands at offset `base`; false, and nothing told, when it is not plain. */
export function readPlainScript(text: string, base: number, scope: Scope, sink: ScriptSink): boolean {
  const commands = new PlainReader(text, base).commands();
  if (!commands) return false;
  let piped: Scope | undefined;
  let left = 0;
  for (let i = 0; i < commands.length; i++) {
    const command = commands[i];
    if (!command) break;
    const { start, end, words, assignments, joiner, bar } = command;
    if (joiner === '|') sink.pipe(base + bar, base + bar + 1, left, scope);
    left = sink.count;
    if (words.length === 0) continue;
    const isPiped = joiner === '|' || commands[i + 1]?.joiner === '|';
    if (isPiped) piped ??= { ...scope, subshell: true };
    const inner = (isPiped && piped) || scope;
    sink.command({ start, end, words, assignments, redirects: noRedirects, input: undefined, joiner, scope: inner });
  }
  return true;
}

interface SimpleCommand extends Span {
  /** Empty where only variables are set. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly joiner: Joiner;
  /** Index of the operator before it. */
  readonly bar: number;
}

/** One pass over a script. */
class PlainReader {
  private at = 0;
  /** False once the word that is being read has an expansion. */
  private literal = true;

  constructor(
    private readonly text: string,
    private readonly base: number,
  ) {}

  /** The commands in order; undefined when the script is not plain. */
  commands(): readonly SimpleCommand[] | undefined {
    const found: SimpleCommand[] = [];
    let joiner: Joiner = 'first';
    let bar = 0;
    for (;;) {
      this.skip(true);
      if (this.at === this.text.length) return joiner === '&&' || joiner === '||' || joiner === '|' ? undefined : found;
      const command = this.command(joiner, bar);
      if (!command) return undefined;
      found.push(command);
      if (this.at === this.text.length) return found;
      bar = this.at;
      const next = this.joiner();
      if (!next) return undefined;
      joiner = next;
    }
  }

  /** Skips blanks, and line ends where they mean nothing. */
  private skip(lines: boolean): void {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    while (code === 32 || code === 9 || (lines && code === 10)) code = text.charCodeAt(++this.at);
  }

  /** Reads what stands behind a command: a separator. */
  private joiner(): Joiner | undefined {
    const { text } = this;
    const character = text[this.at++];
    const isDouble = text[this.at] === character;
    if (character === '\n') return 'newline';
    if (character === ';') return isDouble ? undefined : ';';
    if (isDouble) this.at++;
    if (character === '&') return isDouble ? '&&' : undefined;
    return isDouble ? '||' : '|';
  }

  /** Reads words up to a separator or the end. */
  private command(joiner: Joiner, bar: number): SimpleCommand | undefined {
    const { text, base } = this;
    const start = base + this.at;
    const words: ShellWord[] = [];
    let assignments: ShellAssignment[] | undefined;
    let end = start;
    while (this.at < text.length && kindOf(text.charCodeAt(this.at)) !== separator) {
      const from = this.at;
      assignment.lastIndex = from;
      const name = words.length === 0 ? assignment.exec(text)?.[0] : undefined;
      if (name !== undefined) this.at += name.length;
      const word = this.word(from);
      if (!word) return undefined;
      if (name !== undefined) {
        assignments ??= [];
        const value = word.text.slice(name.length);
        assignments.push({ name: name.slice(0, -1), value, span: { start: word.start, end: word.end } });
      } else {
        // An unusual assignment, such as `a+=b`, or no command at all.
        if (words.length === 0 && (special.has(word.text) || word.text.includes('='))) return undefined;
        words.push(word);
      }
      end = word.end;
      this.skip(false);
    }
    if (end === start) return undefined;
    return { start, end, words, assignments: assignments ?? noAssignments, joiner, bar };
  }

  /** Reads on to the end of the word that begins at `from`. */
  private word(from: number): ShellWord | undefined {
    const { text, base } = this;
    let unquoted: string | undefined;
    let run = from;
    let at = this.at;
    this.literal = true;
    for (; at < text.length; at++) {
      const kind = kindOf(text.charCodeAt(at));
      if (kind === plain) continue;
      if (kind === blank || kind === separator) break;
      if (kind === glob) this.literal = false;
      else if (kind === dollar) {
        at = this.afterVariable(at) - 1;
        if (at < 0) return undefined;
      } else if (kind === quote) {
        const close = this.closingQuote(at);
        if (close < 0) return undefined;
        unquoted = (unquoted ?? '') + text.slice(run, at) + text.slice(at + 1, close);
        at = close;
        run = at + 1;
      } else if (!this.isTest(from, at)) return undefined;
    }
    this.at = at;
    const word = unquoted === undefined ? text.slice(from, at) : unquoted + text.slice(run, at);
    return new ScriptWord(base + from, base + at, withoutFiller(word), this.literal, unquoted !== undefined);
  }

  /** True for a `[` that is a word of its own. */
  private isTest(from: number, at: number): boolean {
    return at === from && this.text[at] === '[' && kindOf(this.text.charCodeAt(at + 1)) === blank;
  }

  /** Index behind the `$NAME` or `${NAME}` at `at`; 0 when another expansion stands there. */
  private afterVariable(at: number): number {
    variable.lastIndex = at;
    this.literal = false;
    const found = variable.exec(this.text);
    return found ? at + found[0].length : 0;
  }

  /** Index of the quote that closes a string without escapes and substitutions; -1 when there is none. */
  private closingQuote(open: number): number {
    const { text } = this;
    if (text[open] === "'") return text.indexOf("'", open + 1);
    for (let at = open + 1; at < text.length; at++) {
      const character = text[at];
      if (character === '"') return at;
      if (character === '\\' || character === '`') return -1;
      if (character === '$') {
        at = this.afterVariable(at) - 1;
        if (at < 0) return -1;
      }
    }
    return -1;
  }
}
