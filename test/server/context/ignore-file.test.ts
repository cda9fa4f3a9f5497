import { describe, expect, test } from 'vitest';
import { ignoreFile } from '../../../server/src/context/ignore-file';

describe('which line excludes a path', () => {
  test.each([
    ['node_modules', 'node_modules', 0],
    ['node_modules', 'node_modules/react/index.js', 0],
    ['node_modules', 'src/node_modules', undefined],
    ['**/node_modules', 'src/node_modules/x', 0],
    ['/build/', 'build', 0],
    ['*.log', 'a.log', 0],
    ['*.log', 'logs/a.log', undefined],
    ['**/*.log', 'logs/a.log', 0],
    ['*/temp*', 'a/temporary.txt', 0],
    ['temp?', 'tempa', 0],
    ['[ab]c', 'bc', 0],
    ['*', 'anything/at/all', 0],
    ['**', 'anything', 0],
    ['Dockerfile', 'dockerfile', undefined],
    ['# a comment\n\n  x  ', 'x', 2],
    ['\uFEFFx', 'x', 0],
    ['x\r\ny\r\n', 'y', 1],
    ['*\n!keep', 'keep', undefined],
    ['*\n!keep', 'other', 0],
    ['*\n!keep\nkeep/secret', 'keep/secret', 2],
    ['docs\n!docs/README.md', 'docs/README.md', undefined],
    ['./a/../b', 'b', 0],
    ['[', '[', undefined],
    ['', 'x', undefined],
  ])('%j and %j', (text, path, line) => {
    expect(ignoreFile(text)(path)?.line).toBe(line);
  });
});

test('the pattern is given as written', () => {
  expect(ignoreFile('\n  /dist/  \n')('dist/x.js')).toEqual({ pattern: '/dist/', line: 1 });
});
