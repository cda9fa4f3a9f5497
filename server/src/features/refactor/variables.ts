import { removeInstruction } from '../../rules/instruction-edits';
import { prefersLowerCase } from '../completion/place';
import { namedAt } from '../occurrences';
import { shellVariables } from '../shell-variables';
import { insertAbove } from './insert-above';
import type { Refactor } from './refactoring';

/** The tag of a FROM to an ARG before the first FROM, so that `--build-arg` can choose it. */
export const extractTag: Refactor = ({ file, instruction }) => {
  const stage = instruction.name === 'FROM' ? file.stageOf(instruction) : undefined;
  const { image, raw, span, kind } = stage?.base ?? {};
  const first = file.stages[0]?.from;
  if (!image?.tag || !raw || !span || !first || kind !== 'image' || /[$"'\\]/.test(raw)) return [];
  const base = image.familiarName.split('/').at(-1)?.replace(/\W/g, '_').toUpperCase() ?? 'IMAGE';
  const taken = new Set(file.variableDefinitions.map(({ name }) => name));
  const name = [`${base}_VERSION`, `${base}_TAG`, `${base}_IMAGE_TAG`].find((candidate) => !taken.has(candidate));
  if (name === undefined || /^\d/.test(name)) return [];
  const from = span.start + raw.indexOf(`:${image.tag}`, raw.lastIndexOf('/') + 1) + 1;
  const keyword = prefersLowerCase(file, -1) ? 'arg' : 'ARG';
  return [
    {
      title: `Extract the tag to ARG ${name}`,
      kind: 'refactor.extract',
      changes: [
        insertAbove(file, first, `${keyword} ${name}=${image.tag}`),
        { start: from, end: from + image.tag.length, text: `\${${name}}` },
      ],
    },
  ];
};

/** Puts the value of an ARG in every place that uses it, and takes the ARG out. */
export const inlineVariable: Refactor = ({ file, span }) => {
  const named = namedAt(file, span.start);
  if (named?.kind !== 'variable' || !named.definitions.every(({ kind }) => kind === 'ARG')) return [];
  const declared = new Set(named.definitions.map(({ instruction }) => instruction));
  const valued = named.definitions.filter(({ instruction }) => hasDefault(instruction, named.name));
  const value = valued[0]?.value;
  if (valued.length !== 1 || value === undefined || !/^[\w.:/-]+$/.test(value)) return [];
  const inside = (start: number) => named.occurrences.some((occurrence) => occurrence.start === start);
  const uses = [...file.variableUses, ...shellVariables(file)].filter(({ nameSpan }) => inside(nameSpan.start));
  const plain = uses.every((use) => /^\$(\w+|\{\w+\})$/.test(file.text.slice(use.start, use.end)));
  const lone = [...declared].every(
    (instruction) => instruction?.args.kind === 'pairs' && instruction.args.pairs.length === 1,
  );
  if (!plain || !lone || uses.length === 0) return [];
  const seen = new Set<number>();
  const places = uses.filter(({ start }) => !seen.has(start) && seen.add(start));
  return [
    {
      title: `Inline ${named.name}`,
      kind: 'refactor.inline',
      changes: [
        ...places.map(({ start, end }) => ({ start, end, text: value })),
        ...[...declared].flatMap((instruction) => (instruction ? [removeInstruction(file, instruction)] : [])),
      ],
    },
  ];
};

function hasDefault(instruction: Parameters<Refactor>[0]['instruction'] | undefined, name: string): boolean {
  const pairs = instruction?.args.kind === 'pairs' ? instruction.args.pairs : [];
  return pairs.some((pair) => pair.name.text === name && pair.value !== undefined);
}
