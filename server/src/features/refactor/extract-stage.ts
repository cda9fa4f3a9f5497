import { analyze } from '../../model/analyze';
import type { Dockerfile, Stage, StageUse } from '../../model/dockerfile';
import { isStageIndex } from '../../model/stages';
import type { Instruction } from '../../parser/nodes';
import { parse } from '../../parser/parse';
import { applyChanges } from '../../rules/fixes';
import { lineBreakOf } from '../../rules/instruction-edits';
import type { TextChange } from '../../rules/rule';
import { prefersLowerCase } from '../completion/place';
import { insertAbove } from './insert-above';
import type { Refactor } from './refactoring';

/** Names for new stages, the best first. */
const names = ['base', 'setup', 'common', 'prepared', 'base-2', 'setup-2', 'common-2', 'prepared-2'];

/**
 * Makes selected instructions a stage of their own, which what is below them in the stage builds from. The stage is cut
 * below the selection, and above it too where something stands there; its last part keeps its name.
 */
export const extractStage: Refactor = ({ file, span }) => {
  const selected = file.tree.instructions.filter(({ start, end }) => start < span.end && span.start < end);
  const [first] = selected;
  const stage = first && file.stageOf(first);
  if (!stage || selected.some((instruction) => file.stageOf(instruction) !== stage)) return [];
  // Some words of one line are no wish to move it.
  if (!selected.some(({ start, end }) => span.start <= start && end <= span.end)) return [];
  const { instructions } = stage;
  const inside = instructions.filter((instruction) => selected.includes(instruction));
  const from = instructions.indexOf(inside[0] ?? stage.from);
  const to = from + inside.length;
  if (inside.length === 0 || to >= instructions.length) return [];
  const cuts = [from, to].flatMap((index) => (index > 0 ? (instructions[index] ?? []) : []));
  if (!isCuttable(file, stage, instructions.slice(0, to))) return [];
  const free = freeNames(file);
  if (free.length < cuts.length) return [];
  const changes = cutStage(file, stage, cuts, free);
  return changes && sameImages(file, changes, stage, cuts.length)
    ? [{ title: `Extract to stage ${free[cuts.length - 1]}`, kind: 'refactor.extract', changes }]
    : [];
};

/** Triggers that are stored above a cut would run below it, and a name that two stages share says nothing. */
function isCuttable(file: Dockerfile, { from, name }: Stage, above: readonly Instruction[]): boolean {
  const words = from.args.kind === 'words' ? from.args.words.length : 0;
  return (
    words === (name === undefined ? 1 : 3) &&
    above.every((instruction) => instruction.name !== 'ONBUILD') &&
    (name === undefined || file.stages.filter((stage) => stage.name === name).length === 1)
  );
}

/** Those that neither name a stage nor occur where a stage or an image is named. */
function freeNames(file: Dockerfile): string[] {
  const taken = new Set([
    ...file.stages.flatMap(({ name, base }) => [name, base.raw.toLowerCase()]),
    ...file.stageUses.map(({ text }) => text.toLowerCase()),
  ]);
  return names.filter((name) => !taken.has(name));
}

function cutStage(
  file: Dockerfile,
  stage: Stage,
  cuts: readonly Instruction[],
  free: readonly string[],
): TextChange[] | undefined {
  const lower = prefersLowerCase(file, -1);
  const [keyword, as] = lower ? ['from', 'as'] : ['FROM', 'AS'];
  const changes: TextChange[] = [nameStage(stage, as, free[0] ?? '')];
  for (const [index, cut] of cuts.entries()) {
    const name = free[index + 1];
    const own = stage.nameSpan && file.text.slice(stage.nameSpan.start, stage.nameSpan.end);
    const next = index + 1 < cuts.length ? name : own;
    const line = `${keyword} ${free[index]}${next === undefined ? '' : ` ${as} ${next}`}`;
    const change = insertAbove(file, cut, line);
    const blank = /\n[ \t]*\r?\n$/.test(file.text.slice(0, change.start));
    changes.push(blank ? change : { ...change, text: `${lineBreakOf(file.text)}${change.text}` });
  }
  for (const use of file.stageUses) {
    if (!use.stage || use.stage.index < stage.index || !isStageIndex(use.text)) continue;
    if (!standsAsWritten(file, use)) return undefined;
    changes.push({ start: use.start, end: use.end, text: String(use.stage.index + cuts.length) });
  }
  return changes;
}

function nameStage({ nameSpan, base }: Stage, as: string, name: string): TextChange {
  return nameSpan
    ? { start: nameSpan.start, end: nameSpan.end, text: name }
    : { start: base.span.end, end: base.span.end, text: ` ${as} ${name}` };
}

function standsAsWritten({ text }: Dockerfile, use: StageUse): boolean {
  return text.slice(use.start, use.end) === use.text;
}

/**
 * True when every stage still makes the same image, and every instruction sees the same variables, once the changes are
 * made: a CMD and an ENTRYPOINT on both sides of a cut, for example, come to something else.
 */
function sameImages(file: Dockerfile, changes: readonly TextChange[], { index }: Stage, added: number): boolean {
  const cut = analyze(parse(applyChanges(file.text, changes)), file.options);
  if (cut.stages.length !== file.stages.length + added) return false;
  const state = (one: Dockerfile, stage: Stage | undefined) => stage && JSON.stringify(one.configOf(stage));
  const alike = file.stages.every(
    (stage) => state(file, stage) === state(cut, cut.stages[stage.index < index ? stage.index : stage.index + added]),
  );
  return alike && variablesSeen(file) === variablesSeen(cut);
}

function variablesSeen(file: Dockerfile): string {
  return JSON.stringify(file.variableUses.map(({ name, value, definition }) => [name, value, definition?.kind]));
}
