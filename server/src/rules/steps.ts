import type { Dockerfile } from '../model/dockerfile';
import type { Step } from '../model/scope';
import type { Span } from '../parser/nodes';

/** Where a finding about a step shows: a trigger of the base stage shows at the FROM that runs it, as in BuildKit. */
export function placeOf({ trigger, stage }: Step, span: Span): Span {
  const { start, end } = trigger && stage ? stage.base.span : span;
  return { start, end };
}

/**
 * The steps of the stages that BuildKit expands: those that the target needs. In an editor, where any stage may be the next
 * target, all of them, as `docker build --check` does.
 */
export function builtSteps(file: Dockerfile): readonly Step[] {
  return file.shared(findBuiltSteps);
}

function findBuiltSteps(file: Dockerfile): readonly Step[] {
  const built: Step[] = [];
  for (const stage of file.stages) {
    if (stage.reachable || file.options.allStages) for (const step of file.steps(stage)) built.push(step);
  }
  return built;
}
