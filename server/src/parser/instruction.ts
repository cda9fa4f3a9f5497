import { CR, DASH, OPEN_BRACKET, skipBlanks, skipSpaces, skipWord, trimEnd } from './chars';
import { jsonArray } from './exec';
import { leadingFlags, noFlags } from './flags';
import type { Line, Source } from './lines';
import type { Arguments, Comment, Flag, Heredoc, Instruction, Span, Word } from './nodes';
import { splitPairs, splitWords } from './words';

const noArguments: Arguments = { kind: 'none' };
/** ONBUILD may not trigger ONBUILD, so what stands behind more of them than this is not taken apart. */
const maxDepth = 10;

/** Keywords by the spelling that BuildKit compares. */
const keywords = new Map(
  'ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR'
    .split(' ')
    .flatMap((name) => [
      [name.toLowerCase(), name],
      [name, name],
    ]),
);

/** Upper-cases a keyword so that only what BuildKit recognises becomes a known one. */
function nameOf(keyword: string): string {
  const known = keywords.get(keyword) ?? keywords.get(keyword.toLowerCase());
  if (known !== undefined) return known;
  const upper = keyword.toUpperCase();
  return keywords.has(upper) ? keyword : upper;
}

/** What few instructions have. */
export interface Extras {
  readonly comments: readonly Comment[];
  readonly heredocs: readonly Heredoc[];
  /** Number of physical lines of the heredocs, terminators included. */
  readonly heredocLines: number;
  readonly hasBlankLines: boolean;
}

/** The extras of most instructions. */
export const noExtras: Extras = { comments: [], heredocs: [], heredocLines: 0, hasBlankLines: false };

const noSpans: readonly Span[] = [];

/**
 * An instruction whose parts are computed at their first use: a file is taken apart into lines at once, into words only
 * where somebody looks.
 */
export class InstructionNode implements Instruction {
  readonly start: number;
  end: number;
  private nameText: string | undefined;
  private flagList: readonly Flag[] | undefined;
  private restFrom = 0;
  private restWord: Word | undefined;
  private argumentsNode: Arguments | undefined;

  constructor(
    readonly line: Line,
    readonly index: number,
    readonly startLine: number,
    readonly lastLine: number,
    private extras: Extras,
  ) {
    this.start = line.trimmedStart();
    this.end = line.trimmedEnd();
  }

  get kind(): 'instruction' {
    return 'instruction';
  }

  get parent(): InstructionNode | undefined {
    return undefined;
  }

  /** Index of the logical line where the instruction begins. */
  protected get from(): number {
    return 0;
  }

  /** How many ONBUILDs stand before it. */
  get depth(): number {
    return 0;
  }

  get comments(): readonly Comment[] {
    return this.extras.comments;
  }

  get heredocs(): readonly Heredoc[] {
    return this.extras.heredocs;
  }

  get endLine(): number {
    return this.lastLine + this.extras.heredocLines;
  }

  get emptyContinuations(): readonly Span[] {
    return this.extras.hasBlankLines ? blankLines(this.line.source, this.startLine + 1, this.lastLine) : noSpans;
  }

  /**
   * Document offset behind a keyword that has something behind it before the line is first continued; -1 for any other. Such
   * instructions, which are nearly all, need no joined text as long as only their keyword and flags are asked for.
   */
  private get plainKeywordEnd(): number {
    const { line, from } = this;
    const { text } = line.source;
    const head = line.headEnd;
    const start = skipSpaces(text, line.start + from, head);
    const end = skipWord(text, start, head);
    return end > start && skipSpaces(text, end, head) < head ? end : -1;
  }

  /** Made anew each time: most are looked at once. */
  get keyword(): Word {
    const { line, from, plainKeywordEnd: plainEnd } = this;
    if (plainEnd >= 0) {
      const start = skipSpaces(line.source.text, line.start + from, plainEnd);
      const text = line.source.text.slice(start, plainEnd);
      return { start, end: plainEnd, text };
    }
    const end = trimEnd(line.text, from, line.length);
    const start = skipSpaces(line.text, from, end);
    return line.word(start, skipWord(line.text, start, end));
  }

  private get keywordEnd(): number {
    const { line, from, keyword } = this;
    return keyword.text === '' ? from : skipSpaces(line.text, from, line.length) + keyword.text.length;
  }

  get name(): string {
    if (this.nameText === undefined) {
      const { line, from, plainKeywordEnd: end } = this;
      const { text } = line.source;
      const keyword = end < 0 ? this.keyword.text : text.slice(skipSpaces(text, line.start + from, end), end);
      this.nameText = nameOf(keyword);
    }
    return this.nameText;
  }

  get flags(): readonly Flag[] {
    if (this.flagList === undefined) {
      const plainEnd = this.plainKeywordEnd;
      if (plainEnd >= 0) {
        const { source, start, headEnd } = this.line;
        const rest = skipSpaces(source.text, plainEnd, headEnd);
        if (source.text.charCodeAt(rest) !== DASH) {
          this.restFrom = rest - start;
          this.flagList = noFlags;
          return noFlags;
        }
      }
      const { text } = this.line;
      const from = this.keywordEnd;
      const end = trimEnd(text, from, text.length);
      const { flags, rest } = leadingFlags(this.line, skipBlanks(text, from, end), end, this.line.source.escapeCode);
      this.flagList = flags;
      this.restFrom = skipSpaces(text, Math.min(rest, end), end);
    }
    return this.flagList;
  }

  get restIndex(): number {
    return this.flags === undefined ? 0 : this.restFrom;
  }

  get mayBeArray(): boolean {
    const { line, restIndex } = this;
    const at = line.start + restIndex;
    const code = at < line.headEnd ? line.source.text.charCodeAt(at) : line.text.charCodeAt(restIndex);
    return code === OPEN_BRACKET;
  }

  get rest(): Word {
    if (this.restWord === undefined) {
      const { line, restIndex } = this;
      const end = trimEnd(line.text, restIndex, line.text.length);
      this.restWord = end > restIndex ? line.word(restIndex, end) : line.emptyWord(restIndex);
    }
    return this.restWord;
  }

  get args(): Arguments {
    this.argumentsNode ??= this.parseArguments();
    return this.argumentsNode;
  }

  private parseArguments(): Arguments {
    const { line, restIndex: from } = this;
    const to = trimEnd(line.text, from, line.text.length);
    if (to <= from) return noArguments;
    switch (this.name) {
      case 'RUN':
      case 'CMD':
      case 'ENTRYPOINT':
      case 'SHELL':
        return this.execOr(from, to, 'text');
      case 'ADD':
      case 'COPY':
      case 'VOLUME':
        return this.execOr(from, to, 'words');
      case 'MAINTAINER':
      case 'STOPSIGNAL':
      case 'USER':
      case 'WORKDIR':
        return { kind: 'text', text: this.rest, index: from };
      case 'ENV':
      case 'LABEL':
      case 'ARG': {
        const pairs = splitPairs(line, from, to, line.source.escapeCode, this.name !== 'ARG');
        return pairs.length > 0 ? { kind: 'pairs', pairs } : noArguments;
      }
      case 'HEALTHCHECK': {
        const end = healthcheckTypeEnd(line.text, from, to);
        const next = skipSpaces(line.text, end, to);
        const command = next === to ? noArguments : this.execOr(next, to, 'text');
        return { kind: 'healthcheck', type: line.word(from, end), command };
      }
      case 'ONBUILD':
        if (this.depth >= maxDepth) return { kind: 'text', text: this.rest, index: from };
        return { kind: 'onbuild', instruction: this.nested(from) };
      default:
        return { kind: 'words', words: splitWords(line, from, to) };
    }
  }

  private execOr(from: number, to: number, kind: 'text' | 'words'): Arguments {
    const line = this.line;
    const array = jsonArray(line, from, to);
    if (array) return { kind: 'exec', items: array.items, invalid: array.invalid, span: line.spanOf(from, to) };
    if (kind === 'words') return { kind, words: splitWords(line, from, to) };
    return { kind, text: from === this.restFrom ? this.rest : line.word(from, to), index: from };
  }

  private nested(from: number): InstructionNode {
    return new NestedNode(this, from, this.extras);
  }

  /** True when heredocs may stand on the line: ADD, COPY and RUN, also behind one ONBUILD, in other than JSON form. */
  get takesHeredocs(): boolean {
    if (this.name === 'ONBUILD') {
      if (this.parent !== undefined || this.restIndex === this.line.length) return false;
      return this.args.kind === 'onbuild' && this.nested(this.restIndex).takesHeredocs;
    }
    return (this.name === 'RUN' || this.name === 'COPY' || this.name === 'ADD') && this.args.kind !== 'exec';
  }

  /** Takes the heredocs that the parser read below the line. */
  attach(heredocs: readonly Heredoc[], end: number, endLine: number): void {
    const { comments, hasBlankLines } = this.extras;
    this.extras = { comments, heredocs, heredocLines: endLine - this.lastLine, hasBlankLines };
    this.end = end;
    this.argumentsNode = undefined;
  }
}

/** The instruction behind an ONBUILD, on the same logical line. */
class NestedNode extends InstructionNode {
  override readonly start: number;
  private readonly level: number;

  constructor(
    private readonly outer: InstructionNode,
    private readonly begin: number,
    extras: Extras,
  ) {
    super(outer.line, outer.index, outer.startLine, outer.lastLine, extras);
    this.start = outer.line.offsetAt(begin);
    this.end = outer.end;
    this.level = outer.depth + 1;
  }

  override get parent(): InstructionNode {
    return this.outer;
  }

  protected override get from(): number {
    return this.begin;
  }

  override get depth(): number {
    return this.level;
  }
}

/** Those of the physical lines `first` to `last` that hold nothing but white space. */
function blankLines({ text, lineStarts }: Source, first: number, last: number): Span[] {
  const spans: Span[] = [];
  for (let line = first; line <= last; line++) {
    const start = lineStarts[line] ?? text.length;
    const next = lineStarts[line + 1];
    let end = next === undefined ? text.length : next - 1;
    if (skipSpaces(text, start, end) < end) continue;
    while (end > start && text.charCodeAt(end - 1) === CR) end--;
    spans.push({ start, end });
  }
  return spans;
}

/** The first white space after the type, byte-wise in BuildKit; the type is CMD or NONE, so plain characters decide. */
function healthcheckTypeEnd(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && skipSpaces(text, i, i + 1) === i) i++;
  return i;
}
