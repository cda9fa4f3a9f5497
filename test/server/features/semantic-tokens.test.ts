import fc from 'fast-check';
import { expect, test } from 'vitest';
import { semanticTokens, tokenChanges, tokenLegend } from '../../../server/src/features/semantic-tokens';
import { dockerfile } from '../../support/cursor';
import { sampleDockerfiles } from '../../support/dockerfiles';
import '../../support/property-seed';

interface Decoded {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly type: string;
  readonly modifiers: string[];
}

function decode(data: readonly number[]): Decoded[] {
  const tokens: Decoded[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, bits = 0] = data.slice(at, at + 5);
    line += lines;
    character = lines === 0 ? character + characters : characters;
    const modifiers = tokenLegend.tokenModifiers.filter((_, bit) => bits & (1 << bit));
    tokens.push({ line, character, length, type: tokenLegend.tokenTypes[type] ?? '?', modifiers });
  }
  return tokens;
}

/** Words with their types: `keyword:FROM class:alpine`. */
function words(text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  return decode(semanticTokens(dockerfile(text)).data)
    .map(
      ({ line, character, length, type, modifiers }) =>
        `${[type, ...modifiers].join('.')}:${lines[line]?.slice(character, character + length)}`,
    )
    .join(' ');
}

test.each([
  ['FROM alpine AS b', 'keyword:FROM class:alpine keyword:AS namespace.declaration:b'],
  ['FROM scratch', 'keyword:FROM class.defaultLibrary:scratch'],
  ['FROM a AS b\nFROM b', 'keyword:FROM class:a keyword:AS namespace.declaration:b keyword:FROM namespace:b'],
  ['ARG V=1\nFROM a:$V', 'keyword:ARG variable.declaration:V string:1 keyword:FROM class:a: variable:$V'],
  ['# escape=\\\n# words', 'comment:#  macro:escape comment:= string:\\ comment:# words'],
  [
    'FROM a\nRUN --mount=type=cache,target=/x ls -l "q$X"',
    'keyword:FROM class:a keyword:RUN property:--mount property:type string:cache property:target string:/x function:ls parameter:-l string:"q variable:$X string:"',
  ],
  ['FROM a\nCMD ["x", "y"]', 'keyword:FROM class:a keyword:CMD function:"x" string:"y"'],
  [
    'FROM a\nENV A="x $B y"',
    'keyword:FROM class:a keyword:ENV variable.declaration:A string:"x  variable:$B string: y"',
  ],
  ['FROM a\nEXPOSE 80/tcp', 'keyword:FROM class:a keyword:EXPOSE number:80/tcp'],
  ['FROM a\nONBUILD USER me', 'keyword:FROM class:a keyword:ONBUILD keyword:USER string:me'],
  [
    'FROM a\nRUN <<EOF\nls -a\nEOF',
    'keyword:FROM class:a keyword:RUN operator:<<EOF function:ls parameter:-a operator:EOF',
  ],
  [
    'FROM a\nCOPY <<E /x\none\n  two $X\nE',
    'keyword:FROM class:a keyword:COPY operator:<<E string:one string:two variable:$X operator:E',
  ],
  ['FROM a\nRUN x \\\n  # note\n  && y', 'keyword:FROM class:a keyword:RUN function:x comment:# note function:y'],
  [
    'FROM --platform=$BUILDPLATFORM a',
    'keyword:FROM property:--platform variable.defaultLibrary:$BUILDPLATFORM class:a',
  ],
])('%j', (text, expected) => {
  expect(words(text)).toBe(expected);
});

test('tokens never overlap, stay in their lines, and ascend, whatever the text', () => {
  const piece = fc.constantFrom(
    'FROM a',
    'RUN ',
    '--mount=type=',
    '"',
    "'",
    '$A',
    '${B',
    '}',
    '\\\n',
    '\n',
    '\r\n',
    '<<EOF\n',
    'EOF\n',
    'ENV A=',
    '["x"',
    ']',
    ' ',
    '# ',
    '=',
    ',',
    'ONBUILD ',
    'é😀',
  );
  const property = fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const text = pieces.join('');
    const lines = text.split(/\r\n|\n|\r/);
    let before = { line: 0, end: 0 };
    for (const { line, character, length } of decode(semanticTokens(dockerfile(text)).data)) {
      expect(length).toBeGreaterThan(0);
      expect(character + length).toBeLessThanOrEqual(lines[line]?.length ?? -1);
      expect(line > before.line || character >= before.end).toBe(true);
      before = { line, end: character + length };
    }
  });
  fc.assert(property, { numRuns: 500 });
});

test('the tokens of a range are those of its lines', () => {
  const [text = ''] = sampleDockerfiles;
  const file = dockerfile(text);
  const all = decode(semanticTokens(file).data);
  const range = { start: { line: 12, character: 0 }, end: { line: 16, character: 0 } };
  const some = decode(semanticTokens(file, range).data);
  const within = all.filter(({ line }) => line >= 12 && line < 16);
  expect(some.filter(({ line }) => line >= 12 && line < 16)).toEqual(within);
  expect(some.length).toBeLessThan(all.length / 2);
});

test('changes turn the old answer into the new one', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3)), fc.array(fc.nat(3)), (before, after) => {
      const result = [...before];
      for (const { start, deleteCount, data } of tokenChanges(before, after).edits)
        result.splice(start, deleteCount, ...(data ?? []));
      expect(result).toEqual(after);
    }),
  );
  expect(tokenChanges([1, 2], [1, 2]).edits).toEqual([]);
});
