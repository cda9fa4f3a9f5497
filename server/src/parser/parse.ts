import { BACKSLASH, BOM, CR, HASH, SPACE, skipSpaces, TAB, trimEnd, utf8Length } from './chars';
import { DirectiveReader } from './directives';
import { heredocMarkers, type Marker } from './heredoc';
import { InstructionNode, noExtras } from './instruction';
import { Line, type Source } from './lines';
import type { Comment, Directive, EscapeToken, Heredoc, Instruction, Span, SyntaxProblem, Tree } from './nodes';
import { parserProblems } from './problems';

/** The most bytes that BuildKit reads as one line, without its line break. */
const maxLineBytes = 65535;

/**
 * Parses a Dockerfile as BuildKit does, but goes on after every error. Never throws; linear time. Words are taken apart
 * when they are first asked for.
 */
export function parse(text: string): Tree {
  return new Parser(text).run();
}

/** A copy of a short list, which takes just the room that it needs: there are many of them. */
function trimmed(list: number[]): number[] {
  return list.length < 32 ? list.slice() : list;
}

class CommentNode implements Comment {
  constructor(
    private readonly source: string,
    readonly start: number,
    readonly end: number,
    readonly line: number,
    readonly indented: boolean,
    readonly inside: boolean,
  ) {}

  get kind(): 'comment' {
    return 'comment';
  }

  get text(): string {
    const from = skipSpaces(this.source, this.start + 1, this.end);
    return this.source.slice(from, trimEnd(this.source, from, this.end));
  }
}

class TreeNode implements Tree {
  readonly text: string;
  readonly lineStarts: readonly number[];
  readonly escape: EscapeToken;
  readonly directives: readonly Directive[];
  readonly comments: readonly Comment[];
  readonly instructions: readonly Instruction[];
  private allProblems: readonly SyntaxProblem[] | undefined;

  constructor(
    tree: Omit<Tree, 'problems'>,
    private readonly found: readonly SyntaxProblem[],
  ) {
    this.text = tree.text;
    this.lineStarts = tree.lineStarts;
    this.escape = tree.escape;
    this.directives = tree.directives;
    this.comments = tree.comments;
    this.instructions = tree.instructions;
  }

  get problems(): readonly SyntaxProblem[] {
    this.allProblems ??= parserProblems(this, this.found);
    return this.allProblems;
  }
}

class Parser {
  private readonly lineStarts: number[] = [0];
  private readonly source: Source;
  private readonly comments: CommentNode[] = [];
  private readonly instructions: InstructionNode[] = [];
  private readonly problems: SyntaxProblem[] = [];
  private readonly directives: DirectiveReader;
  /** Index of the first comment that belongs to the next instruction. */
  private pending = 0;
  /** Offset of a `<` that is not before the current line. */
  private lessThan = -1;

  /** The current physical line: number, bounds without line break, and where the next one begins. */
  private line = -1;
  private start = 0;
  private end = 0;
  private next = 0;

  constructor(private readonly text: string) {
    this.directives = new DirectiveReader(text);
    this.source = { text, lineStarts: this.lineStarts, escapeCode: BACKSLASH };
  }

  run(): Tree {
    const { text } = this;
    while (this.readLine()) {
      const first = skipSpaces(text, this.start, this.end);
      if (first < this.end && text.charCodeAt(first) === HASH) this.commentOrDirective(first);
      else {
        if (this.directives.active) this.endDirectives();
        if (first < this.end) this.instruction(first);
      }
    }
    const { directives, problems } = this.directives;
    const found = problems.length > 0 ? [...problems, ...this.problems] : this.problems;
    const { lineStarts, comments, instructions } = this;
    const tree = { text, lineStarts, escape: this.directives.escape, directives, comments, instructions };
    return new TreeNode(tree, found);
  }

  /** Moves to the next physical line; false at the end of the text. Only LF ends a line; trailing CRs are not part of it. */
  private readLine(): boolean {
    const { text } = this;
    if (this.next >= text.length) return false;
    this.line++;
    this.start = this.next;
    const lf = text.indexOf('\n', this.start);
    let end = lf < 0 ? text.length : lf;
    if (lf >= 0) this.lineStarts.push(lf + 1);
    this.next = lf < 0 ? text.length : lf + 1;
    if (end - this.start > maxLineBytes / 3) this.checkLength(this.start, end);
    while (end > this.start && text.charCodeAt(end - 1) === CR) end--;
    if (this.line === 0 && text.charCodeAt(0) === BOM) this.start = 1;
    this.end = end;
    return true;
  }

  private checkLength(start: number, end: number): void {
    if (utf8Length(this.text, start, end) <= maxLineBytes) return;
    const message = `Line too long: BuildKit reads at most ${maxLineBytes} bytes (dockerfile line greater than max allowed size of ${maxLineBytes}).`;
    this.problems.push({ code: 'LineTooLong', message, start, end });
  }

  private commentOrDirective(hash: number): void {
    if (this.directives.active) {
      const isDirective = this.directives.read(this.start, hash, this.end);
      if (!this.directives.active) this.endDirectives();
      if (isDirective) return;
    }
    const comment = this.comment(hash, false);
    if (comment.end === comment.start + 1 && !comment.indented) this.pending = this.comments.length;
  }

  private endDirectives(): void {
    this.directives.stop();
    this.source.escapeCode = this.directives.escape.charCodeAt(0);
  }

  private comment(hash: number, inside: boolean): CommentNode {
    const end = trimEnd(this.text, hash, this.end);
    const comment = new CommentNode(this.text, hash, end, this.line, hash > this.start, inside);
    this.comments.push(comment);
    return comment;
  }

  /** End of the current line's text when it is continued; -1 when it is not. */
  private continuedAt(from: number): number {
    const { text } = this;
    const { escapeCode } = this.source;
    let i = this.end - 1;
    while (i >= from) {
      const code = text.charCodeAt(i);
      if (code !== SPACE && code !== TAB) break;
      i--;
    }
    if (i < from || text.charCodeAt(i) !== escapeCode) return -1;
    return i > from && text.charCodeAt(i - 1) === escapeCode ? -1 : i;
  }

  private instruction(first: number): void {
    const { text } = this;
    const startLine = this.line;
    const comments = this.pending < this.comments.length ? this.comments.slice(this.pending) : noExtras.comments;
    let start = first;
    let length = 0;
    let breaks: number[] | undefined;
    let hasBlankLines = false;
    let cut = this.continuedAt(first);
    let end = cut < 0 ? this.end : cut;
    while (cut >= 0 && this.readLine()) {
      const from = skipSpaces(text, this.start, this.end);
      if (from === this.end) hasBlankLines = true;
      else if (text.charCodeAt(from) === HASH) this.comment(from, true);
      else {
        cut = this.continuedAt(this.start);
        const segmentEnd = cut < 0 ? this.end : cut;
        if (segmentEnd === this.start) continue;
        if (end === start) start = this.start;
        else {
          length += end - (breaks?.[breaks.length - 1] ?? start);
          breaks ??= [];
          breaks.push(length, this.start);
        }
        end = segmentEnd;
      }
    }
    const line = new Line(this.source, start, end, breaks && trimmed(breaks));
    const isPlain = comments === noExtras.comments && !hasBlankLines;
    const { heredocs } = noExtras;
    const extras = isPlain ? noExtras : { comments, heredocs, heredocLines: 0, hasBlankLines };
    const node = new InstructionNode(line, this.instructions.length, startLine, this.line, extras);
    this.instructions.push(node);
    if (this.hasLessThan(start, end) && line.text.includes('<<') && node.takesHeredocs) this.heredocs(node);
    this.pending = this.comments.length;
  }

  /** Whether `<` occurs in the range; ranges are asked for in ascending order, so the search is linear in total. */
  private hasLessThan(start: number, end: number): boolean {
    if (this.lessThan < start) {
      this.lessThan = this.text.indexOf('<', start);
      if (this.lessThan < 0) this.lessThan = this.text.length;
    }
    return this.lessThan < end;
  }

  private heredocs(node: InstructionNode): void {
    const markers = heredocMarkers(node.line.text);
    if (markers.length === 0) return;
    const heredocs = markers.map((marker) => this.heredoc(node, marker));
    const last = heredocs[heredocs.length - 1];
    node.attach(heredocs, last?.terminator?.end ?? this.text.length, this.line);
    const open = heredocs.find((heredoc) => heredoc.terminator === undefined);
    if (open) {
      const message = `Unterminated heredoc: no line reads ${open.name}, so everything below is taken as its content.`;
      this.problems.push({ code: 'UnterminatedHeredoc', message, start: open.start, end: open.end });
    }
  }

  /** Reads the lines of one heredoc. */
  private heredoc(node: InstructionNode, marker: Marker): Heredoc {
    const { text } = this;
    const { name, chomp, expand, fd } = marker;
    const bodyStart = this.next;
    let bodyEnd = text.length;
    let terminator: Span | undefined;
    while (terminator === undefined && this.readLine()) {
      let from = this.start;
      if (chomp) while (from < this.end && text.charCodeAt(from) === TAB) from++;
      if (this.end - from === name.length && text.startsWith(name, from)) {
        bodyEnd = this.start;
        terminator = { start: from, end: this.end };
      }
    }
    const word = node.line.word(marker.from, marker.to);
    return {
      start: word.start,
      end: word.end,
      marker: word.text,
      name,
      nameSpan: node.line.spanOf(marker.nameFrom, marker.to),
      chomp,
      expand,
      fd,
      body: { start: Math.min(bodyStart, bodyEnd), end: bodyEnd },
      terminator,
    };
  }
}
