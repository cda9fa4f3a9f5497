import type { Dockerfile, Stage, VariableDefinition } from '../model/dockerfile';
import type { Heredoc, Instruction, Span } from '../parser/nodes';
import { locate, touches } from './locate';
import { shellVariables } from './shell-variables';

/** A place where something is named. */
export interface Occurrence extends Span {
  /** It defines or sets what it names. */
  readonly write: boolean;
  /** False for places where the name does not stand as it is: a stage by its number, a variable cut by a continued line. */
  readonly byName: boolean;
}

/** Something with a name, and all places that name it, in document order. */
export type Named = {
  readonly name: string;
  /** The place at the cursor. */
  readonly at: Span;
  readonly occurrences: readonly Occurrence[];
} & (
  | { readonly kind: 'stage'; readonly stage: Stage }
  | {
      readonly kind: 'variable';
      readonly definitions: readonly VariableDefinition[];
      /** True for instructions in whose scope the name means this variable. */
      readonly inScope: (instruction: Instruction | undefined) => boolean;
    }
  | { readonly kind: 'heredoc'; readonly heredoc: Heredoc; readonly instruction: Instruction }
);

/** What is named at an offset; undefined when that is nothing of this file. */
export function namedAt(file: Dockerfile, offset: number): Named | undefined {
  return stageAt(file, offset) ?? variableAt(file, offset) ?? heredocAt(file, offset);
}

function stageAt(file: Dockerfile, offset: number): Named | undefined {
  const use = file.stageUses.find((candidate) => candidate.stage && touches(candidate, offset));
  const stage = use?.stage ?? file.stages.find(({ nameSpan }) => nameSpan && touches(nameSpan, offset));
  if (!stage) return undefined;
  const occurrences: Occurrence[] = [];
  if (stage.nameSpan) occurrences.push({ ...span(stage.nameSpan), write: true, byName: true });
  for (const one of file.stageUses) {
    if (one.stage === stage)
      occurrences.push({ ...span(one), write: false, byName: one.text.toLowerCase() === stage.name });
  }
  const at = use ?? stage.nameSpan ?? stage.from;
  return {
    kind: 'stage',
    name: stage.name ?? String(stage.index),
    at: span(at),
    stage,
    occurrences: inOrder(occurrences),
  };
}

function heredocAt(file: Dockerfile, offset: number): Named | undefined {
  const target = locate(file, offset);
  if (target?.kind !== 'heredoc' || target.part === 'body') return undefined;
  const { heredoc, instruction } = target;
  const quotes = file.text.slice(heredoc.nameSpan.start, heredoc.nameSpan.end).indexOf(heredoc.name);
  const start = heredoc.nameSpan.start + Math.max(quotes, 0);
  const marker = quotes < 0 ? span(heredoc.nameSpan) : { start, end: start + heredoc.name.length };
  const occurrences = [{ ...marker, write: true, byName: quotes >= 0 }];
  if (heredoc.terminator) occurrences.push({ ...span(heredoc.terminator), write: false, byName: true });
  const at = target.part === 'marker' ? marker : (heredoc.terminator ?? marker);
  return { kind: 'heredoc', name: heredoc.name, at: span(at), heredoc, instruction, occurrences };
}

function variableAt(file: Dockerfile, offset: number): Named | undefined {
  const place =
    file.variableUses.find((use) => touches(use, offset)) ??
    file.variableDefinitions.find((definition) => definition.span && touches(definition.span, offset)) ??
    shellVariables(file).find((variable) => touches(variable, offset));
  if (!place) return undefined;
  const at = 'nameSpan' in place ? place.nameSpan : place.span;
  if (!at || !place.instruction) return undefined;
  const scopes = connectedScopes(file, place.name, scopeOf(file, place.instruction));
  const inScope = (instruction: Instruction | undefined) =>
    instruction !== undefined && scopes.has(scopeOf(file, instruction));
  const definitions = file.variableDefinitions.filter(
    ({ name, instruction, span: named }) => name === place.name && named && inScope(instruction),
  );
  if (definitions.length === 0) return undefined;
  const isName = ({ start, end }: Span) => file.text.slice(start, end) === place.name;
  const occurrences: Occurrence[] = [];
  for (const definition of definitions) {
    if (definition.span) occurrences.push({ ...span(definition.span), write: true, byName: isName(definition.span) });
  }
  for (const use of file.variableUses) {
    if (use.name === place.name && inScope(use.instruction))
      occurrences.push({ ...span(use.nameSpan), write: false, byName: isName(use.nameSpan) });
  }
  for (const variable of shellVariables(file)) {
    if (variable.name === place.name && inScope(variable.instruction)) {
      occurrences.push({ ...span(variable.nameSpan), write: variable.write, byName: true });
    }
  }
  return { kind: 'variable', name: place.name, at: span(at), definitions, inScope, occurrences: inOrder(occurrences) };
}

/** Stands for the ARGs before the first FROM among the stages' numbers. */
const globalScope = -1;

/** Where an instruction looks names up: FROM in the global scope, whatever its own stage declares. */
function scopeOf(file: Dockerfile, instruction: Instruction): number {
  return instruction.name === 'FROM' ? globalScope : (file.stageOf(instruction)?.index ?? globalScope);
}

/**
 * The stages in which a name means the same variable: those joined by FROM, and by the global ARG those that declare it
 * again. Only scopes that can see a definition are joined.
 */
function connectedScopes(file: Dockerfile, name: string, start: number): ReadonlySet<number> {
  const joined = new Map<number, Set<number>>();
  const join = (a: number, b: number) => {
    joined.set(a, (joined.get(a) ?? new Set()).add(b));
    joined.set(b, (joined.get(b) ?? new Set()).add(a));
  };
  for (const { index, base } of file.stages) if (base.stage) join(index, base.stage.index);
  const isGlobal = (definition: VariableDefinition) =>
    definition.instruction !== undefined && file.stageOf(definition.instruction) === undefined;
  const named = file.variableDefinitions.filter((definition) => definition.name === name);
  if (named.some(isGlobal)) {
    for (const { kind, instruction } of named) {
      const stage = instruction && file.stageOf(instruction);
      if (stage && kind === 'ARG') join(globalScope, stage.index);
    }
  }
  const reached = new Set([start]);
  for (const scope of reached) for (const next of joined.get(scope) ?? []) reached.add(next);
  return reached;
}

function span({ start, end }: Span): Span {
  return { start, end };
}

function inOrder(occurrences: readonly Occurrence[]): Occurrence[] {
  const seen = new Set<number>();
  return [...occurrences].sort((a, b) => a.start - b.start).filter(({ start }) => !seen.has(start) && seen.add(start));
}
