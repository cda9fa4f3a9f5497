import { PlainWords } from './plain-script-words';
import type { Joiner, ShellAssignment, ShellRedirect, ShellWord } from './script';
import type { PlainCommand, Scope, ScriptSink } from './script-sink';

/**
 * Most scripts need no grammar: lists of commands whose words are plain text, quoted strings, variables and `$(…)`, with
 * redirections, in `if`, loops and groups. They are read here, several times faster than by the parser library, with the same
 * result. Whatever else stands in a script, the whole of it is left to the library.
 */

/** First words of what is no simple command, and commands that take their arguments in a way of their own. */
const special: ReadonlySet<string> = new Set(
  '! ]] if then elif else fi for while until do done case esac in function select time coproc declare typeset local let eval'.split(
    ' ',
  ),
);

const assignment = /[A-Za-z_]\w*=/y;
const negation = /![ \t]+/y;
const loopVariable = /[ \t]+[A-Za-z_]\w*[ \t]+in(?=[ \t])/y;
/** Reserved words that end a list. */
const ending = /(?:then|elif|else|fi|do|done|\})(?=[\s;&|()<>]|$)/y;
const redirection = /\d*(>>|[<>]&|[<>])(?![<>&|(])[ \t]*/y;
const noMatch: readonly [undefined?, undefined?] = [];

/** Deeper nesting is left to the library, which has its limit. */
const maxDepth = 40;

const noAssignments: readonly ShellAssignment[] = [];
const noRedirects: readonly ShellRedirect[] = [];

/** Tells the sink the commands of a script that stands at offset `base`; false, and nothing told, when it is not plain. */
export function readPlainScript(text: string, base: number, scope: Scope, sink: ScriptSink): boolean {
  const found = new PlainReader(text, base).script(scope);
  if (!found) return false;
  /** How many commands were told before each of them. */
  const counts: number[] = [];
  for (const part of found) {
    counts.push(sink.count);
    if (part === undefined) continue;
    if ('words' in part) sink.command(part);
    else sink.pipe(base + part.bar, base + part.bar + 1, counts[part.left] ?? 0, part.scope);
  }
  return true;
}

interface Pipe {
  /** Index of the `|`. */
  readonly bar: number;
  /** Index of the first part of the left side. */
  readonly left: number;
  readonly scope: Scope;
}

/** What a script consists of, in order; undefined stands for what runs nothing, such as an assignment. */
type Part = PlainCommand | Pipe | undefined;

/** One pass over a script. Its methods are false where it is not plain. */
class PlainReader extends PlainWords {
  private readonly parts: Part[] = [];
  private depth = 0;
  /** The reserved word at which the last list ended; empty for none. */
  private ended = '';
  /** Where the word that is being read stands. */
  private scope: Scope | undefined;
  /** False where the status of a substitution is that of the command. */
  private unheeded = false;
  /** How many `$(…)` there were so far. */
  private substitutions = 0;

  script(scope: Scope): readonly Part[] | undefined {
    return this.list(scope, false) >= 0 && this.at === this.text.length ? this.parts : undefined;
  }

  /** Reads commands up to a parenthesis, the end or, when `nested`, a reserved word. Returns their number, -1 when not plain. */
  private list(scope: Scope, nested: boolean): number {
    const { text } = this;
    let joiner: Joiner = 'first';
    for (let count = 0; ; count++) {
      this.skip(true);
      if (this.endsList(nested)) return joiner === '&&' || joiner === '||' ? -1 : count;
      if (!this.pipeline(joiner, scope)) return -1;
      if (this.at === text.length || text[this.at] === ')') return count + 1;
      const next = this.joiner();
      if (!next) return -1;
      joiner = next;
    }
  }

  private endsList(nested: boolean): boolean {
    this.ended = '';
    if (this.at === this.text.length || this.text[this.at] === ')') return true;
    if (!nested) return false;
    ending.lastIndex = this.at;
    this.ended = ending.exec(this.text)?.[0] ?? '';
    return this.ended !== '';
  }

  /** Reads what stands behind a pipeline. */
  private joiner(): Joiner | undefined {
    const { text } = this;
    const character = text[this.at++];
    const isDouble = text[this.at] === character;
    if (character === '\n') return 'newline';
    if (character === ';') return isDouble ? undefined : ';';
    if (!isDouble) return undefined;
    this.at++;
    return character === '&' ? '&&' : character === '|' ? '||' : undefined;
  }

  private pipeline(joiner: Joiner, scope: Scope): boolean {
    if (this.text[this.at] === '!') {
      negation.lastIndex = this.at;
      if (negation.test(this.text)) this.at = negation.lastIndex;
    }
    let left = this.parts.length;
    if (!this.command(joiner, scope)) return false;
    if (!this.isAtPipe) return true;
    const inner = { ...scope, subshell: true };
    while (this.isAtPipe) {
      this.parts.push({ bar: this.at++, left, scope });
      this.skip(true);
      left = this.parts.length;
      if (!this.command('|', inner)) return false;
    }
    return true;
  }

  private get isAtPipe(): boolean {
    return this.text[this.at] === '|' && this.text[this.at + 1] !== '|';
  }

  private command(joiner: Joiner, scope: Scope): boolean {
    const { text, at } = this;
    const character = text[at];
    if (character !== '(' && character !== '{') return this.simple(joiner, scope);
    this.at++;
    if (character === '{' && !/\s/.test(text[this.at] ?? '')) return false;
    return this.compound(character, joiner, scope);
  }

  /** Reads words up to an operator or the end. */
  private simple(joiner: Joiner, scope: Scope): boolean {
    const { base, substitutions } = this;
    const from = this.at;
    const slot = this.parts.push(undefined) - 1;
    const redirects: ShellRedirect[] = [];
    this.scope = scope;
    this.unheeded = false;
    const assignments = this.prefix(redirects);
    if (!assignments) return false;
    if (this.isAtOperator) return this.at > from;
    // Whether the status of `A=$(…)` counts depends on whether a command follows.
    if (this.substitutions > substitutions) return false;
    this.unheeded = true;
    const start = this.at;
    const name = this.word(start);
    // An unusual assignment, such as `a+=b`, is no name.
    if (!name || name.text.includes('=')) return false;
    if (special.has(name.text))
      return start === from && this.at - from === name.text.length && this.compound(name.text, joiner, scope);
    const words: ShellWord[] = [name];
    const end = base + this.rest(words, redirects);
    if (end < base) return false;
    this.parts[slot] = {
      start: base + from,
      end,
      words,
      assignments,
      redirects: redirects.length > 0 ? redirects : noRedirects,
      input: undefined,
      joiner,
      scope: joiner !== '|' && this.isAtPipe ? { ...scope, subshell: true } : scope,
    };
    return true;
  }

  /** Reads the assignments and redirections before a command; undefined when they are not plain. */
  private prefix(redirects: ShellRedirect[]): readonly ShellAssignment[] | undefined {
    let found: ShellAssignment[] | undefined;
    for (; ; this.skip(false)) {
      const redirect = this.redirect();
      if (redirect === false) return undefined;
      if (redirect) {
        redirects.push(redirect);
        continue;
      }
      const start = this.at;
      assignment.lastIndex = start;
      if (!assignment.test(this.text)) return found ?? noAssignments;
      const length = assignment.lastIndex - start;
      this.at += length;
      const word = this.word(start);
      if (!word) return undefined;
      found ??= [];
      const name = word.text.slice(0, length - 1);
      found.push({ name, value: word.text.slice(length), span: { start: word.start, end: word.end } });
    }
  }

  /** Reads the arguments and redirections of a command. Returns where it ends; -1 when it is not plain. */
  private rest(words: ShellWord[], redirects: ShellRedirect[]): number {
    for (let end = this.at; ; end = this.at) {
      this.skip(false);
      const redirect = this.redirect();
      if (redirect === false) return -1;
      if (redirect) redirects.push(redirect);
      else if (this.isAtOperator) return end;
      else {
        const word = this.word(this.at);
        if (!word) return -1;
        words.push(word);
      }
    }
  }

  /** Reads the redirection that begins here; undefined when there is none. */
  private redirect(): ShellRedirect | undefined | false {
    const { text, base } = this;
    if (!beginsRedirection(text.charCodeAt(this.at))) return undefined;
    redirection.lastIndex = this.at;
    const [all, operator] = redirection.exec(text) ?? noMatch;
    if (all === undefined || operator === undefined) return undefined;
    const start = base + this.at;
    this.at += all.length;
    if (this.isAtOperator) return false;
    const target = this.word(this.at);
    return target ? { operator, target, span: { start, end: target.end } } : false;
  }

  /** Reads a compound command behind its first word, and its redirections. */
  private compound(word: string, joiner: Joiner, scope: Scope): boolean {
    if (++this.depth > maxDepth || !this.body(word, nested(scope, word === '('))) return false;
    this.depth--;
    this.scope = scope;
    this.unheeded = true;
    for (;;) {
      this.skip(false);
      const redirect = this.redirect();
      if (redirect === false) return false;
      // The left side of a pipe is known as such too late.
      if (!redirect) return joiner === '|' || !this.isAtPipe;
    }
  }

  private body(word: string, scope: Scope): boolean {
    switch (word) {
      case '(':
        return this.text[this.at] !== '(' && this.list(scope, false) > 0 && this.text[this.at++] === ')';
      case '{':
        return this.block(scope, '}');
      case 'if':
        return this.branches(scope);
      case 'while':
      case 'until':
        return this.block({ ...scope, unheeded: true }, 'do') && this.block(scope, 'done');
      case 'for':
        return this.loopWords(scope) && this.block(scope, 'done');
      default:
        return false;
    }
  }

  /** Reads commands, at least one, and the reserved word that ends them. */
  private block(scope: Scope, end: string): boolean {
    return this.list(scope, true) > 0 && this.reserved(end);
  }

  /** Steps over the reserved word at which a list ended, if it is this one. */
  private reserved(word: string): boolean {
    if (this.ended !== word) return false;
    this.at += word.length;
    this.ended = '';
    return true;
  }

  private branches(scope: Scope): boolean {
    const condition = { ...scope, unheeded: true };
    do {
      if (!this.block(condition, 'then') || this.list(scope, true) <= 0) return false;
    } while (this.reserved('elif'));
    return this.reserved('else') ? this.block(scope, 'fi') : this.reserved('fi');
  }

  /** Reads what stands between `for` and `do`. */
  private loopWords(scope: Scope): boolean {
    const { text } = this;
    loopVariable.lastIndex = this.at;
    if (!loopVariable.test(text)) return false;
    this.at = loopVariable.lastIndex;
    this.scope = scope;
    this.unheeded = true;
    for (this.skip(false); !this.isAtOperator; this.skip(false)) if (!this.word(this.at)) return false;
    if (text[this.at] === ';') this.at++;
    this.skip(true);
    return this.endsList(true) && this.reserved('do');
  }

  protected override substitution(): boolean {
    const { scope, unheeded } = this;
    if (!scope || ++this.depth > maxDepth) return false;
    const inner = {
      depth: scope.depth + 1,
      subshell: true,
      substituted: true,
      unheeded: unheeded || scope.unheeded,
    };
    if (this.list(inner, false) < 0) return false;
    this.depth--;
    this.substitutions++;
    this.scope = scope;
    this.unheeded = unheeded;
    return true;
  }
}

/** True for `<`, `>` and the digit of a file descriptor. */
function beginsRedirection(code: number): boolean {
  return code === 60 || code === 62 || (code >= 48 && code <= 57);
}

function nested(scope: Scope, subshell: boolean): Scope {
  return { ...scope, depth: scope.depth + 1, subshell: scope.subshell || subshell };
}
