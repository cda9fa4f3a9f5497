import { describe, expect, it } from 'vitest';
import { parseSignal } from '../../../../server/src/syntax/values/signal';
import { outcome } from './outcome';

describe('signals', () => {
  it.each<[string, number | undefined]>([
    ['9', 9],
    ['+9', 9],
    ['-1', -1],
    ['SIGTERM', 15],
    ['sigquit', 3],
    ['Hup', 1],
    ['RTMIN', 34],
    ['SIGRTMIN+15', 49],
    ['RTMAX-14', 50],
    ['RTMAX', 64],
    ['0', undefined],
    ['', undefined],
    ['9.5', undefined],
    ['RTMIN+16', undefined],
    ['RTMAX-15', undefined],
    ['SIGSIGTERM', undefined],
    ['SIGFOO', undefined],
    ['constructor', undefined],
  ])('%j', (text, expected) => expect(outcome(parseSignal(text))).toBe(expected ?? `invalid signal: ${text}`));
});
