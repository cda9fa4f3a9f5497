import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { instructions } from '../../server/src/instructions/registry';

test('the grammar colours the keywords that there are', () => {
  const grammar = readFileSync('syntaxes/dockerfile.tmLanguage.json', 'utf8');
  const coloured = [...grammar.matchAll(/"\\\\G\(\?i:\(([A-Z|]+)\)\)/g)].flatMap(([, words = '']) => words.split('|'));
  expect([...new Set(coloured)].sort()).toEqual(instructions.map(({ keyword }) => keyword).sort());
});
