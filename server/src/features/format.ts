import type { FormattingOptions, Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { Dockerfile } from '../model/dockerfile';
import { applyChanges } from '../rules/fixes';
import type { TextChange } from '../rules/rule';
import { formatChanges } from './format/changes';
import type { FormatStyle } from './format/style';
import { lineStart, positionAt, rangeOf, spanOf } from './positions';

/** The edits that format a document, or the lines that a range touches. Meaning, comments and heredocs stay as they are. */
export function format(file: Dockerfile, style: FormatStyle, range?: Range): TextEdit[] {
  const changes = formatChanges(file, style);
  if (!range) return changes.map((change) => textEdit(file, change));
  const first = lineStart(file.tree, range.start.line);
  const last = lineStart(file.tree, range.end.line + 1);
  const { start, end } = spanOf(file.tree, range);
  const [from, to] = [Math.min(first, start), Math.max(last, end)];
  return changes.filter((change) => from <= change.start && change.end <= to).map((change) => textEdit(file, change));
}

/** After Enter behind a continued line: the new line gets the indentation of the line above it, or one step. */
export function formatOnEnter(file: Dockerfile, position: Position, options: FormattingOptions): TextEdit[] {
  const { tree, text } = file;
  if (position.line === 0) return [];
  const start = lineStart(tree, position.line);
  const current = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const rest = text.slice(start + current.length, lineStart(tree, position.line + 1)).trim();
  const above = text.slice(lineStart(tree, position.line - 1), start).replace(/[\r\n]+$/, '');
  const inHeredoc = tree.instructions.some(
    ({ lastLine, endLine }) => lastLine < position.line && position.line <= endLine,
  );
  if (rest !== '' || inHeredoc || /^\s*#/.test(above) || !above.trimEnd().endsWith(tree.escape)) return [];
  const indent = /^[ \t]*/.exec(above)?.[0] ?? '';
  const step = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  const wanted = indent === '' ? step : indent;
  if (wanted === current) return [];
  return [{ range: rangeOf(tree, { start, end: start + current.length }), newText: wanted }];
}

function textEdit(file: Dockerfile, { start, end, text }: TextChange): TextEdit {
  return { range: { start: positionAt(file.tree, start), end: positionAt(file.tree, end) }, newText: text };
}

/** The text after the edits of {@link format}, for the command line. */
export function formatted(file: Dockerfile, style: FormatStyle): string {
  return applyChanges(file.text, formatChanges(file, style));
}
