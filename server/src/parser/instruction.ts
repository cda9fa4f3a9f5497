import { skipBlanks, skipSpaces, skipWord, trimEnd } from './chars';
import { jsonArray } from './exec';
import { leadingFlags } from './flags';
import type { Line } from './lines';
import type { Arguments, Comment, Flag, Heredoc, Instruction, Span, Word } from './nodes';
import { splitPairs, splitWords } from './words';

const noArguments: Arguments = { kind: 'none' };
const noHeredocs: readonly Heredoc[] = [];
const noComments: readonly Comment[] = [];

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

/** Where an instruction stands in the document. */
export interface Place {
  readonly line: Line;
  readonly escapeCode: number;
  readonly index: number;
  readonly startLine: number;
  readonly lastLine: number;
  readonly comments: readonly Comment[] | undefined;
  readonly emptyContinuations: readonly Span[];
}

/**
 * An instruction whose parts are computed at their first use: a file is taken apart into lines at once, into words only
 * where somebody looks.
 */
export class InstructionNode implements Instruction {
  readonly start: number;
  end: number;
  readonly line: Line;
  readonly index: number;
  readonly startLine: number;
  readonly lastLine: number;
  endLine: number;
  readonly comments: readonly Comment[];
  readonly emptyContinuations: readonly Span[];
  heredocs: readonly Heredoc[] = noHeredocs;

  private readonly escapeCode: number;
  private nameText: string | undefined;
  private keywordWord: Word | undefined;
  private keywordEnd = 0;
  private flagList: readonly Flag[] | undefined;
  private restFrom = 0;
  private restWord: Word | undefined;
  private argumentsNode: Arguments | undefined;

  /**
   * @param from index of the logical line where the instruction begins: behind ONBUILD for a nested one
   */
  constructor(
    place: Place,
    private readonly from: number,
    readonly parent: InstructionNode | undefined,
  ) {
    this.line = place.line;
    this.escapeCode = place.escapeCode;
    this.index = place.index;
    this.startLine = place.startLine;
    this.lastLine = place.lastLine;
    this.endLine = place.lastLine;
    this.comments = place.comments ?? noComments;
    this.emptyContinuations = place.emptyContinuations;
    this.start = parent ? place.line.offsetAt(from) : place.line.trimmedStart();
    this.end = place.line.trimmedEnd();
  }

  get kind(): 'instruction' {
    return 'instruction';
  }

  get keyword(): Word {
    if (this.keywordWord === undefined) {
      const text = this.line.text;
      const start = skipSpaces(text, this.from, text.length);
      this.keywordEnd = skipWord(text, start, trimEnd(text, start, text.length));
      this.keywordWord = this.line.word(start, this.keywordEnd);
    }
    return this.keywordWord;
  }

  get name(): string {
    this.nameText ??= nameOf(this.keyword.text);
    return this.nameText;
  }

  get flags(): readonly Flag[] {
    if (this.flagList === undefined) {
      const text = this.line.text;
      const end = trimEnd(text, this.keyword.text === '' ? this.from : this.keywordEnd, text.length);
      const { flags, rest } = leadingFlags(this.line, skipBlanks(text, this.keywordEnd, end), end, this.escapeCode);
      this.flagList = flags;
      this.restFrom = skipSpaces(text, Math.min(rest, end), end);
    }
    return this.flagList;
  }

  get restIndex(): number {
    return this.flags === undefined ? 0 : this.restFrom;
  }

  get rest(): Word {
    const from = this.restIndex;
    const text = this.line.text;
    this.restWord ??= this.line.word(from, trimEnd(text, from, text.length));
    return this.restWord;
  }

  get args(): Arguments {
    this.argumentsNode ??= this.parseArguments();
    return this.argumentsNode;
  }

  private parseArguments(): Arguments {
    const from = this.restIndex;
    const to = from + this.rest.text.length;
    if (from === to) return noArguments;
    const line = this.line;
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
        const pairs = splitPairs(line, from, to, this.escapeCode, this.name !== 'ARG');
        return pairs.length > 0 ? { kind: 'pairs', pairs } : noArguments;
      }
      case 'HEALTHCHECK': {
        const end = healthcheckTypeEnd(line.text, from, to);
        const next = skipSpaces(line.text, end, to);
        const command = next === to ? noArguments : this.execOr(next, to, 'text');
        return { kind: 'healthcheck', type: line.word(from, end), command };
      }
      case 'ONBUILD':
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
    const { line, escapeCode, index, startLine, lastLine, comments, emptyContinuations } = this;
    const place = { line, escapeCode, index, startLine, lastLine, comments, emptyContinuations };
    const node = new InstructionNode(place, from, this);
    node.heredocs = this.heredocs;
    node.end = this.end;
    node.endLine = this.endLine;
    return node;
  }

  /** True when heredocs may stand on the line: ADD, COPY and RUN, also behind one ONBUILD, in other than JSON form. */
  get takesHeredocs(): boolean {
    if (this.name === 'ONBUILD') {
      if (this.parent !== undefined || this.restIndex === this.line.length) return false;
      return this.args.kind === 'onbuild' && this.nested(this.restIndex).takesHeredocs;
    }
    return (this.name === 'RUN' || this.name === 'COPY' || this.name === 'ADD') && this.args.kind !== 'exec';
  }

  /** Takes the heredocs that the parser read; must come before the first use of an ONBUILD's nested instruction. */
  attach(heredocs: readonly Heredoc[], end: number, endLine: number): void {
    this.heredocs = heredocs;
    this.end = end;
    this.endLine = endLine;
    this.argumentsNode = undefined;
  }
}

/** The first white space after the type, byte-wise in BuildKit; the type is CMD or NONE, so plain characters decide. */
function healthcheckTypeEnd(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && skipSpaces(text, i, i + 1) === i) i++;
  return i;
}
