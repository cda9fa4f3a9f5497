import type { Position, SelectionRange } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';
import { instructionTouching, locate, touches } from './locate';
import { offsetAt, rangeOf } from './positions';

/** For each position the growing selections around it: word, argument, instruction, stage, document. */
export function selectionRanges(file: Dockerfile, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = offsetAt(file.tree, position);
    const spans = nested(spansAround(file, offset).filter((span) => touches(span, offset)));
    return (
      spans.reduceRight<SelectionRange | undefined>(
        (parent, span) => ({ range: rangeOf(file.tree, span), ...(parent && { parent }) }),
        undefined,
      ) ?? { range: { start: position, end: position } }
    );
  });
}

function spansAround(file: Dockerfile, offset: number): Span[] {
  const spans: Span[] = [{ start: 0, end: file.text.length }];
  const target = locate(file, offset);
  if (target) spans.push(target.span);
  const outer = instructionTouching(file.tree, offset);
  if (!outer) return spans;
  const stage = file.stageOf(outer);
  if (stage) spans.push({ start: stage.from.start, end: stage.instructions.at(-1)?.end ?? stage.from.end });
  const [firstComment] = outer.comments;
  spans.push(outer);
  if (firstComment) spans.push({ start: firstComment.start, end: outer.end });
  addParts(file, outer, offset, spans);
  return spans;
}

function addParts(file: Dockerfile, instruction: Instruction, offset: number, spans: Span[]): void {
  const { args } = instruction;
  if (args.kind === 'onbuild') {
    spans.push(args.instruction);
    addParts(file, args.instruction, offset, spans);
    return;
  }
  spans.push(instruction.rest, ...instruction.flags, ...instruction.heredocs.map(({ body }) => body));
  if (args.kind === 'pairs') for (const pair of args.pairs) spans.push(pair.name, ...(pair.value ? [pair.value] : []));
  for (const use of file.variableUses) if (touches(use, offset)) spans.push(use, use.nameSpan);
  for (const command of file.scriptOf(instruction)?.commands ?? []) {
    if (touches(command, offset)) spans.push(command, command.nameWord, ...command.args);
  }
}

/** Shortest first, each within the next. */
function nested(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const span of sorted) {
    const last = chain.at(-1);
    if (last && last.start === span.start && last.end === span.end) continue;
    if (span.end === span.start) continue;
    if (!last || (span.start <= last.start && last.end <= span.end)) chain.push(span);
  }
  return chain;
}
