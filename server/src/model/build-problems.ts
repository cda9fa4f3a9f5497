import type { SyntaxProblem } from '../parser/nodes';
import { checkInstruction } from '../syntax/check';
import { Report } from '../syntax/report';
import { suggest } from '../syntax/values/suggest';
import type { Dockerfile, ExpandedWord, Stage } from './dockerfile';
import { checkBase } from './problems/base';
import { checkExpansion, settled } from './problems/expansion';
import { checkMounts } from './problems/mounts';
import { StageUseCheck } from './problems/stage-uses';
import { checkValues } from './problems/values';
import { hasPairs, pairsOf, type Step } from './scope';
import { platformArguments, stepOf } from './variables';

/**
 * Everything that a BuildKit build rejects only once it expands variables and resolves stages, in document order. All
 * stages are looked at, as `docker build --check` does; a build itself skips those that the target does not need. Where a
 * value depends on a build argument that was not given, or on an unknown base image, nothing is said.
 */
export function buildProblems(file: Dockerfile): SyntaxProblem[] {
  const report = new Report();
  const globalNames = checkGlobalArguments(file, report);
  checkTarget(file, report);
  const uses = new StageUseCheck(file);
  const inTriggers = new Map<string, SyntaxProblem>();
  // An instruction before the first FROM is wrong for that alone, but its FROM may only be still to be written.
  for (const instruction of file.preamble) {
    if (instruction.name !== 'ARG') checkStep(stepOf(instruction, undefined), undefined, file, report);
  }
  for (const stage of file.stages) {
    checkBase(stage, file, globalNames, report);
    for (const step of file.steps(stage)) {
      if (step.instruction.name === 'ONBUILD') continue;
      const target = step.trigger ? new Report() : report;
      if (step.trigger) checkInstruction(step.instruction, target);
      checkStep(step, stage, file, target);
      uses.check(step, stage, target);
      if (step.trigger) for (const problem of target.problems) addTriggered(problem, stage, inTriggers);
    }
  }
  return [...report.problems, ...inTriggers.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function checkStep(step: Step, stage: Stage | undefined, file: Dockerfile, report: Report): void {
  const { instruction, trigger } = step;
  if (hasPairs(instruction)) {
    file.eachExpansion(step, (expanded) => checkExpansion(expanded, step, file, report));
    return;
  }
  const words = file.expansions(step);
  if (words.length > 0) {
    for (const expanded of words) checkExpansion(expanded, step, file, report);
    checkValues(words, step, report);
  }
  if (instruction.name !== 'RUN') return;
  const base = stage?.base.stage;
  checkMounts(step, file, () => (trigger && base ? file.configOf(base) : file.configAfter(instruction)), report);
}

/** A trigger is wrong only where a stage runs it; one message per trigger is enough. */
function addTriggered(problem: SyntaxProblem, stage: Stage, found: Map<string, SyntaxProblem>): void {
  const key = `${problem.start} ${problem.message}`;
  if (found.has(key)) return;
  const message = `${problem.message} The trigger runs at the FROM in line ${stage.from.startLine + 1}.`;
  found.set(key, { ...problem, message });
}

/** ARGs before the first FROM. Returns all names that FROM can use. */
function checkGlobalArguments(file: Dockerfile, report: Report): readonly string[] {
  const names: string[] = [...platformArguments];
  for (const instruction of file.preamble) {
    if (instruction.name !== 'ARG') continue;
    const step = stepOf(instruction, undefined);
    const words = file.expansions(step);
    for (const expanded of words) checkExpansion(expanded, step, file, report);
    names.push(...pairsOf(instruction).map((pair) => pair.name.text));
    for (const expanded of words) {
      const { pair = 0 } = expanded.word;
      if (pairsOf(instruction)[pair]?.name.text === 'SOURCE_DATE_EPOCH') checkEpoch(expanded, file, report);
    }
  }
  return names;
}

/** SOURCE_DATE_EPOCH is a number of seconds, `context`, or a stage. */
function checkEpoch(expanded: ExpandedWord, { options, stages }: Dockerfile, report: Report): void {
  const value = settled(expanded);
  if (!value || options.buildArgs?.['SOURCE_DATE_EPOCH'] !== undefined) return;
  if (/^[+-]?\d+$/.test(value) || value === 'context' || stages.some(({ name }) => name === value.toLowerCase()))
    return;
  report.add('InvalidSourceDateEpoch', expanded.word, `Invalid SOURCE_DATE_EPOCH: ${value}. Write seconds since 1970.`);
}

function checkTarget({ options: { target }, stages }: Dockerfile, report: Report): void {
  const last = stages.at(-1);
  if (target === undefined || !last || stages.some(({ name }) => name === target.toLowerCase())) return;
  const names = stages.flatMap(({ name }) => name ?? []);
  const name = suggest(target.toLowerCase(), names);
  const hint = name ? ` Did you mean ${name}?` : '';
  report.add('UnknownTarget', last.from.keyword, `Target stage "${target}" could not be found.${hint}`);
}
