import type { Dockerfile } from '../model/dockerfile';
import { pairsOf } from '../model/scope';
import type { Instruction, Pair, Span } from '../parser/nodes';
import type { Finding, Fix } from './rule';

/**
 * Tells what is wrong where an ENV uses a variable that it sets itself: undefined when the variable at `place` is no other
 * one of the same instruction. The fix starts a new ENV instruction there.
 */
export function selfReferences(
  file: Dockerfile,
  instruction: Instruction,
): (name: string, place: Span) => (Pick<Finding, 'message'> & { readonly fixes: readonly Fix[] }) | undefined {
  const pairs = instruction.name === 'ENV' ? pairsOf(instruction) : [];
  let setAt: ReadonlyMap<string, readonly [number, number?]> | undefined;
  return (name, { start, end }) => {
    setAt ??= placesOfNames(pairs);
    const places = setAt.get(name);
    if (!places) return undefined;
    const own = pairIndexAt(pairs, start);
    const [before, at] = [pairs[own - 1], pairs[own]];
    const definition = places[0] === own ? places[1] : places[0];
    if (!at || end > at.end || definition === undefined) return undefined;
    return {
      message: `$${name} is not set yet: an ENV instruction sees only what earlier instructions set.`,
      fixes: before && definition < own ? splitBetween(file, instruction, before.end, at.start) : [],
    };
  };
}

/** True when an ENV may use a variable that another pair of it sets, as far as the text of its pairs tells. */
export function mayReferToItself(instruction: Instruction): boolean {
  const pairs = pairsOf(instruction);
  if (pairs.length < 2 || !instruction.rest.text.includes('$')) return false;
  const usedBy = new Map<string, Pair | 'several'>();
  const read = (text: string, pair: Pair) => {
    if (!text.includes('$')) return;
    for (const variable of text.match(/\$\{?\w+/g) ?? noNames) {
      const name = variable.slice(variable[1] === '{' ? 2 : 1);
      usedBy.set(name, (usedBy.get(name) ?? pair) === pair ? pair : 'several');
    }
  };
  for (const pair of pairs) {
    read(pair.name.text, pair);
    if (pair.value) read(pair.value.text, pair);
  }
  return pairs.some((pair) => (usedBy.get(pair.name.text) ?? pair) !== pair);
}

const noNames: readonly string[] = [];

/** The indexes of the first two pairs that set each name. */
function placesOfNames(pairs: readonly Pair[]): ReadonlyMap<string, readonly [number, number?]> {
  const places = new Map<string, [number, number?]>();
  pairs.forEach(({ name: { text } }, index) => {
    const found = places.get(text);
    if (!found) places.set(text, [index]);
    else if (found.length === 1) found.push(index);
  });
  return places;
}

/** Index of the last pair that starts at or before an offset; -1 when there is none. */
function pairIndexAt(pairs: readonly Pair[], offset: number): number {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle]?.start ?? offset) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function splitBetween(file: Dockerfile, { parent, keyword }: Instruction, start: number, end: number): Fix[] {
  if (parent || file.text.slice(start, end).includes('#')) return [];
  const newline = file.text[file.text.lastIndexOf('\n', start) - 1] === '\r' ? '\r\n' : '\n';
  return [{ title: 'Start a new ENV', changes: [{ start, end, text: `${newline}${keyword.text} ` }], safe: true }];
}
