import type { Flag, Instruction, Span, Tree } from '../parser/nodes';
import type { Stage, StageBase, StageUse } from './dockerfile';
import type { Expansion } from './expand';
import { argumentWords, type ExpandableWord } from './expandable';
import { imageReference } from './image-reference';
import { mountField, mountsOf } from './mounts';
import { inFlagValue, keywordSpan } from './positions';
import { triggersOf } from './variables';

/** The instructions before the first FROM, and each FROM with what follows it. */
export interface Outline {
  readonly preamble: readonly Instruction[];
  readonly parts: readonly { readonly from: Instruction; readonly instructions: readonly Instruction[] }[];
}

/** Cuts a file at its FROMs. */
export function outlineOf(tree: Tree): Outline {
  const { instructions } = tree;
  const starts = instructions.filter(({ name }) => name === 'FROM');
  // A slice takes just the room that it needs.
  const parts = starts.map((from, i) => {
    return { from, instructions: instructions.slice(from.index + 1, starts[i + 1]?.index) };
  });
  return { preamble: instructions.slice(0, starts[0]?.index), parts };
}

/** The name that a FROM gives its stage, lower-cased as BuildKit stores it. */
export function stageNameOf(from: Instruction): { readonly name: string; readonly span: Span } | undefined {
  const words = from.args.kind === 'words' ? from.args.words : [];
  const [, as, name] = words;
  if (words.length !== 3 || as?.text.toUpperCase() !== 'AS' || !name) return undefined;
  return { name: name.text.toLowerCase(), span: { start: name.start, end: name.end } };
}

/**
 * Resolves the bases of all stages: an earlier stage of that name, compared case-sensitively with the lower-cased names,
 * else an image. `reachable` holds for a build of `target`, or of the last stage.
 */
export function resolveStages(
  outline: Outline,
  expandBase: (word: ExpandableWord) => Expansion,
  target: string | undefined,
): readonly Stage[] {
  const byName = new Map<string, Stage>();
  const stages: MutableStage[] = [];
  for (const { from, instructions } of outline.parts) {
    const named = stageNameOf(from);
    const stage: MutableStage = {
      index: stages.length,
      name: named?.name,
      nameSpan: named?.span,
      from,
      base: baseOf(from, expandBase, byName),
      instructions,
      reachable: false,
    };
    stages.push(stage);
    if (named) byName.set(named.name, stage);
  }
  markReachable(stages, target === undefined ? stages.at(-1) : byName.get(target.toLowerCase()));
  return stages;
}

type MutableStage = Stage & { reachable: boolean };

function baseOf(
  from: Instruction,
  expandBase: (word: ExpandableWord) => Expansion,
  byName: ReadonlyMap<string, Stage>,
): StageBase {
  const [word] = argumentWords(from, 'base');
  if (!word) {
    return { raw: '', span: keywordSpan(from), text: undefined, kind: 'unknown', stage: undefined, image: undefined };
  }
  const { text, certainty, error } = expandBase(word);
  // Without a value for an open argument the base is what a build without it takes, if that makes sense at all.
  const usable = certainty === 'certain' || (certainty === 'open' && imageReference(text) !== undefined);
  const known = error === undefined && usable ? text : undefined;
  const stage = known === undefined ? undefined : byName.get(known);
  const image = known === undefined || known === 'scratch' || stage ? undefined : imageReference(known);
  const kind = stage ? 'stage' : known === 'scratch' ? 'scratch' : image ? 'image' : 'unknown';
  return { raw: word.raw, span: { start: word.start, end: word.end }, text: known, kind, stage, image };
}

/** All places that may name a stage, in document order (triggers at their ONBUILD), those before the first FROM too. */
export function findStageUses(stages: readonly Stage[], preamble: readonly Instruction[]): readonly StageUse[] {
  const find = stageFinder(stages);
  const early = preamble.flatMap((instruction) => usesOf(instruction, find));
  const uses: StageUse[] = early;
  for (const { base, from, instructions } of stages) {
    const { start, end } = base.span;
    uses.push({ start, end, text: base.text ?? base.raw, instruction: from, kind: 'from', stage: base.stage });
    for (const instruction of instructions) uses.push(...usesOf(instruction, find));
  }
  return uses;
}

const noUses: readonly StageUse[] = [];

type FindStage = (name: string, indexes: boolean) => Stage | undefined;

/** Looks stages up as `--from` does: by number where allowed, else by name in any case; the last of that name wins. */
export function stageFinder(stages: readonly Stage[]): FindStage {
  const byName = new Map<string, Stage>();
  for (const stage of stages) if (stage.name !== undefined) byName.set(stage.name, stage);
  return (name, indexes) => {
    if (indexes && isStageIndex(name)) return stages[Number(name)];
    return byName.get(name.toLowerCase());
  };
}

/** True for what Go's Atoi takes for a number. */
export function isStageIndex(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}

/** The value of `COPY --from`, with its place; undefined when absent or empty (the build context). */
export function copyFrom(
  instruction: Instruction,
): (Span & { readonly text: string; readonly flag: Flag }) | undefined {
  if (instruction.name !== 'COPY' && instruction.name !== 'ADD') return undefined;
  const flag = instruction.flags.findLast((candidate) => candidate.name === 'from');
  if (!flag?.value) return undefined;
  return { text: flag.value, flag, ...inFlagValue(instruction.line, flag)(0, flag.value.length) };
}

/** The stage uses of one instruction, of a trigger in it too. */
export function usesOf(instruction: Instruction, find: FindStage): readonly StageUse[] {
  if (instruction.flags.length === 0 && instruction.name !== 'ONBUILD') return noUses;
  if (instruction.name === 'ONBUILD') {
    return instruction.args.kind === 'onbuild' ? usesOf(instruction.args.instruction, find) : noUses;
  }
  const from = copyFrom(instruction);
  if (from) {
    const { text, start, end } = from;
    return [{ text, start, end, instruction, kind: 'copy-from', stage: find(text, true) }];
  }
  const uses: StageUse[] = [];
  for (const mount of mountsOf(instruction)) {
    const field = mountField(mount, 'from');
    if (!field?.value) continue;
    const span = mount.spanOf(field.valueStart, field.end);
    uses.push({ text: field.value, ...span, instruction, kind: 'mount-from', stage: find(field.value, false) });
  }
  return uses;
}

function markReachable(stages: readonly MutableStage[], target: Stage | undefined): void {
  const find = stageFinder(stages);
  const queue = target ? [target] : [];
  for (let stage = queue.pop(); stage; stage = queue.pop()) {
    const current = stages[stage.index];
    if (!current || current.reachable) continue;
    current.reachable = true;
    for (const needed of dependencies(stage, find)) queue.push(needed);
  }
}

/** The stages that a stage needs. */
function dependencies(stage: Stage, find: FindStage): readonly Stage[] {
  const { base } = stage;
  const triggers = base.stage ? triggersOf(base.stage) : [];
  const needed: Stage[] = base.stage ? [base.stage] : [];
  const add = (instruction: Instruction) => {
    for (const use of usesOf(instruction, find)) if (use.stage) needed.push(use.stage);
  };
  for (const trigger of triggers) add(trigger);
  for (const instruction of stage.instructions) if (instruction.name !== 'ONBUILD') add(instruction);
  return needed;
}
