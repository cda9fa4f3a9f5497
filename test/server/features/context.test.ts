import { expect, test } from 'vitest';
import { completion } from '../../../server/src/features/completion';
import { matchesOf, relative } from '../../../server/src/features/context-paths';
import { definition } from '../../../server/src/features/definition';
import { documentLinks } from '../../../server/src/features/document-links';
import { hover } from '../../../server/src/features/hover';
import { volumeOf } from '../../../server/src/features/volume';
import { atCursor, dockerfile } from '../../support/cursor';
import { memoryContext } from '../../support/memory-context';

const context = memoryContext({
  '.dockerignore': '# keep out\nnode_modules\n*.log\n!keep.log\n',
  'package.json': '{}',
  'src/main.js': 'main',
  'src/lib/util.js': 'util',
  'a b.txt': 'x',
  'debug.log': 'log',
  'keep.log': 'log',
  'node_modules/x/index.js': 'x',
});
const head = 'FROM scratch\n';

function labels(marked: string): Record<string, string | undefined> {
  const { file, position } = atCursor(marked, { context });
  const { items } = completion(file, position, {
    snippets: false,
    retrigger: false,
    trigger: undefined,
    images: [],
    imageInfo: () => undefined,
  });
  return Object.fromEntries(
    items.filter(({ kind }) => kind === 17 || kind === 19).map(({ label, detail }) => [label, detail]),
  );
}

test.each([
  ['COPY ‸', ['.dockerignore', 'debug.log', 'keep.log', 'node_modules/', 'package.json', 'src/']],
  ['COPY sr‸', ['src/']],
  ['COPY --link src/‸', ['lib/', 'main.js']],
  ['ADD ./src/li‸ x', ['lib/', 'main.js']],
  ['COPY package.json src/‸', ['lib/', 'main.js']],
  ['COPY ["src/‸"]', ['lib/', 'main.js']],
  ['COPY ["package.json", "‸"]', ['a b.txt', 'package.json']],
  ['RUN --mount=type=bind,source=src/‸,target=/x y', ['lib/', 'main.js']],
])('%s offers what is in the build context', (line, expected) => {
  expect(Object.keys(labels(`${head}${line}`))).toEqual(expect.arrayContaining(expected));
});

test.each(['COPY --from=x ‸', 'COPY https://‸', 'RUN --mount=type=cache,source=‸', 'COPY $X/‸', 'RUN ‸'])(
  '%s offers no paths',
  (line) => {
    const found = Object.keys(labels(`${head}${line}`));
    expect(found).not.toContain('src/');
    expect(found).not.toContain('package.json');
  },
);

test('what an ignore file keeps out is shown as such, and blanks need the JSON form', () => {
  const found = labels(`${head}COPY ‸`);
  expect(found['node_modules/']).toBe('Not sent: .dockerignore has node_modules in line 2');
  expect(found['debug.log']).toContain('*.log');
  expect(found['keep.log']).toBeUndefined();
  expect(found).not.toHaveProperty('a b.txt');
});

test.each([
  ['COPY package‸.json /', 'is a file of 2 B'],
  ['COPY s‸rc /', 'sends 2 files, 8 B'],
  ['COPY . ‸/', undefined],
  ['COPY .‸ /', 'Line 3 of the ignore file, `*.log`, keeps out 1 entry'],
  ['COPY node_modules‸/x /', 'is not sent: line 2 of the ignore file, `node_modules`'],
  ['COPY mis‸sing /', 'is not in the build context'],
  ['COPY *.j‸son /', '`*.json`** sends 1 file, 2 B'],
  ['COPY *.l‸og /', 'Line 3 of the ignore file, `*.log`, keeps out 1 entry'],
  ['COPY src/[a-m]?i[!x]‸ /', 'matches nothing'],
  ['COPY --from=x s‸rc /', undefined],
  ['RUN --mount=type=bind,source=package.j‸son,target=/x y', 'is a file of 2 B'],
  ['ARG D=src\nCOPY $D‸/main.js /', 'is `src`'],
])('hover on the source in %s', (line, sentence) => {
  const { file, position } = atCursor(`${head}${line}`, { context });
  const result = hover(file, position, { state: true, imageInfo: () => undefined });
  const markdown = result ? (result.contents as { value: string }).value : undefined;
  if (sentence === undefined) expect(markdown ?? '').not.toContain('context');
  else expect(markdown).toContain(sentence);
});

test('sources lead to their files', () => {
  const { file, position } = atCursor(`${head}COPY src/main‸.js missing /x/\n`, { context });
  expect(definition(file, 'file:///context/Dockerfile', position).map(({ targetUri }) => targetUri)).toEqual([
    'file:///context/src/main.js',
  ]);
  expect(documentLinks(file).map(({ target }) => target)).toEqual(['file:///context/src/main.js']);
  expect(documentLinks(dockerfile(`${head}COPY src/main.js /`))).toEqual([]);
});

test.each([
  ['.', '.'],
  ['./a//b/', 'a/b'],
  ['/a', 'a'],
  ['../../a', 'a'],
  ['a/../b', 'b'],
  ['*.js', undefined],
])('the source %s is %s of the context', (source, path) => {
  expect(relative(source)).toBe(path);
});

test.each([
  ['nothing', '', 6, {}],
  ['a folder whole', 'lib\n', 4, { lib: 1 }],
  ['all but a folder', '*\n!lib/keep\n', 1, { '*': 5 }],
  ['all but some names', '# all\n**\n!**/*.md\n', 1, { '**': 5 }],
  ['a folder again', '*\n!lib\nlib/x\n', 1, { '*': 4, 'lib/x': 1 }],
])('the ignore file keeps out %s', (_what, ignore, files, excluded) => {
  const found = volumeOf(
    memoryContext({ '.dockerignore': ignore, a: '1', 'b.md': '1', 'lib/x/y': '1', 'lib/keep': '1', 'src/c': '1' }),
    ['.'],
  );
  expect(found.files).toBe(files);
  expect(Object.fromEntries(found.excluded.map(({ pattern, entries }) => [pattern, entries]))).toEqual(excluded);
});

test.each([
  ['*', ['a+b.md', 'c', 'x1', 'x2']],
  ['*.md', ['a+b.md']],
  ['x?', ['x1', 'x2']],
  ['x[2-9]', ['x2']],
  ['x[^2]', ['x1']],
  ['*/d*', ['c/d', 'c/de']],
  ['c/??', ['c/de']],
  ['a+?.md', ['a+b.md']],
  ['[', []],
])('the source %s matches %j', (pattern, expected) => {
  expect(matchesOf(memoryContext({ 'a+b.md': '', 'c/d': '', 'c/de': '', x1: '', x2: '' }), pattern)).toEqual(expected);
});

test('a folder that is kept out but for some files sends these', () => {
  const partly = memoryContext({ '.dockerignore': 'src\n!src/keep\n', 'src/keep': '12', 'src/x': '1' });
  const { file, position } = atCursor(`${head}COPY s‸rc /`, { context: partly });
  const result = hover(file, position, { state: true, imageInfo: () => undefined });
  expect(JSON.stringify(result?.contents)).toContain('sends 1 file, 2 B');
});

test('counting ends when there is too much', () => {
  const many = memoryContext(Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`f${index}`, 'x'])));
  expect(volumeOf(many, ['.']).complete).toBe(false);
});
