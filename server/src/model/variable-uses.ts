import type { EscapeToken, Instruction } from '../parser/nodes';
import type { Dockerfile, VariableDefinition, VariableUse } from './dockerfile';
import { type ExpandableWord, expandableWords } from './expandable';
import { pairsOf, type Scope, type Step } from './scope';
import { expandAt, orderOf, stepOf } from './variables';

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
    for (const use of findVariableUsesIn(instruction, file)) uses.push(use);
  }
  return uses;
}

const noUses: readonly VariableUse[] = [];

/** Those of one instruction, which is no ONBUILD. */
export function findVariableUsesIn(instruction: Instruction, file: Scopes): readonly VariableUse[] {
  if (!file.text.slice(instruction.start, instruction.end).includes('$')) return noUses;
  const uses: VariableUse[] = [];
  const scope = file.scopeOf(instruction);
  const step = stepOf(instruction, file.stageOf(instruction));
  for (const word of expandableWords(instruction, file.text)) {
    if (word.raw.includes('$')) uses.push(...usesIn(word, step, scope, file.tree.escape));
  }
  return uses;
}

function usesIn(word: ExpandableWord, step: Step, scope: Scope, token: EscapeToken): readonly VariableUse[] {
  const order = orderOf(word, step);
  return expandAt(word, step, scope, token).references.map(({ name, start, end, nameStart }) => {
    const { value, certainty, definition } = scope.lookup(name, order);
    return {
      ...word.spanOf(start, end),
      name,
      nameSpan: word.spanOf(nameStart, nameStart + name.length),
      instruction: step.instruction,
      value: certainty === 'unknown' ? undefined : value,
      definition,
    };
  });
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
