import type { Range, SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import { platformArguments } from '../model/variables';
import type { Instruction, Span } from '../parser/nodes';
import { mountParts } from './mount-parts';
import { lineStart, spanOf } from './positions';
import { shellVariables } from './shell-variables';

const types = [
  'keyword',
  'comment',
  'macro',
  'property',
  'namespace',
  'class',
  'variable',
  'string',
  'number',
  'function',
  'parameter',
  'operator',
] as const;

const modifiers = ['declaration', 'defaultLibrary', 'deprecated'] as const;

type TokenType = (typeof types)[number];
type Modifier = (typeof modifiers)[number];

const typeNumbers = Object.fromEntries(types.map((type, number) => [type, number])) as Record<TokenType, number>;

/** The types and modifiers that the numbers of tokens stand for. */
export const tokenLegend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

interface Token extends Span {
  readonly type: number;
  readonly modifiers: number;
}

/** The tokens of a document, or of those lines that a range touches, in the relative form of LSP. */
export function semanticTokens(file: Dockerfile, range?: Range): SemanticTokens {
  const within = range ? spanOf(file.tree, range) : { start: 0, end: file.text.length };
  return { data: encode(file, flatten(new Collector(file, within).collect())) };
}

/** The change from an earlier answer: one edit between what both begin and end with. */
export function tokenChanges(before: readonly number[], after: readonly number[]): SemanticTokensDelta {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const deleteCount = before.length - start - end;
  const data = after.slice(start, after.length - end);
  return { edits: deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }] };
}

/** Gathers tokens that may hold others, such as a string with a variable in it. */
class Collector {
  private readonly tokens: Token[] = [];

  constructor(
    private readonly file: Dockerfile,
    private readonly within: Span,
  ) {}

  collect(): Token[] {
    const { tree, stages, stageUses, variableUses, variableDefinitions } = this.file;
    for (const { start, end, keySpan, valueSpan } of tree.directives) {
      this.add({ start, end }, 'comment');
      this.add(keySpan, 'macro');
      this.add(valueSpan, 'string');
    }
    for (const comment of tree.comments) this.add(comment, 'comment');
    for (const instruction of tree.instructions) if (this.touched(instruction)) this.instruction(instruction);
    for (const { nameSpan, base } of stages) {
      if (base.kind !== 'stage') this.add(base.span, 'class', base.kind === 'scratch' ? ['defaultLibrary'] : []);
      if (nameSpan) this.add(nameSpan, 'namespace', ['declaration']);
    }
    for (const use of stageUses) {
      if (use.stage) this.add(use, 'namespace');
      else if (use.kind !== 'from') this.add(use, 'class');
    }
    for (const { span } of variableDefinitions) if (span) this.add(span, 'variable', ['declaration']);
    for (const use of variableUses) this.add(use, 'variable', this.predefined(use.name));
    for (const variable of shellVariables(this.file)) {
      this.add(variable, 'variable', variable.write ? ['declaration'] : this.predefined(variable.name));
    }
    return this.tokens;
  }

  private predefined(name: string): Modifier[] {
    return platformArguments.includes(name) ? ['defaultLibrary'] : [];
  }

  private instruction(instruction: Instruction): void {
    const { keyword, name, flags, args, heredocs } = instruction;
    this.add(keyword, 'keyword', name === 'MAINTAINER' ? ['deprecated'] : []);
    if (args.kind === 'onbuild') {
      this.instruction(args.instruction);
      return;
    }
    for (const flag of flags) {
      this.add({ start: flag.start, end: flag.nameSpan.end }, 'property');
      if (flag.name === 'mount' && name === 'RUN') this.mount(instruction, flag);
      else if (flag.valueSpan) this.add(flag.valueSpan, 'string');
    }
    for (const { start, end, terminator, body, expand } of heredocs) {
      this.add({ start, end }, 'operator');
      if (terminator) this.add(terminator, 'operator');
      if (name !== 'RUN' || !expand) this.add(body, 'string');
    }
    this.arguments(instruction);
    this.shell(instruction);
  }

  private mount(instruction: Instruction, flag: Instruction['flags'][number]): void {
    for (const { keySpan, value, valueSpan } of mountParts(instruction, flag)) {
      this.add(keySpan, 'property');
      if (value && valueSpan) this.add(valueSpan, 'string');
    }
  }

  private arguments({ args, name }: Instruction): void {
    switch (args.kind) {
      case 'exec':
        for (const item of args.items) this.add(item, 'string');
        break;
      case 'healthcheck':
        this.add(args.type, 'keyword');
        break;
      case 'pairs':
        for (const pair of args.pairs) {
          if (name === 'LABEL') this.add(pair.name, 'property');
          if (pair.value) this.add(pair.value, 'string');
        }
        break;
      case 'words':
        if (name === 'EXPOSE') for (const word of args.words) this.add(word, 'number');
        if (name === 'FROM' && args.words[1]?.text.toUpperCase() === 'AS') this.add(args.words[1], 'keyword');
        break;
      case 'text':
        if (name === 'STOPSIGNAL') this.add(args.text, 'number');
        if (name === 'USER' || name === 'WORKDIR') this.add(args.text, 'string');
        break;
    }
  }

  private shell(instruction: Instruction): void {
    const script = this.file.scriptOf(instruction);
    if (!script) return;
    for (const { nameWord, args, wrappers } of script.commands) {
      for (const { span } of wrappers) this.add(span, 'function');
      this.add(nameWord, 'function');
      for (const word of args) {
        if (word.quoted) this.add(word, 'string');
        else if (word.text.startsWith('-')) this.add(word, 'parameter');
      }
    }
  }

  private touched({ start, end }: Span): boolean {
    return start <= this.within.end && this.within.start <= end;
  }

  private add(span: Span, type: TokenType, has: readonly Modifier[] = []): void {
    if (span.end <= span.start || !this.touched(span)) return;
    let bits = 0;
    for (const modifier of has) bits |= 1 << modifiers.indexOf(modifier);
    this.tokens.push({ start: span.start, end: span.end, type: typeNumbers[type], modifiers: bits });
  }
}

/** Cuts outer tokens where inner ones stand; of two for the same words the later wins. Linear after sorting. */
function flatten(tokens: Token[]): Token[] {
  // Stable: tokens of the same words stay in the order in which they were added.
  tokens.sort((a, b) => a.start - b.start || b.end - a.end);
  const flat: Token[] = [];
  const open: Token[] = [];
  let at = 0;
  const emit = (token: Token, end: number) => {
    const start = Math.max(at, token.start);
    if (end > start) flat.push(cutTo(token, start, end));
    at = Math.max(at, end);
  };
  const closeUpTo = (offset: number) => {
    for (let last = open.at(-1); last && last.end <= offset; last = open.at(-1)) {
      emit(last, last.end);
      open.pop();
    }
  };
  for (const token of tokens) {
    closeUpTo(token.start);
    const outer = open.at(-1);
    if (outer) emit(outer, token.start);
    open.push(outer && outer.end < token.end ? cutTo(token, token.start, outer.end) : token);
  }
  closeUpTo(Number.POSITIVE_INFINITY);
  return flat;
}

function cutTo(token: Token, start: number, end: number): Token {
  return token.start === start && token.end === end
    ? token
    : { start, end, type: token.type, modifiers: token.modifiers };
}

/** Five numbers per token and line, relative to the token before (LSP, semantic tokens). */
function encode({ tree, text }: Dockerfile, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let line = 0;
  let start = 0;
  let next = lineStart(tree, 1);
  let last = { line: 0, character: 0 };
  const push = (from: number, to: number, { type, modifiers: bits }: Token) => {
    // Tokens ascend, and so do their lines: no search is needed.
    while (next <= from && start < next) {
      line += 1;
      start = next;
      next = lineStart(tree, line + 1);
    }
    const lines = line - last.line;
    const character = from - start;
    data.push(lines, lines === 0 ? character - last.character : character, to - from, type, bits);
    last = { line, character };
  };
  for (const token of tokens) {
    if (token.end <= next && !isLineBreak(text[token.end - 1])) push(token.start, token.end, token);
    else for (const piece of linesOf(text, token.start, token.end)) push(piece.start, piece.end, token);
  }
  return data;
}

function isLineBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** The parts of a span on each of its lines, without line breaks and indentation. */
function linesOf(text: string, start: number, end: number): Span[] {
  const slice = text.slice(start, end);
  if (!/[\r\n]/.test(slice)) return [{ start, end }];
  const pieces: Span[] = [];
  for (const match of slice.matchAll(/[^\r\n]+/g)) {
    const indent = /^[ \t]*/.exec(match[0])?.[0].length ?? 0;
    const from = start + match.index + indent;
    const to = start + match.index + match[0].trimEnd().length;
    if (to > from) pieces.push({ start: from, end: to });
  }
  return pieces;
}
