import type { Step } from '../model/scope';
import type { Span } from '../parser/nodes';

/** Where a finding about a step shows: a trigger of the base stage shows at the FROM that runs it, as in BuildKit. */
export function placeOf({ trigger, stage }: Step, span: Span): Span {
  const { start, end } = trigger && stage ? stage.base.span : span;
  return { start, end };
}
