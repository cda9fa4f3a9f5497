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

test('buttons of texts and steps of the walkthrough name commands and pictures that exist', () => {
  const text = JSON.stringify(manifestParts(sources));
  const linked = [...text.matchAll(/\(command:([^)]+)\)|"onCommand:([^"]+)"/g)].map(
    ([, button, event]) => button ?? event,
  );
  expect(linked.length).toBeGreaterThan(20);
  // VS Code adds a command to each view that shows it.
  const known = [...commands.map(({ id }) => id), ...views.map(({ id }) => `${id}.focus`)];
  expect(linked.filter((id = '') => !known.includes(id))).toEqual([]);
  const pictures = [...text.matchAll(/images\/[\w.-]+/g)].map(([path]) => path);
  expect(pictures.filter((path) => !existsSync(path))).toEqual([]);
});

test.each([
  ['container:running', 'quayside.container.stop', true],
  ['container:running:ports', 'quayside.container.stop', true],
  ['container:exited', 'quayside.container.stop', false],
  ['container:exited', 'quayside.container.start', true],
  ['group:containers', 'quayside.container.stop', true],
  ['group:containers', 'quayside.container.rename', false],
  ['container:running', 'quayside.container.openInBrowser', false],
  ['container:running:ports', 'quayside.container.openInBrowser', true],
  ['image:dangling', 'quayside.image.remove', true],
  ['network:builtin', 'quayside.network.remove', false],
  ['network:own:used', 'quayside.network.disconnect', true],
  ['disk:images', 'quayside.image.prune', true],
])('on a row of context %s, %s is offered: %s', (context, id, offered) => {
  const { menus } = manifestParts(sources)['contributes'] as {
    menus: Record<string, { command: string; when: string; group: string }[]>;
  };
  const items = (menus['view/item/context'] ?? []).filter(
    ({ command, group }) => command === id && !group.startsWith('inline'),
  );
  const patterns = items.map(({ when }) => new RegExp(/viewItem =~ \/(.*)\/( &&|$)/.exec(when)?.[1] ?? '(?!)'));
  expect(patterns.some((pattern) => pattern.test(context))).toBe(offered);
});
