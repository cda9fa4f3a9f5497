import { describe, expect, test } from 'vitest';
import type { LabelType } from '../../../server/src/rules/options';
import { check, marked, unmarked } from '../../support/lint';

/** The label findings of a text under a schema, marked. */
function labelsMarked(text: string, labelSchema: Readonly<Record<string, LabelType>>, strictLabels = false): string {
  const { file, diagnostics } = check(unmarked(text), { options: { labelSchema, strictLabels } });
  return marked({ file, diagnostics: diagnostics.filter(({ code }) => /^DL30(49|5[0-68])$/.test(code)) });
}

describe('values by type', () => {
  test.each<[LabelType, string[], string[]]>([
    ['text', ['anything'], []],
    ['url', ['https://a.b/c', 'ftp://a.b', 'urn:x:y', 'mailto:a@b.c'], ['a.b/c', '/x', 'https//a']],
    [
      'rfc3339',
      ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.5+01:00'],
      ['2026-01-31', '2026-13-01T00:00:00Z', '12:00:00Z', '2026-01-31T12:00:00'],
    ],
    [
      'spdx',
      ['MIT', 'BSD-3-Clause', '"MIT OR Apache-2.0"', '"GPL-2.0-only WITH Classpath-exception-2.0"'],
      ['Foo', 'mit-like', '"MIT or"'],
    ],
    [
      'hash',
      ['43c572f', '43c572f1272b', '43c572f1272b6b3171dd1db9e41b7027128ce080'],
      ['43c57', 'v1', '43C572F', 'main'],
    ],
    ['semver', ['1.2.3', '1.2.3-rc.1+b7', '0.0.0'], ['v1.2.3', '1.2', '1.02.3', '1.2.3-']],
    ['email', ['a@b.c', 'a.b+c@d-e.f', 'a@localhost'], ['a', 'a@', '@b.c', '"a b@c.d"']],
  ])('%s', (type, good, bad) => {
    for (const value of good) {
      const text = `FROM a:1\nLABEL x=${value}\n`;
      expect(labelsMarked(text, { x: type })).toBe(text);
    }
    for (const value of bad) {
      const text = `FROM a:1\nONBUILD LABEL x=${value}\nLABEL y=1 x=⟦${value}⟧\n`;
      expect(labelsMarked(text.replace(`ONBUILD LABEL x=${value}`, `ONBUILD LABEL x=⟦${value}⟧`), { x: type })).toBe(
        text.replace(`ONBUILD LABEL x=${value}`, `ONBUILD LABEL x=⟦${value}⟧`),
      );
    }
  });

  test('values that are not known are not judged', () => {
    const text = 'FROM a:1\nARG V\nLABEL x=$V\n';
    expect(labelsMarked(text, { x: 'semver' })).toBe(text);
  });

  test('an empty value is told as such only', () => {
    expect(labelsMarked('FROM a:1\nLABEL x=⟦""⟧ y=""\n', { x: 'semver' })).toBe('FROM a:1\nLABEL x=⟦""⟧ y=""\n');
  });
});

test.each([
  ['⟦FROM⟧ a:1\n'],
  ['FROM a:1\nLABEL x=1\n'],
  ['FROM a:1\nONBUILD LABEL x=1\n'],
  ['FROM a:1 AS b\nLABEL x=1\nFROM b\n'],
  ['FROM a:1 AS b\nFROM b\nLABEL x=1\n'],
  ['FROM a:1 AS b\nFROM c:1\nCOPY --from=b /d /e\nLABEL x=1\n'],
  ['⟦FROM⟧ a:1\nFROM c:1\nLABEL x=1\n'],
  ['FROM a:1 AS b\n⟦FROM⟧ b\nFROM b\nLABEL x=1\n'],
])('missing labels: %j', (text) => expect(labelsMarked(text, { x: 'text' })).toBe(text));

test.each([
  ['FROM a:1\nLABEL x=1 ⟦y⟧=2\n', true],
  ['FROM a:1\nLABEL x=1 y=2\n', false],
  ['FROM a:1\nLABEL x=1\nONBUILD LABEL ⟦y⟧=2\n', true],
])('labels that the schema does not know: %j, strict %j', (text, strict) => {
  expect(labelsMarked(text, { x: 'text' }, strict)).toBe(text);
});
