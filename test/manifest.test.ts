import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../client/src/commands/registry';
import { manifestParts, readmeTables } from '../client/src/manifest';
import { views } from '../client/src/views/registry';
import { settingSpecs } from '../server/src/settings';

const update = process.env['UPDATE'] === '1';
const sources = { commands, views, settings: settingSpecs };

test('package.json says what the code declares', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const declared = JSON.parse(JSON.stringify(manifestParts(sources)));
  if (update) {
    writeFileSync('package.json', `${JSON.stringify({ ...manifest, ...declared }, null, 2)}\n`);
  } else {
    expect(manifest, 'run: UPDATE=1 npx vitest run test/manifest.test.ts').toMatchObject(declared);
    expect(manifest.contributes).toEqual(declared.contributes);
  }
});

test('the tables of the README are those of the code', () => {
  if (!existsSync('README.md')) {
    expect.fail('there is no README.md');
  }
  let readme = readFileSync('README.md', 'utf8');
  for (const [name, table] of Object.entries(readmeTables(sources))) {
    const region = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    expect(readme, `markers <!-- ${name} --> and <!-- /${name} -->`).toMatch(region);
    const written = readme.replace(region, (_all, start, end) => `${start}\n${table}\n\n${end}`);
    if (!update) {
      expect(readme, 'run: UPDATE=1 npx vitest run test/manifest.test.ts').toBe(written);
    }
    readme = written;
  }
  if (update) {
    writeFileSync('README.md', readme);
  }
});

test('ids, titles and icons are well-formed and unique', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const command of commands) {
    expect(command.id).toMatch(/^quayside\.[a-z]+\.[a-zA-Z]+$/);
    expect(command.title).toMatch(/^[A-Z]/);
    if ('inline' in command && command.inline !== undefined) {
      expect(command.icon, `${command.id} is an inline button`).toBeDefined();
    }
  }
});
