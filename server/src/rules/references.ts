import type { VariableReference } from '../model/expand';
import type { ExpandableWord } from '../model/expandable';
import type { Fix } from './rule';

/** The first reference to each name: BuildKit tells a name once per word. */
export function firstOfEach(references: readonly VariableReference[]): readonly VariableReference[] {
  const seen = new Set<string>();
  return references.filter(({ name }) => !seen.has(name) && seen.add(name));
}

/** Offers the name that was probably meant. */
export function renameFix(word: ExpandableWord, reference: VariableReference, similar: string | undefined): Fix[] {
  if (similar === undefined) return [];
  const { name, nameStart } = reference;
  const change = { ...word.spanOf(nameStart, nameStart + name.length), text: similar };
  return [{ title: `Change to ${similar}`, changes: [change], safe: false }];
}
