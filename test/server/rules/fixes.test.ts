import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChanges, compatibleFixes, fixAll } from '../../../server/src/rules/fixes';
import type { Diagnosed } from '../../../server/src/rules/lint';
import type { Fix, TextChange } from '../../../server/src/rules/rule';
import { check } from '../../support/lint';
import '../../support/property-seed';

const change = (start: number, end: number, text: string): TextChange => ({ start, end, text });
const fix = (...changes: TextChange[]): Fix => ({ title: 'Mend', changes, safe: true });

function finding(...fixes: Fix[]): Diagnosed {
  const start = fixes[0]?.changes[0]?.start ?? 0;
  const rest = { code: 'X', aliases: [], severity: 'info', source: 'quayside', url: undefined, message: '' } as const;
  return { start, end: start, fixes, ...rest };
}

test('changes are applied in document order, insertions at one place in the order given', () => {
  expect(applyChanges('abc', [change(2, 3, 'Z'), change(0, 1, ''), change(1, 1, '1'), change(1, 1, '2')])).toBe('12bZ');
});

describe('fixes that go together', () => {
  test.each([
    ['overlapping ones: the first', [fix(change(0, 2, 'x')), fix(change(1, 3, 'y'))], 1],
    ['inserting at one place: the first', [fix(change(1, 1, 'x')), fix(change(1, 1, 'y'))], 1],
    ['touching ones: both', [fix(change(0, 1, 'x')), fix(change(1, 2, 'y'))], 2],
    ['the same change: once', [fix(change(0, 1, 'x')), fix(change(0, 1, 'x'), change(2, 3, 'y'))], 2],
    [
      'unsafe and unfinished ones: none',
      [
        { ...fix(change(0, 1, 'x')), safe: false },
        { ...fix(change(2, 3, 'y')), needsInput: true },
      ],
      0,
    ],
  ])('%s', (_, fixes, count) => {
    const together = compatibleFixes(fixes.map((one) => finding(one)));
    expect(together).toHaveLength(count);
    const changes = together.flatMap(({ changes: all }) => all);
    expect(changes.length).toBe(new Set(changes.map(({ start, end, text }) => `${start} ${end} ${text}`)).size);
  });

  test('never overlap', () => {
    const anyChange = fc
      .tuple(fc.nat(30), fc.nat(5), fc.string({ maxLength: 3 }))
      .map(([at, length, text]) => change(at, at + length, text));
    const anyFix = fc.array(anyChange, { minLength: 1, maxLength: 1 }).map((changes) => fix(...changes));
    fc.assert(
      fc.property(fc.array(anyFix, { maxLength: 10 }), (fixes) => {
        const changes = compatibleFixes(fixes.map((one) => finding(one))).flatMap(({ changes: all }) => all);
        changes.sort((a, b) => a.start - b.start || a.end - b.end);
        for (const [index, { start }] of changes.entries()) {
          const before = changes[index - 1];
          if (before) expect(start).toBeGreaterThanOrEqual(before.end);
        }
      }),
    );
  });
});

test('all safe fixes of a file, again and again, with its line ends, comments and continuations', () => {
  const text = ['FROM debian:13', 'ADD a.py \\', '  # the other one', '  b.py /app', 'ADD c.py /c.py', ''].join('\r\n');
  const mended = fixAll(check(text), (next) => check(next));
  expect(mended.file.text).toBe(
    ['FROM debian:13', 'COPY a.py \\', '  # the other one', '  b.py /app/', 'COPY c.py /c.py', ''].join('\r\n'),
  );
});
