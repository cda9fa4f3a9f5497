import type { LocationLink, Position } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Dockerfile, VariableDefinition } from '../model/dockerfile';
import type { Instruction, Span } from '../parser/nodes';
import { contextPaths } from './context-paths';
import { touches } from './locate';
import { type Named, namedAt } from './occurrences';
import { offsetAt, rangeOf } from './positions';

/** Where the stage, variable or heredoc at a position is defined. */
export function definition(file: Dockerfile, uri: string, position: Position): LocationLink[] {
  const offset = offsetAt(file.tree, position);
  const named = namedAt(file, offset);
  if (!named) return sourceFile(file, offset);
  return targetsOf(file, named, offset).map(({ whole, name }) => ({
    originSelectionRange: rangeOf(file.tree, named.at),
    targetUri: uri,
    targetRange: rangeOf(file.tree, whole),
    targetSelectionRange: rangeOf(file.tree, name),
  }));
}

/** The file of the build context that a source names. */
function sourceFile(file: Dockerfile, offset: number): LocationLink[] {
  const { context } = file.options;
  const instruction = file.instructionAt(offset);
  const source = instruction && contextPaths(file, instruction).find((candidate) => touches(candidate, offset));
  if (!context || source?.path === undefined || context.sizeOf(source.path) === undefined) return [];
  const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return [
    {
      originSelectionRange: rangeOf(file.tree, source),
      targetUri: URI.file(`${context.root}/${source.path}`).toString(),
      targetRange: top,
      targetSelectionRange: top,
    },
  ];
}

function targetsOf(file: Dockerfile, named: Named, offset: number): { whole: Span; name: Span }[] {
  switch (named.kind) {
    case 'stage':
      return [{ whole: named.stage.from, name: named.stage.nameSpan ?? named.stage.base.span }];
    case 'heredoc':
      return [{ whole: named.heredoc, name: named.heredoc.nameSpan }];
    case 'variable':
      return variableTargets(file, named.definitions, named.name, offset);
  }
}

/**
 * The definition whose value counts at a use; for an ARG without a value the global one that it repeats; for shell code all
 * that can have set the variable.
 */
function variableTargets(
  file: Dockerfile,
  definitions: readonly VariableDefinition[],
  name: string,
  offset: number,
): { whole: Span; name: Span }[] {
  const use = file.variableUses.find((candidate) => touches(candidate, offset));
  const own = definitions.find(({ span }) => span && touches(span, offset));
  const instruction = use?.instruction ?? own?.instruction ?? instructionAt(file, offset);
  const counted = use?.definition ?? (instruction && file.environmentBefore(instruction).get(name));
  const global =
    own?.kind === 'ARG' ? definitions.find((one) => one !== own && isGlobal(file, one.instruction)) : undefined;
  const chosen = [global ?? own ?? counted].filter((one) => one?.span !== undefined);
  return (chosen.length > 0 ? chosen : definitions.slice(0, 1)).flatMap((one) =>
    one?.span && one.instruction ? [{ whole: one.instruction, name: one.span }] : [],
  );
}

function isGlobal(file: Dockerfile, instruction: Instruction | undefined): boolean {
  return instruction !== undefined && file.stageOf(instruction) === undefined;
}

function instructionAt(file: Dockerfile, offset: number): Instruction | undefined {
  return file.instructionAt(offset);
}
