import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BuildContexts } from '../../../server/src/context/build-context';
import { parse } from '../../../server/src/parser/parse';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-context-'));
});

afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const context = (name: string, text: string, contexts = new BuildContexts()) =>
  contexts.of(join(root, name), parse(text));

test("the context is the Dockerfile's folder", () => {
  write({ 'app/src/main.js': '' });
  const found = context('app/Dockerfile', 'FROM scratch\nCOPY src /src\n');
  expect(found.root).toBe(`${root}/app`);
  expect(found.exists('src/main.js')).toBe(true);
  expect(found.exists('src/other.js')).toBe(false);
  expect(found.ignoreFile).toBeUndefined();
  expect(found.excludedBy('src')).toBeUndefined();
});

test('it is a folder above when only that holds all that is copied', () => {
  write({ 'docker/web/entry.sh': '', 'package.json': '', 'docker/web/x': '' });
  const text = 'FROM scratch\nCOPY package.json docker/web/entry.sh /\nCOPY --from=other /x /y\nCOPY $y *.md /\n';
  expect(context('docker/web/Dockerfile', text).root).toBe(root);
  expect(context('docker/web/Dockerfile', 'FROM scratch\nCOPY entry.sh /\n').root).toBe(`${root}/docker/web`);
  expect(context('docker/web/Dockerfile', 'FROM scratch\nCOPY nowhere /\n').root).toBe(`${root}/docker/web`);
});

test('it is not above the top of the project, nor away from an ignore file', () => {
  write({
    'a.txt': '',
    'project/.git/HEAD': '',
    'project/docker/x': '',
    'project/b.txt': '',
    'project/own/.dockerignore': '',
  });
  expect(context('project/docker/Dockerfile', 'FROM scratch\nCOPY a.txt /\n').root).toBe(`${root}/project/docker`);
  expect(context('project/docker/Dockerfile', 'FROM scratch\nCOPY b.txt /\n').root).toBe(`${root}/project`);
  expect(context('project/own/Dockerfile', 'FROM scratch\nCOPY b.txt /\n').root).toBe(`${root}/project/own`);
});

test("the Dockerfile's own ignore file comes before the general one", () => {
  write({ '.dockerignore': 'a\n', 'web.Dockerfile.dockerignore': 'b\n' });
  const own = context('web.Dockerfile', 'FROM scratch\n');
  expect(own.ignoreFile).toEqual({ path: `${root}/web.Dockerfile.dockerignore`, text: 'b\n' });
  expect(own.excludedBy('b')).toEqual({ pattern: 'b', line: 0 });
  expect(own.excludedBy('a')).toBeUndefined();
  expect(context('Dockerfile', 'FROM scratch\n').excludedBy('a')).toEqual({ pattern: 'a', line: 0 });
});

test('what was read is kept until it is to be forgotten', () => {
  const contexts = new BuildContexts();
  expect(context('Dockerfile', 'FROM scratch\n', contexts).exists('a')).toBe(false);
  write({ a: '', '.dockerignore': 'a' });
  expect(context('Dockerfile', 'FROM scratch\n', contexts).exists('a')).toBe(false);
  contexts.forget();
  const found = context('Dockerfile', 'FROM scratch\n', contexts);
  expect(found.exists('a')).toBe(true);
  expect(found.excludedBy('a')?.line).toBe(0);
});
