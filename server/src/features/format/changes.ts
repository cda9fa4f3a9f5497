import type { Dockerfile } from '../../model/dockerfile';
import { parse } from '../../parser/parse';
import { applyChanges } from '../../rules/fixes';
import type { TextChange } from '../../rules/rule';
import { indentationChanges } from './indentation';
import { keywordChanges } from './keywords';
import { lineChanges } from './lines';
import { packageChanges } from './packages';
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
    ...indentationChanges(file, style),
    ...packageChanges(file, style),
  ]
    .filter(({ start, end, text }) => file.text.slice(start, end) !== text)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const kept: TextChange[] = [];
  for (const change of changes) {
    const last = kept.at(-1);
    if (!last || last.end <= change.start) kept.push(change);
  }
  const blanks = style.indentContinuedLines || style.onePackagePerLine;
  return kept.length === 0 || sameMeaning(file.tree, parse(applyChanges(file.text, kept)), blanks) ? kept : [];
}
