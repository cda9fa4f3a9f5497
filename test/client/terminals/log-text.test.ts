import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Place } from '../../../client/src/terminals/log-source';
import { filterOf, patternProblem, plainText, safeText } from '../../../client/src/terminals/log-text';
import '../../support/property-seed';

test.each([
  ['colours stay', '\x1b[1;31mred\x1b[0m', '\x1b[1;31mred\x1b[0m'],
  ['the cursor does not move', 'a\x1b[2J\x1b[10;5Hb', 'ab'],
  ['nothing is asked of the terminal', 'a\x1b[6nb\x1b[cc', 'abc'],
  ['no title is set', 'a\x1b]0;title\x07b', 'ab'],
  ['nothing is copied', 'a\x1b]52;c;ZXZpbA==\x1b\\b', 'ab'],
  ['an unfinished sequence swallows the line only', 'a\x1b]0;never closed', 'a'],
  ['8-bit controls go', 'a\x9b31mb', 'a31mb'],
  ['a lone escape goes', 'a\x1b', 'a'],
  ['control characters become visible', 'a\x00\x07\x7fb', 'a␀␇␡b'],
  ['a tab stays', 'a\tb', 'a\tb'],
  ['the last of overwritten texts counts', '10 %\r50 %\r100 %\r', '100 %'],
])('%s', (_what, given, shown) => {
  expect(safeText(given)).toBe(shown);
});

test('whatever is printed, only colours can reach the terminal', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('\x1b', '[', ']', '1', ';', 'm', 'H', '\x07', '\\', '\x9b', 'ä') }),
      (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        expect(safeText(text).replaceAll(/\x1b\[[\d;:]*m/g, '')).not.toMatch(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/);
        expect(plainText(text)).not.toContain('\x1b');
      },
    ),
  );
});

test.each([
  ['', 'both', true],
  ['ERROR', 'both', true],
  ['missing', 'both', false],
  ['/err.r\\b/', 'both', false],
  ['/err.r\\b/i', 'both', true],
  ['error', 'stderr', false],
  ['error', 'stdout', true],
] as const)('the filter %j of %s: %s', (pattern, streams, passes) => {
  const line = { time: '', stream: 'stdout', text: '\x1b[31mErr\x1b[0mor 7' } as const;
  expect(filterOf({ pattern, streams })(line)).toBe(passes);
});

test('a wrong expression is told', () => {
  expect(patternProblem('/(/')).toMatch(/Unterminated group/);
  expect(patternProblem('(')).toBeUndefined();
});

test('lines that come again after a pause are left out, those of the same moment that are new are not', () => {
  const place = new Place();
  const line = (time: string, text: string) => ({ time, stream: 'stdout', text }) as const;
  const first = [line('1', 'a'), line('2', 'b'), line('2', 'c')];
  expect(place.pass(first)).toEqual(first);
  for (let round = 0; round < 2; round++) {
    expect(place.again()).toBe('2');
    expect(place.pass([line('2', 'b')])).toEqual([]);
    expect(place.pass([line('2', 'c')])).toEqual([]);
  }
  const next = [line('2', 'd'), line('3', 'e')];
  expect(place.pass(next)).toEqual(next);
});
