import type { Dockerfile } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';
import type { Finding, Fix } from './rule';

/**
 * What is wrong where an ENV uses a variable that it sets itself: undefined when the variable at `place` is no other one of
 * the same instruction. The fix starts a new ENV instruction there.
 */
export function selfReference(
  file: Dockerfile,
  instruction: Instruction,
  name: string,
  place: Span,
): Pick<Finding, 'message' | 'fixes'> | undefined {
  if (instruction.name !== 'ENV' || instruction.args.kind !== 'pairs') return undefined;
  const { pairs } = instruction.args;
  const own = pairs.findIndex(({ start, end }) => start <= place.start && place.end <= end);
  const definition = pairs.findIndex((pair, index) => index !== own && pair.name.text === name);
  if (own < 0 || definition < 0) return undefined;
  const [before, at] = [pairs[own - 1], pairs[own]];
  return {
    message: `$${name} is not set yet: an ENV instruction sees only what earlier instructions set.`,
    fixes: before && at && definition < own ? splitBetween(file, instruction, before.end, at.start) : [],
  };
}

function splitBetween(file: Dockerfile, { parent, keyword }: Instruction, start: number, end: number): Fix[] {
  if (parent || file.text.slice(start, end).includes('#')) return [];
  const newline = file.text.slice(0, start).includes('\r\n') ? '\r\n' : '\n';
  return [{ title: 'Start a new ENV', changes: [{ start, end, text: `${newline}${keyword.text} ` }], safe: true }];
}
