import type { Dockerfile, Stage, StageUse } from '../../model/dockerfile';
import type { Explanation } from '../explanation';
import { type Target, touches } from '../locate';
import { code, paragraphs, text } from '../markdown';

/** Explains a place that names a stage: FROM, --from, and from= of mounts. */
export function stageHover(file: Dockerfile, offset: number): Explanation | undefined {
  const use = file.stageUses.find((candidate) => candidate.stage && touches(candidate, offset));
  return use?.stage && { span: { start: use.start, end: use.end }, markdown: describeStage(file, use.stage) };
}

/** Explains the name that a FROM gives its stage. */
export function stageNameHover(
  file: Dockerfile,
  { instruction, index, span }: Extract<Target, { kind: 'argument' }>,
): Explanation | undefined {
  if (instruction.name !== 'FROM' || index === 0) return undefined;
  const stage = file.stageOf(instruction);
  if (!stage) return undefined;
  if (index === 1) return { span, markdown: '`AS` gives the stage a name, for `COPY --from`, `FROM` and `--target`.' };
  return { span, markdown: describeStage(file, stage) };
}

function describeStage(file: Dockerfile, stage: Stage): string {
  const name = stage.name === undefined ? `Stage ${stage.index}` : `Stage ${code(stage.name)}`;
  const keywords = [...new Set(stage.instructions.map((instruction) => instruction.name))];
  const last = file.stages.length - 1;
  return paragraphs(
    `**${name}** (number ${stage.index}) starts from ${code(stage.base.raw)}.`,
    keywords.length > 0 && `${stage.instructions.length} instructions: ${keywords.map(text).join(', ')}.`,
    usedBy(file, stage),
    stage.index === last && 'The last stage: it is what `docker build` makes unless `--target` says otherwise.',
    !stage.reachable && 'The last stage does not need it: it is built only for a `--target` that does.',
  );
}

function usedBy(file: Dockerfile, stage: Stage): string | undefined {
  const uses = file.stageUses.filter((use) => use.stage === stage);
  if (uses.length === 0) return undefined;
  return `Used in ${uses.map((use) => place(use)).join(', ')}.`;
}

function place({ instruction, kind }: StageUse): string {
  const how = kind === 'from' ? 'FROM' : kind === 'copy-from' ? `${instruction.name} --from` : 'RUN --mount';
  return `${code(how)} (line ${instruction.startLine + 1})`;
}
