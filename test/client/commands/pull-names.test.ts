import { expect, test } from 'vitest';
import { PullNames, placeOf } from '../../../client/src/commands/image/pull-names';
import type { Image } from '../../../client/src/engine/images';

const image = (id: string, ...tags: string[]) => [id, { id, tags, size: 5_000_000 } as unknown as Image] as const;
const names = () => new PullNames({ images: new Map([image('1', 'shop/web:1', 'node:20'), image('2')]) });
const values = (found: ReturnType<PullNames['choices']>) => found.map(({ value }) => value);

test('images that are here come first, then well-known ones; what begins as typed before what contains it', () => {
  const found = values(names().choices('node'));
  expect(found.slice(0, 2)).toEqual(['node:20', 'node']);
  expect(found).toContain('gcr.io/distroless/nodejs22-debian12');
  expect(values(names().choices('')).slice(0, 3)).toEqual(['node:20', 'shop/web:1', 'alpine']);
  expect(values(names().choices('scratch'))).toEqual([]);
  expect(values(names().choices('no/such'))).toEqual([]);
});

test('tags that the registry was asked for, newest first', () => {
  const asked = names();
  asked.addTags('node', ['18', '20', '20-alpine', '9', 'latest']);
  expect(values(asked.choices('node:'))).toEqual(['node:latest', 'node:20-alpine', 'node:20', 'node:18', 'node:9']);
  expect(values(asked.choices('node:20'))).toEqual(['node:20-alpine', 'node:20']);
});

test.each([
  ['nginx', 'docker.io', 'library/nginx'],
  ['bitnami/redis', 'docker.io', 'bitnami/redis'],
  ['docker.io/nginx', 'docker.io', 'library/nginx'],
  ['ghcr.io/owner/app', 'ghcr.io', 'owner/app'],
  ['localhost/app', 'localhost', 'app'],
  ['127.0.0.1:5000/team/app', '127.0.0.1:5000', 'team/app'],
])('%s is in %s', (name, registry, repository) => {
  expect(placeOf(name)).toEqual({ registry, repository });
});
