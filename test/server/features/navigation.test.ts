import { expect, test } from 'vitest';
import { definition } from '../../../server/src/features/definition';
import { namedAt } from '../../../server/src/features/occurrences';
import { offsetAt } from '../../../server/src/features/positions';
import { highlights, references } from '../../../server/src/features/references';
import { prepareRename, rename } from '../../../server/src/features/rename';
import { lint } from '../../../server/src/rules/lint';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { atCursor, dockerfile } from '../../support/cursor';
import { sampleDockerfiles } from '../../support/dockerfiles';

const uri = 'file:///Dockerfile';

/** Line and words of each definition. */
function defined(marked: string): string[] {
  const { file, text, position } = atCursor(marked);
  return definition(file, uri, position).map(({ targetSelectionRange: { start, end } }) => {
    return `${start.line}: ${text.slice(offsetAt(file.tree, start), offsetAt(file.tree, end))}`;
  });
}

/** The text with every occurrence of what is at the cursor in brackets. */
function marks(marked: string): string {
  const { file, text, position } = atCursor(marked);
  let result = '';
  let at = 0;
  for (const { range } of references(file, uri, position, true)) {
    const start = offsetAt(file.tree, range.start);
    const end = offsetAt(file.tree, range.end);
    result += `${text.slice(at, start)}⟦${text.slice(start, end)}⟧`;
    at = end;
  }
  return result + text.slice(at);
}

function renamed(marked: string, newName: string): string {
  const { file, text, position } = atCursor(marked);
  const edits = rename(file, position, newName);
  if (typeof edits === 'string') return edits;
  return [...edits].reverse().reduce((result, { range, newText }) => {
    return result.slice(0, offsetAt(file.tree, range.start)) + newText + result.slice(offsetAt(file.tree, range.end));
  }, text);
}

const stages =
  'FROM alpine AS build\nFROM build AS next\nCOPY --link --from=build a b\nRUN --mount=type=bind,from=build,target=/x true\nCOPY --from=0 c d\n';

test.each([
  ['FROM', stages.replace('FROM build', 'FROM bu‸ild')],
  ['--from behind another flag', stages.replace('--from=build', '--from=bu‸ild')],
  ['from= of a mount', stages.replace(',from=build', ',from=‸build')],
  ['a number', stages.replace('--from=0', '--from=‸0')],
  ['the name itself', stages.replace('AS build', 'AS build‸')],
])('the definition of a stage from %s', (_where, marked) => {
  expect(defined(marked)).toEqual(['0: build']);
});

test('the places of a stage, and its new name everywhere but at numbers', () => {
  const marked = stages.replace('FROM build', 'FROM bui‸ld');
  expect(marks(marked)).toBe(
    'FROM alpine AS ⟦build⟧\nFROM ⟦build⟧ AS next\nCOPY --link --from=⟦build⟧ a b\nRUN --mount=type=bind,from=⟦build⟧,target=/x true\nCOPY --from=⟦0⟧ c d\n',
  );
  expect(renamed(marked, 'deps')).toBe(stages.replaceAll('build', 'deps'));
});

test('a stage name is compared without case where BuildKit does', () => {
  expect(marks('FROM alpine AS Bui‸ld\nFROM scratch\nCOPY --from=BUILD a b\n')).toBe(
    'FROM alpine AS ⟦Build⟧\nFROM scratch\nCOPY --from=⟦BUILD⟧ a b\n',
  );
});

const variables: [what: string, marked: string, result: string][] = [
  ['ENV in one stage', 'FROM a\nENV X=1\nWORKDIR $‸X\nENV X=${X}2', 'FROM a\nENV ⟦X⟧=1\nWORKDIR $⟦X⟧\nENV ⟦X⟧=${⟦X⟧}2'],
  ['two names in one ENV', 'FROM a\nENV A=1 B=$A\nUSER $‸B', 'FROM a\nENV A=1 ⟦B⟧=$A\nUSER $⟦B⟧'],
  ['shell code', 'FROM a\nARG V‸=1\nRUN echo $V "${V}" \'$V\'', 'FROM a\nARG ⟦V⟧=1\nRUN echo $⟦V⟧ "${⟦V⟧}" \'$V\''],
  ['a heredoc of RUN', 'FROM a\nARG V‸=1\nRUN <<EOF\necho $V\nEOF', 'FROM a\nARG ⟦V⟧=1\nRUN <<EOF\necho $⟦V⟧\nEOF'],
  [
    'a quoted heredoc of COPY',
    'FROM a\nENV V‸=1\nCOPY <<"E" /x\n$V\nE\nCOPY <<E /y\n$V\nE',
    'FROM a\nENV ⟦V⟧=1\nCOPY <<"E" /x\n$V\nE\nCOPY <<E /y\n$⟦V⟧\nE',
  ],
  [
    'a global ARG',
    'ARG V=1\nFROM a:$V\nARG V\nUSER $‸V\nFROM b\nUSER $V',
    'ARG ⟦V⟧=1\nFROM a:$⟦V⟧\nARG ⟦V⟧\nUSER $⟦V⟧\nFROM b\nUSER $V',
  ],
  [
    'a global ARG in FROM alone',
    'ARG V=1\nFROM a:$V\nFROM b:${‸V}\nENV V=2',
    'ARG ⟦V⟧=1\nFROM a:$⟦V⟧\nFROM b:${⟦V⟧}\nENV V=2',
  ],
  [
    'an inherited variable',
    'FROM a AS x\nENV V=1\nFROM x\nUSER $V‸\nFROM b\nENV V=2',
    'FROM a AS x\nENV ⟦V⟧=1\nFROM x\nUSER $⟦V⟧\nFROM b\nENV V=2',
  ],
  [
    'quoted flags',
    'FROM a\nARG U‸=1 G=2\nCOPY --chown="${U}:$G" a b',
    'FROM a\nARG ⟦U⟧=1 G=2\nCOPY --chown="${⟦U⟧}:$G" a b',
  ],
  [
    'shell assignments',
    'FROM a\nARG V‸=1\nRUN V=2 cmd && export V && echo $V',
    'FROM a\nARG ⟦V⟧=1\nRUN ⟦V⟧=2 cmd && export ⟦V⟧ && echo $⟦V⟧',
  ],
];

test('each place of a name leads to the same places', () => {
  let places = 0;
  for (const text of [...sampleDockerfiles, ...variables.map(([, , marked]) => marked.replace(/[⟦⟧]/g, ''))]) {
    const file = dockerfile(text);
    for (let offset = 0; offset < text.length; offset += 1) {
      const occurrences = namedAt(file, offset)?.occurrences ?? [];
      for (const { start } of occurrences) expect(namedAt(file, start)?.occurrences).toEqual(occurrences);
      places += occurrences.length;
    }
  }
  expect(places).toBeGreaterThan(200);
});

test.each(variables)('the places of a variable: %s', (_what, marked, result) => {
  expect(marks(marked)).toBe(result);
});

test.each([
  ['a use', 'FROM a\nENV X=1\nENV X=2\nWORKDIR $‸X\nENV X=3', ['2: X']],
  ['a value that sees the one before', 'FROM a\nENV X=1\nENV X=${‸X}2', ['1: X']],
  ['FROM', 'ARG V=1\nFROM a:$‸V\nARG V=2', ['0: V']],
  ['FROM of a stage that does not repeat it', 'ARG V=1\nFROM a:$‸V', ['0: V']],
  ['an ARG that repeats a global one', 'ARG V=1\nFROM a\nARG ‸V', ['0: V']],
  ['shell code', 'FROM a\nENV X=1\nRUN echo $‸X', ['1: X']],
  ['nothing', 'FROM a\nWORKDIR $‸X', []],
  ['a predefined argument', 'FROM --platform=$BUILD‸PLATFORM a', []],
  ['the end of a heredoc', 'FROM a\nRUN <<EOF\nls\nEO‸F', ['1: EOF']],
])('the definition of a variable or heredoc from %s', (_where, marked, expected) => {
  expect(defined(marked)).toEqual(expected);
});

test('highlights tell reads from writes', () => {
  const { file, position } = atCursor('FROM a\nENV X‸=1\nUSER $X');
  expect(highlights(file, position).map(({ kind }) => kind)).toEqual([3, 2]);
});

test('declarations can be left out of references', () => {
  const { file, position } = atCursor('FROM a\nENV X‸=1\nUSER $X');
  expect(references(file, uri, position, false)).toHaveLength(1);
});

test('heredocs are renamed at both ends', () => {
  expect(renamed('FROM a\nRUN <<-"EO‸F"\n\tls\n\tEOF\n', 'END')).toBe('FROM a\nRUN <<-"END"\n\tls\n\tEND\n');
});

test.each([
  ['FROM a AS x‸\nFROM b AS y', 'Y', 'lower-case'],
  ['FROM a AS x‸\nFROM b AS y', 'y', 'already'],
  ['FROM a AS x‸', 'scratch', 'reserved'],
  ['FROM a\nENV A‸=1 B=2', 'B', 'already'],
  ['FROM a\nENV A‸=1', '1A', 'begins with a letter'],
  ['FROM a\nARG A‸=1', 'TARGETARCH', 'predefined'],
  ['FROM a\nRUN <<EOF‸\nEND\nEOF', 'END', 'already'],
  ['FROM a\nFROM b\nCOPY --from=0‸ a b', 'x', 'nothing here'],
  ['FROM a\nARG AB‸=1\nUSER $A\\\nB', 'X', 'cut in two'],
  ['FROM al‸pine', 'x', 'nothing here'],
  ['FROM a\nARG TARGETARCH‸', 'x', 'nothing here'],
])('%j is not renamed to %s', (marked, newName, sentence) => {
  expect(renamed(marked, newName)).toContain(sentence);
});

test('a name that another stage has for itself is free', () => {
  expect(renamed('FROM a\nENV A‸=1\nFROM b\nENV B=2', 'B')).toBe('FROM a\nENV B=1\nFROM b\nENV B=2');
});

test('a rename starts from the exact words, and its result builds as before', () => {
  const marked = 'ARG V=1\nFROM a:${V‸} AS s\nARG V\nENV W="x$V"\nRUN echo "$V"\n';
  const { file, position } = atCursor(marked);
  expect(prepareRename(file, position)).toEqual({
    range: { start: { line: 1, character: 9 }, end: { line: 1, character: 10 } },
    placeholder: 'V',
  });
  const result = renamed(marked, 'VERSION');
  expect(result).toBe('ARG VERSION=1\nFROM a:${VERSION} AS s\nARG VERSION\nENV W="x$VERSION"\nRUN echo "$VERSION"\n');
  expect(lint(dockerfile(result), defaultLintOptions, { rules: [] })).toEqual([]);
});
