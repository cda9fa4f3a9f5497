import { expect, test } from 'vitest';
import type { TextDocumentEdit } from 'vscode-languageserver-types';
import { createIgnoreFile } from '../../../server/src/features/create-ignore-file';
import {
  type IgnoreDocument,
  ignoreCompletion,
  ignoreDiagnostics,
  ignoreHover,
} from '../../../server/src/features/ignore-file/language';
import { parse } from '../../../server/src/parser/parse';
import { atCursor, dockerfile } from '../../support/cursor';
import { memoryContext } from '../../support/memory-context';

const context = memoryContext({
  'package.json': '{}',
  'a.log': '',
  'keep.log': '',
  'src/main.js': '',
  'src/b.log': '',
  'node_modules/x/index.js': '',
});
const of = (text: string): IgnoreDocument => ({ tree: parse(text), context });

function problems(text: string): string[] {
  return ignoreDiagnostics(of(text)).map(
    ({ code, range }) => `${range.start.line}:${range.start.character} ${String(code)}`,
  );
}

test.each([
  ['# comment\n\nnode_modules\n*.log\n!keep.log\n', []],
  ['nothing\n  *.tmp\n', ['0:0 PatternMatchesNothing', '1:2 PatternMatchesNothing']],
  ['*.log\n!*.log\n', ['0:0 PatternUndone']],
  ['!keep.log\n*\n', ['0:0 PatternUndone']],
  ['node_modules\n!node_modules/x/index.js\n', []],
  ['!\n', ['0:0 EmptyException']],
  ['**/*.log\nsrc/b.log\n', []],
])('problems of %j', (text, expected) => {
  expect(problems(text)).toEqual(expected);
});

test('without a context only the form is checked', () => {
  expect(ignoreDiagnostics({ tree: parse('nothing\n!\n'), context: undefined })).toHaveLength(1);
});

test.each([
  ['**/*.l‸og', ['3 entries match', '`a.log`', '`src/b.log`']],
  ['!ke‸ep.log', ['Takes back', '1 entry matches']],
  ['node_mod‸ules', ['1 entry matches', '`node_modules`']],
])('hover on %s', (marked, sentences) => {
  const { text, position } = atCursor(marked);
  const value = JSON.stringify(ignoreHover(of(text), position)?.contents);
  for (const sentence of sentences) expect(value).toContain(sentence);
});

test.each([
  ['‸', ['a.log', 'node_modules', 'src', '**/']],
  ['!sr‸', ['src']],
  ['src/‸', ['main.js', 'b.log']],
  ['/src/m‸', ['main.js']],
])('completion at %s', (marked, expected) => {
  const { text, position } = atCursor(marked);
  expect(ignoreCompletion(of(text), position).map(({ label }) => label)).toEqual(expect.arrayContaining(expected));
});

test.each(['# s‸', 'sr*/‸'])('no completion at %s', (marked) => {
  const { text, position } = atCursor(marked);
  expect(ignoreCompletion(of(text), position)).toEqual([]);
});

test('a .dockerignore can be created where the whole context is copied without one', () => {
  const request = (line: number) => {
    const position = { line, character: 0 };
    return { uri: 'u', version: 1, range: { start: position, end: position }, only: undefined, versioned: true };
  };
  const file = dockerfile('FROM a\nCOPY . .\nCOPY x y\n', { context });
  const [action, ...others] = createIgnoreFile(file, request(1));
  expect(others).toEqual([]);
  const [create, write] = action?.edit?.documentChanges ?? [];
  expect(create).toMatchObject({ kind: 'create', uri: 'file:///context/.dockerignore' });
  const [edit] = (write as TextDocumentEdit).edits;
  expect(edit && 'newText' in edit && edit.newText).toBe(
    '.dockerignore\n**/Dockerfile*\n**/node_modules\n**/npm-debug.log*\n**/.env*\n**/*.pem\n**/*.key\n',
  );
  expect(createIgnoreFile(file, request(2))).toEqual([]);
  const ignored = dockerfile('FROM a\nCOPY . .\n', { context: memoryContext({ '.dockerignore': '' }) });
  expect(createIgnoreFile(ignored, request(1))).toEqual([]);
});
