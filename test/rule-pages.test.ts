import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rules } from '../server/src/rules/registry';
import { rulePages } from './support/rule-pages';

const folder = 'docs/rules';

test('docs/rules says what the rules say', () => {
  const pages = rulePages(rules);
  if (process.env['UPDATE'] === '1') {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) if (!pages.has(`${folder}/${name}`)) rmSync(join(folder, name));
    for (const [path, text] of pages) writeFileSync(path, text);
  }
  expect(
    readdirSync(folder)
      .map((name) => `${folder}/${name}`)
      .sort(),
  ).toEqual([...pages.keys()].sort());
  for (const [path, text] of pages) {
    expect(
      existsSync(path) && readFileSync(path, 'utf8'),
      `${path}; run: UPDATE=1 npx vitest run test/rule-pages.test.ts`,
    ).toBe(text);
  }
});
