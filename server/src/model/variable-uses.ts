import type { Instruction } from '../parser/nodes';
import type { Dockerfile, VariableDefinition, VariableUse } from './dockerfile';
import { type ExpandOptions, expandWord } from './expand';
import { type ExpandableWord, escapeOf, expandableWords } from './expandable';
import { pairOrder, pairsOf, type Scope } from './scope';
import { stepOf } from './variables';

/** What finding variables needs of the model. */
interface Scopes extends Dockerfile {
  readonly globalScope: Scope;
  readonly stageScopes: readonly Scope[];
  scopeOf(instruction: Instruction): Scope;
}

/** Every `$NAME` that BuildKit expands, in the order in which it does; triggers at their ONBUILD. */
export function findVariableUses(file: Scopes): readonly VariableUse[] {
  const uses: VariableUse[] = [];
  for (const instruction of withTriggers(file.tree.instructions)) {
    if (!file.text.slice(instruction.start, instruction.end).includes('$')) continue;
    const scope = file.scopeOf(instruction);
    expandableWords(instruction, file.text).forEach((word, index) => {
      if (!word.raw.includes('$')) return;
      uses.push(...usesIn(word, instruction, scope, lookupOrder(instruction, index), file));
    });
  }
  return uses;
}

function usesIn(
  word: ExpandableWord,
  instruction: Instruction,
  scope: Scope,
  order: number,
  file: Scopes,
): readonly VariableUse[] {
  const options: ExpandOptions = {
    escape: escapeOf(word, file.tree.escape),
    plainQuotes: word.heredoc,
    lookup: (name) => scope.lookup(name, order),
  };
  return expandWord(word.raw, options).references.map(({ name, start, end, nameStart }) => {
    const { value, certainty, definition } = scope.lookup(name, order);
    return {
      ...word.spanOf(start, end),
      name,
      nameSpan: word.spanOf(nameStart, nameStart + name.length),
      instruction,
      value: certainty === 'unknown' ? undefined : value,
      definition,
    };
  });
}

/** The moment whose values the word sees: the pairs of an ARG take effect one after the other. */
function lookupOrder(instruction: Instruction, index: number): number {
  if (instruction.name === 'FROM') return Number.POSITIVE_INFINITY;
  if (instruction.name !== 'ARG') return instruction.index;
  const valued = pairsOf(instruction).flatMap((pair, i) => (pair.value ? [i] : []));
  return pairOrder(stepOf(instruction), valued[index] ?? 0, pairsOf(instruction).length).before;
}

/** Every name that ARG and ENV define, in document order; those of triggers too, without values. */
export function findVariableDefinitions(file: Scopes): readonly VariableDefinition[] {
  const own = [file.globalScope, ...file.stageScopes].flatMap((scope) => scope.definitions);
  const triggered = file
    .byKeyword('ONBUILD')
    .flatMap(({ args }) => (args.kind === 'onbuild' ? [args.instruction] : []));
  const inTriggers = triggered.flatMap((instruction): VariableDefinition[] => {
    if (instruction.name !== 'ARG' && instruction.name !== 'ENV') return [];
    return pairsOf(instruction).map(({ name: { text, start, end } }) => {
      return {
        name: text,
        kind: instruction.name === 'ARG' ? 'ARG' : 'ENV',
        instruction,
        span: { start, end },
        value: undefined,
      };
    });
  });
  const found = [...own.filter(({ instruction }) => !instruction?.parent), ...inTriggers];
  return found.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
}

function* withTriggers(instructions: readonly Instruction[]): Generator<Instruction> {
  for (const instruction of instructions) {
    if (instruction.name !== 'ONBUILD') yield instruction;
    else if (instruction.args.kind === 'onbuild') yield* withTriggers([instruction.args.instruction]);
  }
}
