import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import { platformArguments } from '../model/variables';
import { type Named, namedAt } from './occurrences';
import { offsetAt, rangeOf } from './positions';

/** The words that a rename at a position would start from; null when nothing there has a name of this file. */
export function prepareRename(file: Dockerfile, position: Position): { range: Range; placeholder: string } | null {
  const named = renamable(file, position);
  if (!named) return null;
  return { range: rangeOf(file.tree, named.at), placeholder: file.text.slice(named.at.start, named.at.end) };
}

/** The edits of a rename, or a sentence that says why there is none. */
export function rename(file: Dockerfile, position: Position, newName: string): TextEdit[] | string {
  const named = renamable(file, position);
  if (!named) return 'There is nothing here that can be renamed.';
  const objection = objectionTo(file, named, newName);
  if (objection !== undefined) return objection;
  return named.occurrences
    .filter(({ byName }) => byName)
    .map((occurrence) => ({ range: rangeOf(file.tree, occurrence), newText: newName }));
}

function renamable(file: Dockerfile, position: Position): Named | undefined {
  const named = namedAt(file, offsetAt(file.tree, position));
  if (named?.kind === 'variable' && platformArguments.includes(named.name)) return undefined;
  if (named?.kind === 'stage' && (named.stage.name === undefined || !atName(named))) return undefined;
  if (named?.kind === 'heredoc' && !named.occurrences.every(({ byName }) => byName)) return undefined;
  return named;
}

/** False at a place that names a stage by its number. */
function atName({ occurrences, at }: Named): boolean {
  return occurrences.some(({ start, byName }) => byName && start === at.start);
}

function objectionTo(file: Dockerfile, named: Named, newName: string): string | undefined {
  switch (named.kind) {
    case 'stage':
      if (!/^[a-z][a-z0-9\-_.]*$/.test(newName)) {
        return 'A stage name begins with a lower-case letter and has only lower-case letters, digits, "-", "_" and ".".';
      }
      if (newName === 'scratch' || newName === 'context') return `"${newName}" is a reserved name.`;
      return file.stages.some(({ name }) => name === newName && name !== named.name)
        ? `There is a stage "${newName}" already.`
        : undefined;
    case 'variable':
      if (!/^[A-Za-z_]\w*$/.test(newName)) {
        return 'A variable name begins with a letter or "_" and has only letters, digits and "_".';
      }
      if (!named.occurrences.every(({ byName }) => byName)) {
        return `"${named.name}" is cut in two by a continued line somewhere, so it cannot be renamed.`;
      }
      if (platformArguments.includes(newName)) return `"${newName}" is predefined by BuildKit.`;
      return newName !== named.name &&
        file.variableDefinitions.some(({ name, instruction }) => name === newName && named.inScope(instruction))
        ? `There is a variable "${newName}" already.`
        : undefined;
    case 'heredoc': {
      if (!/^[A-Za-z_]\w*$/.test(newName)) return 'Use letters, digits and "_" for the end of a heredoc.';
      const { start, end } = named.heredoc.body;
      return file.text
        .slice(start, end)
        .split(/\r?\n/)
        .some((line) => line.trim() === newName)
        ? `A line of the heredoc is "${newName}" already.`
        : undefined;
    }
  }
}
