import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type Location,
  type Position,
} from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import { namedAt } from './occurrences';
import { offsetAt, rangeOf } from './positions';

/** All places that name what stands at a position. */
export function references(file: Dockerfile, uri: string, position: Position, includeDeclaration: boolean): Location[] {
  const occurrences = namedAt(file, offsetAt(file.tree, position))?.occurrences ?? [];
  return occurrences
    .filter(({ write }) => includeDeclaration || !write)
    .map((occurrence) => ({ uri, range: rangeOf(file.tree, occurrence) }));
}

/** The same places, marked as reads and writes. */
export function highlights(file: Dockerfile, position: Position): DocumentHighlight[] {
  const occurrences = namedAt(file, offsetAt(file.tree, position))?.occurrences ?? [];
  return occurrences.map((occurrence) => ({
    range: rangeOf(file.tree, occurrence),
    kind: occurrence.write ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
