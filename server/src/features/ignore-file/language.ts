import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Hover,
  type Position,
} from 'vscode-languageserver-types';
import type { BuildContext } from '../../model/build-context';
import type { Tree } from '../../parser/nodes';
import { code, list, paragraphs } from '../markdown';
import { offsetAt, rangeOf } from '../positions';
import { type IgnorePattern, ignorePatterns, listContext } from './patterns';

/** A .dockerignore and the build context that it belongs to. Only text and lines of the tree are used. */
export interface IgnoreDocument {
  readonly tree: Tree;
  readonly context: BuildContext | undefined;
}

/** Patterns that can't be read, match nothing, or are taken back as a whole by a later one. */
export function ignoreDiagnostics({ tree, context }: IgnoreDocument): Diagnostic[] {
  const patterns = ignorePatterns(tree.text);
  const diagnostics: Diagnostic[] = [];
  const add = (pattern: IgnorePattern, code: string, severity: DiagnosticSeverity, message: string) => {
    const tags = severity === DiagnosticSeverity.Hint ? { tags: [DiagnosticTag.Unnecessary] } : {};
    diagnostics.push({ range: rangeOf(tree, pattern), severity, code, source: 'quayside', message, ...tags });
  };
  for (const pattern of patterns) {
    if (pattern.text === '!') {
      add(
        pattern,
        'EmptyException',
        DiagnosticSeverity.Error,
        'A "!" needs a pattern behind it; the build stops here.',
      );
    }
  }
  if (!context) return diagnostics;
  const { paths, complete } = listContext(context, mayHoldMore(patterns));
  if (!complete) return diagnostics;
  for (const [index, pattern] of patterns.entries()) {
    const matched = pattern.text === '!' ? [] : paths.filter((path) => pattern.matches(path));
    const undone = patterns
      .slice(index + 1)
      .find((later) => later.negative !== pattern.negative && matched.every(later.matches));
    if (matched.length === 0 && pattern.text !== '!') {
      add(
        pattern,
        'PatternMatchesNothing',
        DiagnosticSeverity.Hint,
        'Nothing in the build context matches this pattern.',
      );
    } else if (matched.length > 0 && undone) {
      const message = `Line ${undone.line + 1}, "${undone.text}", undoes all that this pattern does.`;
      add(pattern, 'PatternUndone', DiagnosticSeverity.Warning, message);
    }
  }
  return diagnostics;
}

/** Folders that a pattern keeps out whole need a look only when a later line takes something back. */
function mayHoldMore(patterns: readonly IgnorePattern[]): (path: string) => boolean {
  const last = patterns.findLastIndex(({ negative }) => negative);
  return (path) => !patterns.some((pattern, index) => index > last && !pattern.negative && pattern.matches(path));
}

const shown = 10;

/** What the pattern at a position matches. */
export function ignoreHover({ tree, context }: IgnoreDocument, position: Position): Hover | null {
  const offset = offsetAt(tree, position);
  const patterns = ignorePatterns(tree.text);
  const pattern = patterns.find(({ start, end }) => start <= offset && offset <= end);
  if (!pattern) return null;
  const what = pattern.negative
    ? 'Takes back what patterns above it exclude: these are sent.'
    : 'Keeps files out of the build context: they are not sent, and `COPY` and `ADD` cannot see them.';
  const { paths, complete } = context
    ? listContext(context, (path) => !pattern.matches(path))
    : { paths: [], complete: true };
  const matched = paths.filter((path) => pattern.matches(path));
  const count = `${complete ? '' : 'At least '}${matched.length} ${matched.length === 1 ? 'entry matches' : 'entries match'}`;
  const found =
    context &&
    paragraphs(`${count}.`, list([...matched.slice(0, shown).map(code), ...(matched.length > shown ? ['…'] : [])]));
  const value = paragraphs(
    `**${code(pattern.text)}** ${what}`,
    found,
    '`*` is any part of a name, `**` any folders, `?` one character. The last line that matches decides.',
  );
  return { contents: { kind: 'markdown', value }, range: rangeOf(tree, pattern) };
}

/** Files and folders of the context for the part of the path that is being typed. */
export function ignoreCompletion({ tree, context }: IgnoreDocument, position: Position): CompletionItem[] {
  const offset = offsetAt(tree, position);
  const line = tree.text.slice(tree.text.lastIndexOf('\n', offset - 1) + 1, offset);
  if (!context || line.startsWith('#')) return [];
  const path = line.trimStart().replace(/^!/, '').replace(/^\//, '');
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, Math.max(0, slash - 1)) || '.';
  if (/[*?[]/.test(folder)) return [];
  const behind = /^[^\s/]*/.exec(tree.text.slice(offset))?.[0].length ?? 0;
  const range = rangeOf(tree, { start: offset - (path.length - slash), end: offset + behind });
  const known = slash === 0 ? [{ name: '**/', folder: true, detail: 'In any folder' }] : [];
  return [...context.entries(folder).map((entry) => ({ ...entry, detail: undefined })), ...known].map((entry) => ({
    label: entry.name,
    kind: entry.folder ? CompletionItemKind.Folder : CompletionItemKind.File,
    ...(entry.detail !== undefined && { detail: entry.detail }),
    textEdit: { range, newText: entry.name },
  }));
}
