import type { Position, Range } from 'vscode-languageserver-types';
import type { Span, Tree } from '../parser/nodes';

/**
 * The only place where offsets and LSP positions meet. LSP also ends lines at a lone CR, which BuildKit and so the tree
 * do not.
 */
const byTree = new WeakMap<Tree, readonly number[]>();

function lineStarts(tree: Tree): readonly number[] {
  let starts = byTree.get(tree);
  if (!starts) {
    starts = /\r(?!\n)/.test(tree.text) ? startsWithLoneReturns(tree.text) : tree.lineStarts;
    byTree.set(tree, starts);
  }
  return starts;
}

function startsWithLoneReturns(text: string): number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** The offset of a position; positions outside the document are moved to the nearest end of line or document. */
export function offsetAt(tree: Tree, { line, character }: Position): number {
  const starts = lineStarts(tree);
  if (line < 0) return 0;
  const start = starts[line];
  if (start === undefined) return tree.text.length;
  let end = starts[line + 1] ?? tree.text.length;
  while (end > start && (tree.text[end - 1] === '\n' || tree.text[end - 1] === '\r')) end -= 1;
  return Math.min(start + Math.max(0, character), end);
}

/** The position of an offset within the document. */
export function positionAt(tree: Tree, offset: number): Position {
  const starts = lineStarts(tree);
  let low = 0;
  let high = starts.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}

/** The range of a span. */
export function rangeOf(tree: Tree, { start, end }: Span): Range {
  return { start: positionAt(tree, start), end: positionAt(tree, end) };
}

/** The span of a range. */
export function spanOf(tree: Tree, { start, end }: Range): Span {
  return { start: offsetAt(tree, start), end: offsetAt(tree, end) };
}

/** The first offset of an LSP line; the end of the document for lines below it. */
export function lineStart(tree: Tree, line: number): number {
  return lineStarts(tree)[line] ?? tree.text.length;
}
