import { expect, test } from 'vitest';
import { nameMatcher, PathPatterns } from '../../../client/src/build/path-patterns';

test.each<[patterns: readonly string[], matched: readonly string[], others: readonly string[]]>([
  [['a'], ['a', 'a/b', 'a/b/c'], ['b', 'ab', 'b/a']],
  [['./a//b/../c/'], ['a/c', 'a/c/d'], ['a', 'a/b']],
  [['/a', '  b  ', ''], ['a', 'b/c'], ['c']],
  [['*.log'], ['x.log', 'x.log/y'], ['a/x.log', 'xlog']],
  [['**/*.log'], ['x.log', 'a/x.log', 'a/b/x.log'], ['x.txt']],
  [['a/**'], ['a/b', 'a/b/c'], ['a', 'b/a']],
  [['a/**/z'], ['a/z', 'a/b/c/z', 'a/z/y'], ['a', 'z']],
  [['?x'], ['ax', '🐋x'], ['x', '/x', 'aax']],
  [
    ['[a-c]1', '[^a-c]2'],
    ['b1', 'd2'],
    ['d1', 'b2'],
  ],
  [['[a\\]]z', '[[]w'], [']z', 'az', '[w'], ['a]z']],
  [['a+(b)|c$.{1}'], ['a+(b)|c$.{1}'], ['aab', 'c']],
  [['\\*', 'x\\'], ['*', 'x\\'], ['y']],
  [
    ['a', '!a/b'],
    ['a', 'a/c'],
    ['a/b', 'a/b/c'],
  ],
  [['**/*.log', '!a/b'], ['a/x.log', 'a/b/x.log'], ['a/b']],
  [['!a', 'a'], ['a', 'a/b'], []],
])('%j', (patterns, matched, others) => {
  const found = new PathPatterns(patterns);
  expect(matched.filter((path) => !found.matches(path))).toEqual([]);
  expect(others.filter((path) => found.matches(path))).toEqual([]);
});

test.each<[pattern: string, folder: string, may: boolean]>([
  ['a/b', 'a', true],
  ['a/b', 'a/b/c', true],
  ['a/b', 'ab', false],
  ['a/*/c', 'a/x', true],
  ['a*/c', 'abc', true],
  ['a/*/c', 'b', false],
  ['**/c', 'b', true],
])('%j may match in the folder %j: %j', (pattern, folder, may) => {
  expect(new PathPatterns([pattern]).mayMatchIn(folder, false)).toBe(may);
  expect(new PathPatterns([pattern]).mayMatchIn(folder, true)).toBe(false);
  expect(new PathPatterns([`!${pattern}`]).mayMatchIn(folder, true)).toBe(may);
});

test('a pattern that can not be read is named', () => {
  expect(() => new PathPatterns(['[z-a]'])).toThrow('The pattern [z-a] of');
  expect(nameMatcher('*.t?t')('größe.txt')).toBe(true);
});
