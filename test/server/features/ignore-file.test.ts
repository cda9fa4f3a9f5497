import { expect, test } from 'vitest';
import type { TextDocumentEdit } from 'vscode-languageserver-types';
import { createIgnoreFile } from '../../../server/src/features/create-ignore-file';
import {
  type IgnoreDocument,
  ignoreCompletion,
  ignoreDiagnostics,
  ignoreHover,
} from '../../../server/src/features/ignore-file/language';
import type { Dockerfile } from '../../../server/src/model/dockerfile';
import { parse } from '../../../server/src/parser/parse';
import { copyWithoutDockerignore } from '../../../server/src/rules/copy-without-dockerignore';
import { lint } from '../../../server/src/rules/lint';
import { defaultLintOptions } from '../../../server/src/rules/options';
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

const request = (line: number, abilities: object = {}) => {
  const position = { line, character: 0 };
  const range = { start: position, end: position };
  return { uri: 'u', version: 1, range, only: undefined, versioned: true, createsFiles: true, ...abilities };
};

/** The lines of the .dockerignore that is offered. */
function created(file: Dockerfile): string[] | undefined {
  const [action] = createIgnoreFile(file, [], request(1));
  const [edit] = (action?.edit?.documentChanges?.[1] as TextDocumentEdit | undefined)?.edits ?? [];
  return edit && 'newText' in edit ? edit.newText.trim().split('\n') : undefined;
}

test('a .dockerignore can be created where the whole context is copied without one', () => {
  const file = dockerfile('FROM a\nCOPY . .\nCOPY x y\n', { context });
  const [action, ...others] = createIgnoreFile(file, [], request(1));
  expect(others).toEqual([]);
  expect(action?.edit?.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: 'file:///context/.dockerignore' });
  const always = ['.dockerignore', '**/Dockerfile*', '**/.env*', '**/*.pem', '**/*.key'];
  expect(created(file)).toEqual([...always.slice(0, 2), '**/node_modules', '**/npm-debug.log*', ...always.slice(2)]);
  const java = memoryContext({ 'pom.xml': '', '.git/HEAD': '', 'target/app.jar': '' });
  const lines = ['.git', ...always];
  const withTarget = [...lines.slice(0, 3), 'target', ...lines.slice(3)];
  expect(created(dockerfile('FROM a\nCOPY . .\n', { context: java }))).toEqual(withTarget);
  for (const jar of ['target/app.jar', 'target/*.jar', './target']) {
    expect(created(dockerfile(`FROM a\nCOPY . .\nCOPY ${jar} /`, { context: java }))).toEqual(lines);
  }
});

test('no .dockerignore is created where there is one, elsewhere, or by clients that cannot', () => {
  const file = dockerfile('FROM a\nCOPY . .\nCOPY x y\n', { context });
  expect(createIgnoreFile(file, [], request(2))).toEqual([]);
  expect(createIgnoreFile(file, [], request(1, { createsFiles: false }))).toEqual([]);
  expect(createIgnoreFile(file, [], request(1, { versioned: false }))).toEqual([]);
  const ignored = dockerfile('FROM a\nCOPY . .\n', { context: memoryContext({ '.dockerignore': '' }) });
  expect(createIgnoreFile(ignored, [], request(1))).toEqual([]);
});

test('creating a .dockerignore mends the finding about its absence', () => {
  const file = dockerfile('FROM a\nCOPY . .\n', { context: memoryContext({ '.git/HEAD': '' }) });
  const found = lint(file, defaultLintOptions, { rules: [copyWithoutDockerignore] });
  const [action] = createIgnoreFile(file, found, request(1));
  expect(action?.diagnostics?.map(({ code }) => code)).toEqual(['CopyWithoutDockerignore']);
  expect(action?.isPreferred).toBe(true);
});
