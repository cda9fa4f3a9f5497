// The only file that knows the parser library.
import {
  type Assignment,
  type Command,
  type CommandNode,
  forEachChild,
  type ParsedScript,
  type Pipeline,
  type PipelineNode,
  parse,
  type Redirection,
  type Statement,
  type SyntaxNode,
  type Word,
  type WordPart,
} from 'unbash';
import type { Span } from '../parser/nodes';
import { readPlainScript } from './plain-script';
import type { Joiner, ShellAssignment, ShellRedirect, ShellWord } from './script';
import { type Scope, type ScriptSink, ScriptWord } from './script-sink';
import { withoutFiller } from './source-text';

/** Parses POSIX-like shell text that stands at offset `base` of the document. Never throws; takes time linear in the text. */
export function parseShell(text: string, base: number, scope: Scope, sink: ScriptSink): void {
  if (!readPlainScript(text, base, scope, sink)) parseWithLibrary(text, base, scope, sink);
}

/** Parses any shell text. Text behind a stray token such as `)` is parsed, too. */
export function parseWithLibrary(text: string, base: number, scope: Scope, sink: ScriptSink): void {
  try {
    parseParts(text, base, scope, sink);
  } catch (error) {
    // The library descends into what is nested, and into each term of a sum. What was told of the script so far stays.
    if (!(error instanceof RangeError)) throw error;
    sink.error(base, base + text.length, 'nested too deeply');
  }
}

function parseParts(text: string, base: number, scope: Scope, sink: ScriptSink): void {
  let from = 0;
  while (from < text.length) {
    const reader = new Reader(from === 0 ? text : text.slice(from), base + from, sink);
    const script = parse(reader.text);
    reader.statements(script.commands, 'first', scope);
    for (const { pos, message } of script.errors ?? []) {
      sink.error(base + from + pos, base + from + pos + 1, message);
    }
    const stopped = strayToken(script);
    if (!stopped || base + from + stopped.start < reader.lastStart) return;
    from += stopped.end;
  }
}

/** The unexpected token at which the parser stopped, relative to the parsed text. */
function strayToken(script: ParsedScript): Span | undefined {
  const last = script.errors?.findLast((error) => error.message.startsWith('unexpected token '));
  if (!last) return undefined;
  const token = /'(.+)'$/.exec(last.message)?.[1] ?? '';
  return { start: last.pos, end: last.pos + Math.max(1, token === 'newline' ? 1 : token.length) };
}

function textOf(node: Word | Assignment): string {
  if (node.type === 'Word') return node.value;
  if (node.value.type === 'ArrayValue') return node.text;
  return node.text.slice(0, node.value.pos - node.pos) + node.value.value;
}

function isLiteral(part: WordPart): boolean {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return true;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.every((inner) => inner.type === 'Literal');
    default:
      return false;
  }
}

function isQuoted(part: WordPart): boolean {
  return (
    part.type === 'SingleQuoted' ||
    part.type === 'DoubleQuoted' ||
    part.type === 'AnsiCQuoted' ||
    part.type === 'LocaleString'
  );
}

/** What every substitution starts with. */
const substitution = /`|[$<>]\(/;

const noAssignments: readonly ShellAssignment[] = [];
const noRedirects: readonly ShellRedirect[] = [];

/** Walks the tree of one parsed text. */
class Reader {
  /** Document offset of the last command seen; -1 before the first. */
  lastStart = -1;
  private readonly substitutes: boolean;

  constructor(
    readonly text: string,
    private readonly base: number,
    private readonly sink: ScriptSink,
  ) {
    this.substitutes = substitution.test(text);
  }

  statements(statements: readonly Statement[], first: Joiner, scope: Scope): void {
    let joiner = first;
    let end = -1;
    for (const statement of statements) {
      if (end >= 0 && joiner !== '&') joiner = this.text.slice(end, statement.pos).includes(';') ? ';' : 'newline';
      this.node(statement.command, joiner, scope);
      joiner = statement.background ? '&' : ';';
      end = statement.end;
    }
  }

  private node(node: PipelineNode | Statement['command'], joiner: Joiner, scope: Scope): void {
    switch (node.type) {
      case 'Command':
        this.command(node, joiner, scope);
        return;
      case 'AndOr':
        node.commands.forEach((command, i) => {
          this.node(command, i === 0 ? joiner : (node.operators[i - 1] ?? '&&'), scope);
        });
        return;
      case 'Pipeline':
        this.pipeline(node, joiner, scope);
        return;
      case 'Redirected':
        this.node(node.command, joiner, scope);
        for (const redirect of node.redirects) this.substitutions(redirect, true, scope);
        return;
      default:
        this.compound(node, nested(scope, node.type === 'Subshell'));
        return;
    }
  }

  private pipeline(node: Pipeline, joiner: Joiner, scope: Scope): void {
    const inner = node.commands.length > 1 ? { ...scope, subshell: true } : scope;
    let end = -1;
    let left = 0;
    for (const command of node.commands) {
      if (end >= 0) {
        const bar = this.text.indexOf('|', end);
        if (bar >= 0) this.sink.pipe(this.base + bar, this.base + bar + 1, left, scope);
      }
      left = this.sink.count;
      this.node(command, end < 0 ? joiner : '|', inner);
      end = command.end;
    }
  }

  /** Statements and substitutions anywhere inside a compound command. */
  private compound(node: SyntaxNode, scope: Scope): void {
    forEachChild(node, (child) => {
      switch (child.type) {
        case 'Statement':
          return;
        case 'CompoundList':
          this.statements(child.commands, 'first', isCondition(node, child) ? { ...scope, unheeded: true } : scope);
          return;
        case 'Redirected':
        case 'Command':
        case 'Subshell':
        case 'BraceGroup':
        case 'If':
        case 'While':
        case 'For':
        case 'ArithmeticFor':
        case 'Select':
        case 'Case':
          this.node(child as CommandNode, 'first', scope);
          return;
        case 'CaseItem':
        case 'Elif':
          this.compound(child, scope);
          return;
        default:
          this.substitutions(child, true, scope);
      }
    });
  }

  private command(node: Command, joiner: Joiner, scope: Scope): void {
    const { name } = node;
    const start = this.base + node.pos;
    if (name) {
      this.lastStart = start;
      const words: ShellWord[] = [this.word(name)];
      for (const arg of node.args) words.push(this.word(arg));
      const assignments =
        node.prefix.length > 0 ? node.prefix.filter(isAssignment).map(this.assignment) : noAssignments;
      const redirects = node.redirects.length > 0 ? node.redirects.map(this.redirect) : noRedirects;
      const heredoc = node.redirects.findLast((redirect) => redirect.type === 'HereDoc');
      const input = heredoc && { start: this.base + heredoc.body.pos, end: this.base + heredoc.body.end };
      this.sink.command({
        start,
        end: this.base + node.end,
        words,
        assignments,
        redirects,
        input,
        joiner,
        scope,
      });
    }
    // The status of `X=$(…)` is that of the substitution; any command hides it behind its own.
    this.substitutions(node, name !== undefined, scope);
  }

  /** Keeps of the parser's node only what is asked for, which is far smaller. */
  private word(node: Word | Assignment): ShellWord {
    const word = node.type === 'Word' ? node : node.value;
    const parts = word.type === 'Word' ? word.parts : undefined;
    const literal = word.type === 'Word' && (parts?.every(isLiteral) ?? true);
    const quoted = parts?.some(isQuoted) ?? false;
    return new ScriptWord(this.base + node.pos, this.base + node.end, withoutFiller(textOf(node)), literal, quoted);
  }

  private readonly assignment = (node: Assignment): ShellAssignment => ({
    name: withoutFiller(node.name),
    value: node.value.type === 'Word' ? withoutFiller(node.value.value) : undefined,
    span: { start: this.base + node.pos, end: this.base + node.end },
  });

  private readonly redirect = (node: Redirection): ShellRedirect => ({
    operator: node.operator,
    target: node.type !== 'HereDoc' && node.target ? this.word(node.target) : undefined,
    span: { start: this.base + node.pos, end: this.base + node.end },
  });

  /** The commands in `$(…)`, backticks and `<(…)` below a node that is no statement. */
  private substitutions(node: SyntaxNode, unheeded: boolean, scope: Scope): void {
    if (!this.substitutes) return;
    forEachChild(node, (child) => {
      if (child.type !== 'Script') {
        // Asking a word for its parts parses it.
        if (!('text' in child) || substitution.test(child.text)) this.substitutions(child, unheeded, scope);
        return;
      }
      // Backticks inside backticks are decoded first: their offsets are no document offsets.
      if (child.source !== undefined) return;
      const inner = {
        depth: scope.depth + 1,
        subshell: true,
        substituted: true,
        unheeded: unheeded || scope.unheeded,
      };
      this.statements(child.commands, 'first', inner);
    });
  }
}

function nested(scope: Scope, subshell: boolean): Scope {
  return { ...scope, depth: scope.depth + 1, subshell: scope.subshell || subshell };
}

function isCondition(parent: SyntaxNode, list: SyntaxNode): boolean {
  return 'clause' in parent && parent.clause === list;
}

function isAssignment(node: Assignment | Redirection): node is Assignment {
  return node.type === 'Assignment';
}
