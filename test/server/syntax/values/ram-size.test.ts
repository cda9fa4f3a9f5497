import { describe, expect, it } from 'vitest';
import { parseRamSize } from '../../../../server/src/syntax/values/ram-size';

describe('sizes', () => {
  it.each<[string, number | undefined]>([
    ['10', 10],
    ['10b', 10],
    ['10k', 10240],
    ['10 KB', 10240],
    ['1.5g', 1610612736],
    ['1MiB', 1048576],
    ['.5m', 524288],
    ['', undefined],
    ['m', undefined],
    ['-1m', undefined],
    ['1x', undefined],
    ['1mm', undefined],
    ['1kib2', undefined],
    ['1bb', undefined],
    ['1  k', undefined],
  ])('%j', (text, expected) => expect(parseRamSize(text)).toBe(expected));
});
