import { BOM, CR, isSpace, LF } from './chars';
import { InstructionNode } from './instruction';
import type { Arguments, Comment, Directive, Instruction, Span, Tree } from './nodes';

/**
 * What a piece of the text is. `text` is a shell command or another argument that is one string, `string` an item of a JSON
 * array, `punctuation` its brackets and commas and the `--` that ends flags, `continuation` the escape token at the end of a
 * line, `break` a line break (LF, CRLF).
 */
export type PieceKind =
  | 'bom'
  | 'directive'
  | 'comment'
  | 'keyword'
  | 'flag'
  | 'word'
  | 'text'
  | 'string'
  | 'punctuation'
  | 'heredocMarker'
  | 'heredocBody'
  | 'heredocEnd'
  | 'continuation'
  | 'blank'
  | 'break';

/** A stretch of the document of one kind. Never empty; one that is continued over lines is one piece per line. */
export interface Piece extends Span {
  readonly kind: PieceKind;
}

/** The whole text as contiguous pieces in order. Computed on every call. */
export function piecesOf(tree: Tree): Piece[] {
  return new Cutter(tree).run();
}

class Cutter {
  private readonly pieces: Piece[] = [];
  private readonly remarks: readonly (Comment | Directive)[];
  private remark = 0;
  private pos = 0;

  constructor(private readonly tree: Tree) {
    this.remarks = [...tree.directives, ...tree.comments].sort((a, b) => a.start - b.start);
  }

  run(): Piece[] {
    for (const node of this.tree.instructions) {
      if (node instanceof InstructionNode) this.instruction(node);
    }
    this.between(this.tree.text.length);
    return this.pieces;
  }

  private emit(kind: PieceKind, end: number): void {
    if (end > this.pos) this.pieces.push({ kind, start: this.pos, end });
    this.pos = Math.max(this.pos, end);
  }

  /** What stands outside of instructions, and between the lines of a continued one. */
  private between(to: number): void {
    const { text } = this.tree;
    while (this.pos < to) {
      const remark = this.remarks[this.remark];
      const code = text.charCodeAt(this.pos);
      if (remark !== undefined && remark.start === this.pos) {
        this.emit(remark.kind, remark.end);
        this.remark++;
      } else if (isSpace(code)) this.space(to);
      else this.emit(this.pos === 0 && code === BOM ? 'bom' : 'continuation', this.pos + 1);
    }
  }

  /** A line break, or white space up to the next one. */
  private space(to: number): void {
    const { text } = this.tree;
    let i = this.pos;
    while (i < to && text.charCodeAt(i) === CR) i++;
    if (i < to && text.charCodeAt(i) === LF) {
      this.emit('break', i + 1);
      return;
    }
    while (i < to && text.charCodeAt(i) !== LF && isSpace(text.charCodeAt(i))) i++;
    if (i < to && text.charCodeAt(i) === LF) while (i > this.pos + 1 && text.charCodeAt(i - 1) === CR) i--;
    this.emit('blank', i);
  }

  private instruction(node: InstructionNode): void {
    const leaves = leavesOf(node);
    const ranges = node.line.ranges();
    let leaf = 0;
    for (let i = 0; i < ranges.length; i += 2) {
      const end = ranges[i + 1] ?? 0;
      this.between(ranges[i] ?? 0);
      while (this.pos < end) {
        let next = leaves[leaf];
        while (next !== undefined && next.end <= this.pos) next = leaves[++leaf];
        if (next === undefined || next.start > this.pos) this.gap(Math.min(next?.start ?? end, end));
        else this.emit(next.kind, Math.min(next.end, end));
      }
    }
    for (const { body, terminator } of node.heredocs) {
      this.between(body.start);
      this.emit('heredocBody', body.end);
      if (terminator) this.between(terminator.start);
      if (terminator) this.emit('heredocEnd', terminator.end);
    }
  }

  /** What separates the words of an instruction. */
  private gap(to: number): void {
    const { text } = this.tree;
    while (this.pos < to) {
      const blank = isSpace(text.charCodeAt(this.pos));
      let i = this.pos;
      while (i < to && isSpace(text.charCodeAt(i)) === blank) i++;
      this.emit(blank ? 'blank' : 'punctuation', i);
    }
  }
}

/** Keyword, flags and arguments in order, as spans of the document that may reach over continuations. */
function leavesOf(node: Instruction): Piece[] {
  const leaves: Piece[] = [];
  const add = (kind: PieceKind, { start, end }: Span) => leaves.push({ kind, start, end });
  const addArguments = (args: Arguments): void => {
    switch (args.kind) {
      case 'text':
        add('text', args.text);
        break;
      case 'words':
        for (const word of args.words) add('word', word);
        break;
      case 'exec':
        for (const item of args.items) add('string', item);
        break;
      case 'pairs':
        for (const pair of args.pairs) {
          if (pair.form === 'legacy' && pair.value) {
            add('word', pair.name);
            add('word', pair.value);
          } else add('word', pair);
        }
        break;
      case 'healthcheck':
        add('word', args.type);
        addArguments(args.command);
        break;
      default:
    }
  };
  for (let inner: Instruction | undefined = node; inner; inner = triggerOf(inner)) {
    add('keyword', inner.keyword);
    for (const flag of inner.flags) add('flag', flag);
    addArguments(inner.args);
  }
  return withMarkers(leaves, node);
}

function triggerOf({ args }: Instruction): Instruction | undefined {
  return args.kind === 'onbuild' ? args.instruction : undefined;
}

/** Cuts the heredoc markers out of the leaves that hold them. */
function withMarkers(leaves: readonly Piece[], { heredocs }: Instruction): Piece[] {
  const out: Piece[] = [];
  let next = 0;
  for (const leaf of leaves) {
    let start = leaf.start;
    for (let marker = heredocs[next]; marker && marker.start < leaf.end; marker = heredocs[++next]) {
      if (marker.start > start) out.push({ kind: leaf.kind, start, end: marker.start });
      out.push({ kind: 'heredocMarker', start: marker.start, end: marker.end });
      start = marker.end;
    }
    if (leaf.end > start) out.push({ kind: leaf.kind, start, end: leaf.end });
  }
  return out;
}
