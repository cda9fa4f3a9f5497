import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../../../server/src/syntax/values/duration';
import { outcome } from './outcome';

describe('durations', () => {
  it.each<[string, number | string]>([
    ['0', 0],
    ['5s', 5e9],
    ['1m30s', 90e9],
    ['1.5h', 5400e9],
    ['.5s', 5e8],
    ['1.s', 1e9],
    ['-2ms', -2e6],
    ['+3us', 3000],
    ['3µs', 3000],
    ['3μs', 3000],
    ['10ns', 10],
    ['', 'time: invalid duration ""'],
    ['-', 'time: invalid duration "-"'],
    ['.s', 'time: invalid duration ".s"'],
    ['s', 'time: invalid duration "s"'],
    ['5', 'time: missing unit in duration "5"'],
    ['1m5', 'time: missing unit in duration "1m5"'],
    ['5 s', 'time: unknown unit " s" in duration "5 s"'],
    ['5S', 'time: unknown unit "S" in duration "5S"'],
    ['1d', 'time: unknown unit "d" in duration "1d"'],
    ['2562048h', 'time: invalid duration "2562048h"'],
    ['99999999999999999999s', 'time: invalid duration "99999999999999999999s"'],
    ['5toString', 'time: unknown unit "toString" in duration "5toString"'],
  ])('%j', (text, expected) => expect(outcome(parseDuration(text))).toBe(expected));
});
