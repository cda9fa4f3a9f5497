import type { Dockerfile } from '../../model/dockerfile';
import type { Instruction } from '../../parser/nodes';
import { lineBreakOf, nextInStage } from '../../rules/instruction-edits';
import { chainLinks } from './chain';
import { hasComments, type Refactor } from './refactoring';

/** Joins a RUN with the one below it. */
export const mergeRuns: Refactor = ({ file, instruction }) => {
  const next = nextInStage(file, instruction);
  if (!next || !isPlainChain(file, instruction) || !isPlainChain(file, next)) return [];
  const flags = (one: Instruction) => one.flags.map(({ text }) => text).join(' ');
  if (flags(instruction) !== flags(next) || next.comments.length > 0) return [];
  if (instruction.args.kind !== 'text' || next.args.kind !== 'text') return [];
  const text = ` && ${file.tree.escape}${lineBreakOf(file.text)}    `;
  const changes = [{ start: instruction.args.text.end, end: next.args.text.start, text }];
  return [{ title: 'Join with the RUN below', kind: 'refactor.rewrite', changes }];
};

function isPlainChain(file: Dockerfile, instruction: Instruction): boolean {
  const { name, args, heredocs, parent } = instruction;
  return (
    name === 'RUN' &&
    args.kind === 'text' &&
    heredocs.length === 0 &&
    parent === undefined &&
    !hasComments(file, instruction) &&
    chainLinks(args.text.text) !== undefined
  );
}
