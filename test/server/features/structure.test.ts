import { expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-types';
import { codeLenses } from '../../../server/src/features/code-lenses';
import { documentLinks } from '../../../server/src/features/document-links';
import { foldingRanges } from '../../../server/src/features/folding';
import { type InlayHintsShown, inlayHints } from '../../../server/src/features/inlay-hints';
import { offsetAt } from '../../../server/src/features/positions';
import { selectionRanges } from '../../../server/src/features/selection-ranges';
import { documentSymbols, flatSymbols, workspaceSymbols } from '../../../server/src/features/symbols';
import { atCursor, dockerfile } from '../../support/cursor';

const uri = 'file:///Dockerfile';
const text = `# syntax=docker/dockerfile:1
ARG V=1
FROM a AS build
# about
# this
run x \\
  y
COPY <<EOF /f
one
EOF

# region tools
FROM b
USER me
# endregion
`;

test('the outline has stages with their instructions', () => {
  const symbols = documentSymbols(dockerfile(text));
  expect(symbols.map(({ name, detail, children }) => [name, detail, children?.map((child) => child.name)])).toEqual([
    ['syntax', 'docker/dockerfile:1', undefined],
    ['ARG', 'V=1', undefined],
    ['build', 'FROM a', ['RUN', 'COPY']],
    ['stage 1', 'FROM b', ['USER']],
  ]);
  expect(symbols[2]?.range).toEqual({ start: { line: 2, character: 0 }, end: { line: 9, character: 3 } });
  expect(symbols[2]?.selectionRange.start).toEqual({ line: 2, character: 10 });
  expect(flatSymbols(uri, symbols).map(({ name, containerName }) => [name, containerName])).toContainEqual([
    'USER me',
    'stage 1',
  ]);
});

test('stages and variables are found by some of their letters', () => {
  const names = (query: string) => workspaceSymbols(dockerfile(text), uri, query).map(({ name }) => name);
  expect(names('')).toEqual(['build', 'V']);
  expect(names('BLD')).toEqual(['build']);
  expect(names('x')).toEqual([]);
});

test('stages, instructions, heredocs, comments and regions fold', () => {
  const found = foldingRanges(dockerfile(text)).map(({ startLine, endLine, kind }) =>
    `${startLine}-${endLine} ${kind ?? ''}`.trim(),
  );
  expect(found.sort()).toEqual(['11-14 region', '12-13', '2-9', '3-4 comment', '5-6', '7-9'].sort());
});

test('selections grow from word to document', () => {
  const {
    file,
    text: source,
    position,
  } = atCursor('FROM a\nRUN --mount=type=cache,target=/x echo "a ‸b" && ls\n# c\nRUN y');
  const found: string[] = [];
  for (let range: SelectionRange | undefined = selectionRanges(file, [position])[0]; range; range = range.parent) {
    found.push(source.slice(offsetAt(file.tree, range.range.start), offsetAt(file.tree, range.range.end)));
  }
  expect(found).toEqual([
    '"a b"',
    'echo "a b"',
    'echo "a b" && ls',
    'RUN --mount=type=cache,target=/x echo "a b" && ls',
    'FROM a\nRUN --mount=type=cache,target=/x echo "a b" && ls\n# c\nRUN y',
    ...[],
  ]);
});

test.each([
  ['FROM node:22', 'https://hub.docker.com/_/node'],
  ['FROM grafana/grafana', 'https://hub.docker.com/r/grafana/grafana'],
  ['FROM quay.io/a/b:1', 'https://quay.io/repository/a/b'],
  ['FROM ghcr.io/astral-sh/uv:1', 'https://github.com/astral-sh/uv/pkgs/container/uv'],
  ['FROM mcr.microsoft.com/dotnet/sdk:9.0', 'https://mcr.microsoft.com/artifact/mar/dotnet/sdk/about'],
  ['FROM myreg.io:5000/node', undefined],
  ['ARG V=22\nFROM node:$V', 'https://hub.docker.com/_/node'],
  ['FROM scratch', undefined],
  ['FROM scratch\nCOPY --from=nginx:1 a b', 'https://hub.docker.com/_/nginx'],
  ['FROM scratch\nFROM scratch\nCOPY --from=0 a b', undefined],
  ['FROM scratch\nRUN --mount=type=bind,from=nginx,target=/x y', 'https://hub.docker.com/_/nginx'],
  ['# syntax=docker/dockerfile:1\nFROM scratch', 'https://hub.docker.com/r/docker/dockerfile'],
  ['FROM scratch\nADD https://example.com/x.tar /x', 'https://example.com/x.tar'],
  ['FROM scratch\nADD https://$HOST/x.tar /x', undefined],
])('the link in %j', (source, target) => {
  expect(documentLinks(dockerfile(source)).map((link) => link.target)).toEqual(target === undefined ? [] : [target]);
});

test.each<[InlayHintsShown, string[]]>([
  ['off', []],
  ['stages', ['1:9 = a:1', '5:13 = build']],
  ['all', ['1:9 = a:1', '3:9 = /w/sub', '4:7 = 1', '5:13 = build']],
])('inlay hints shown: %s', (shown, expected) => {
  const file = dockerfile(
    'ARG V=1\nFROM a:$V AS build\nENV X=1\nWORKDIR /w/sub\nUSER $X\nCOPY --from=0 a b'
      .replace('WORKDIR /w/sub', 'WORKDIR s')
      .replace('ENV X=1', 'ENV X=1'),
  );
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const found = inlayHints(file, range, shown).map(
    ({ position, label }) => `${position.line}:${position.character} ${String(label)}`,
  );
  expect(found.sort()).toEqual(expected.map((hint) => hint.replace('= /w/sub', '= /s')).sort());
});

test('each stage can be built and run', () => {
  const lenses = codeLenses(dockerfile('FROM a AS x\nFROM b'), uri).map(({ range, command }) => [
    range.start.line,
    command?.title,
    command?.arguments,
  ]);
  expect(lenses).toEqual([
    [0, 'Build this stage', [uri, 'x']],
    [0, 'Build and run', [uri, 'x']],
    [1, 'Build this image', [uri, '1']],
    [1, 'Build and run', [uri, '1']],
  ]);
});
