import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../../../server/src/syntax/values/csv';

describe('CSV', () => {
  it.each<[string, string[] | string]>([
    ['a,b=c', ['a', 'b=c']],
    ['a,', ['a', '']],
    [',', ['', '']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a""b"', ['a"b']],
    ['', 'EOF'],
    ['a"b', 'parse error on line 1, column 2: bare " in non-quoted field'],
    ['"a', 'parse error on line 1, column 3: extraneous or missing " in quoted-field'],
    ['"a"b,c', 'parse error on line 1, column 3: extraneous or missing " in quoted-field'],
  ])('%j', (text, expected) => {
    const result = parseCsv(text);
    expect(result.ok ? result.value.map((field) => field.text) : result.reason).toEqual(expected);
    if (result.ok) expect(result.value.map(({ start, end }) => text.slice(start, end)).join()).toBe(text);
  });
});
