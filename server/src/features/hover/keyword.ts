import { instructionSpec } from '../../instructions/registry';
import type { Dockerfile } from '../../model/dockerfile';
import type { Instruction } from '../../parser/nodes';
import type { Explanation } from '../explanation';
import { block, link, paragraphs } from '../markdown';
import { processMeaning, startText, stateText } from './state';

/** Explains an instruction: for CMD and ENTRYPOINT first what runs at start, then what it does, last the state after it. */
export function keywordHover(file: Dockerfile, instruction: Instruction, state: boolean): Explanation | undefined {
  const spec = instructionSpec(instruction.name);
  if (!spec) return undefined;
  const starts = instruction.name === 'CMD' || instruction.name === 'ENTRYPOINT';
  const stage = file.stageOf(instruction);
  const own = instruction.parent === undefined && stage !== undefined;
  const start = starts && own && startText(file.configOf(stage));
  return {
    span: instruction.keyword,
    markdown: paragraphs(
      `**${spec.keyword}** ${spec.summary}`,
      spec.deprecated && `**Deprecated.** ${spec.deprecated}`,
      start && paragraphs(start, processMeaning(instruction, file.configOf(stage))),
      block(spec.syntax.join('\n')),
      spec.docs,
      block(spec.example),
      spec.expansion,
      state && own && stateText(file.configAfter(instruction)),
      link('Reference', spec.url),
    ),
  };
}
