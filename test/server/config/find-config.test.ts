import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigFinder, readConfig } from '../../../server/src/config/find-config';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'config-'));
  mkdirSync(join(root, 'a', 'b'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(root, path), text);

test('the nearest config file counts, in the folder itself or above', () => {
  write('.hadolint.yaml', 'ignored: [TOP]\n');
  write('a/.hadolint.yml', 'ignored: [NEAR]\n');
  const finder = new ConfigFinder();
  expect(finder.forFolder(join(root, 'a', 'b'))).toMatchObject({
    path: join(root, 'a/.hadolint.yml'),
    config: { ignored: ['NEAR'] },
  });
  expect(finder.forFolder(root)?.config.ignored).toEqual(['TOP']);
});

test('.yaml comes before .yml', () => {
  write('.hadolint.yml', 'ignored: [SECOND]\n');
  write('.hadolint.yaml', 'ignored: [FIRST]\n');
  expect(new ConfigFinder().forFolder(root)?.config.ignored).toEqual(['FIRST']);
});

test('a changed file is read again only after forget', () => {
  const finder = new ConfigFinder();
  write('a/.hadolint.yaml', 'ignored: [OLD]\n');
  const ignored = () => finder.forFolder(join(root, 'a'))?.config.ignored;
  expect(ignored()).toEqual(['OLD']);
  write('a/.hadolint.yaml', 'ignored: [NEW]\n');
  expect(ignored()).toEqual(['OLD']);
  finder.forget();
  expect(ignored()).toEqual(['NEW']);
});

test('a file that cannot be read is a problem, one that does not exist is none', () => {
  mkdirSync(join(root, 'a', '.hadolint.yaml'));
  expect(new ConfigFinder().forFolder(join(root, 'a'))?.problems[0]?.message).toContain('cannot be read');
  expect(readConfig(join(root, 'missing.yaml'))).toBeUndefined();
});
