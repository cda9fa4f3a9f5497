import { describe, expect, it } from 'vitest';
import { suggest, suggestInCase } from '../../../../server/src/syntax/values/suggest';

describe('suggestions', () => {
  it.each<[string, string[], string | undefined]>([
    ['mont', ['mount', 'network'], 'mount'],
    ['mnt', ['mount'], 'mount'],
    ['mt', ['mount'], undefined],
    ['mount', ['mount', 'mounts'], undefined],
    ['ab', ['abcd', 'abc'], 'abc'],
    ['', ['a'], 'a'],
    ['rnu', ['env', 'run', 'nur'], 'run'],
    ['kitten', ['sitting'], undefined],
  ])('%s of %j', (text, candidates, expected) => expect(suggest(text, candidates)).toBe(expected));

  it.each<[string, string]>([
    ['FORM', 'FROM'],
    ['form', 'from'],
    ['Form', 'from'],
  ])('%s keeps its case', (text, expected) => expect(suggestInCase(text, ['FROM'])).toBe(expected));
});
