import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import type { Comment, Span } from '../parser/nodes';
import { positionAt } from './positions';

/** What can be folded: stages, instructions and heredocs of several lines, blocks of comments, `#region`s. */
export function foldingRanges(file: Dockerfile): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const seen = new Set<string>();
  const add = ({ start, end }: Span, kind?: FoldingRangeKind) => {
    const startLine = positionAt(file.tree, start).line;
    const endLine = positionAt(file.tree, end).line;
    const key = `${startLine}-${endLine}`;
    if (endLine <= startLine || seen.has(key)) return;
    seen.add(key);
    ranges.push({ startLine, endLine, ...(kind && { kind }) });
  };
  for (const { from, instructions } of file.stages) {
    add({ start: from.start, end: instructions.at(-1)?.end ?? from.end });
  }
  for (const instruction of file.tree.instructions) {
    add(instruction);
    const owner = instruction.args.kind === 'onbuild' ? instruction.args.instruction : instruction;
    for (const { body, terminator } of owner.heredocs) {
      add({ start: Math.max(0, body.start - 1), end: terminator?.end ?? body.end });
    }
  }
  for (const block of commentBlocks(file)) add(block, FoldingRangeKind.Comment);
  for (const region of regions(file.tree.comments)) add(region, FoldingRangeKind.Region);
  return ranges;
}

function commentBlocks({ tree }: Dockerfile): Span[] {
  const blocks: Span[] = [];
  let block: { start: number; end: number; line: number } | undefined;
  for (const { start, end, line } of tree.comments) {
    if (block && line === block.line + 1) {
      block.end = end;
      block.line = line;
    } else {
      block = { start, end, line };
      blocks.push(block);
    }
  }
  return blocks;
}

function regions(comments: readonly Comment[]): Span[] {
  const open: Comment[] = [];
  const found: Span[] = [];
  for (const comment of comments) {
    if (/^region\b/.test(comment.text)) open.push(comment);
    const start = /^endregion\b/.test(comment.text) ? open.pop() : undefined;
    if (start) found.push({ start: start.start, end: comment.end });
  }
  return found;
}
