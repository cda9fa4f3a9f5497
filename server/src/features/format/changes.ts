import type { Dockerfile } from '../../model/dockerfile';
import { parse } from '../../parser/parse';
import type { TextChange } from '../../rules/rule';
import { indentationChanges } from './indentation';
import { keywordChanges } from './keywords';
import { lineChanges } from './lines';
import { sameMeaning } from './same-meaning';
import type { FormatStyle } from './style';

/**
 * The changes that format a document, in order and without overlaps. Nothing at all when the result would mean something
 * else, which a comparison of both trees decides.
 */
export function formatChanges(file: Dockerfile, style: FormatStyle): TextChange[] {
  const changes = [
    ...lineChanges(file),
    ...keywordChanges(file, style.keywordCase),
    ...indentationChanges(file, style.indent),
  ]
    .filter(({ start, end, text }) => file.text.slice(start, end) !== text)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: TextChange[] = [];
  for (const change of changes) {
    const last = kept.at(-1);
    if (!last || last.end <= change.start) kept.push(change);
  }
  return kept.length === 0 || sameMeaning(file.tree, parse(apply(file.text, kept)), style.indent !== undefined)
    ? kept
    : [];
}

function apply(source: string, changes: readonly TextChange[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text } of changes) {
    parts.push(source.slice(at, start), text);
    at = end;
  }
  parts.push(source.slice(at));
  return parts.join('');
}
