import { expect, test } from 'vitest';
import {
  credentialsFor,
  credentialsHeader,
  registriesHeader,
  registryOf,
  runCredentialHelper,
} from '../../../client/src/engine/credentials';
import type { Machine } from '../../../client/src/engine/endpoints';
import { registryError } from '../../../client/src/engine/registry-errors';
import { LayerProgress } from '../../../client/src/engine/transfers';

const hub = 'https://index.docker.io/v1/';
const encoded = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['nginx', hub],
  ['library/nginx', hub],
  ['docker.io/owner/app', hub],
  ['ghcr.io/owner/app', 'ghcr.io'],
  ['localhost/app', 'localhost'],
  ['localhost:5000/app', 'localhost:5000'],
  ['[::1]:5000/app', '[::1]:5000'],
  ['owner/app', hub],
])('%s comes from %s', (reference, registry) => {
  expect(registryOf(reference)).toBe(registry);
});

function machine(config: unknown): Machine {
  return {
    platform: 'linux',
    home: '/home/ann',
    env: {},
    readFile: (path) => (path === '/home/ann/.docker/config.json' ? JSON.stringify(config) : undefined),
    readFolder: () => [],
    exists: () => false,
  };
}

const none = () => Promise.reject(new Error('no helper is expected'));

test.each([
  ['nothing', {}, 'ghcr.io', undefined],
  ['the file', { auths: { 'ghcr.io': { auth: encoded('ann:a:b') } } }, 'ghcr.io', { username: 'ann', password: 'a:b' }],
  [
    'an old entry',
    { auths: { 'https://ghcr.io/v1/': { auth: encoded('ann:x') } } },
    'ghcr.io',
    { username: 'ann', password: 'x' },
  ],
  ["Docker Hub's entry", { auths: { [hub]: { auth: encoded('ann:x') } } }, hub, { username: 'ann', password: 'x' }],
  [
    'a token',
    { auths: { 'ghcr.io': { auth: encoded('ann:x'), identitytoken: 'T' } } },
    'ghcr.io',
    { identitytoken: 'T' },
  ],
  ['another registry', { auths: { 'quay.io': { auth: encoded('ann:x') } } }, 'ghcr.io', undefined],
  ['an empty entry', { auths: { 'ghcr.io': {} } }, 'ghcr.io', undefined],
  ['nonsense', { auths: { 'ghcr.io': { auth: 7 } } }, 'ghcr.io', undefined],
])('credentials from %s', async (_what, config, registry, expected) => {
  const found = await credentialsFor(registry, machine(config), none);
  expect(found).toEqual(expected && { ...expected, serveraddress: registry });
});

test.each([
  [
    'of the registry',
    { credHelpers: { 'ghcr.io': 'gh' }, credsStore: 'desktop' },
    'gh',
    '{"Username":"ann","Secret":"x"}',
    { username: 'ann', password: 'x' },
  ],
  ['for all', { credsStore: 'desktop' }, 'desktop', '{"Username":"<token>","Secret":"T"}', { identitytoken: 'T' }],
  ['without an entry', { credsStore: 'desktop' }, 'desktop', new Error('credentials not found'), undefined],
  ['that prints nonsense', { credsStore: 'desktop' }, 'desktop', 'oops', undefined],
] as const)('credentials from a helper %s', async (_what, config, helper, output, expected) => {
  const asked: string[] = [];
  const found = await credentialsFor('ghcr.io', machine(config), (name, registry) => {
    asked.push(name, registry);
    return typeof output === 'string' ? Promise.resolve(output) : Promise.reject(output);
  });
  expect(asked).toEqual([helper, 'ghcr.io']);
  expect(found).toEqual(expected && { ...expected, serveraddress: 'ghcr.io' });
});

test('a helper is one program, found by its name', async () => {
  await expect(runCredentialHelper('../evil', 'ghcr.io')).rejects.toThrow(/not the name/);
  await expect(runCredentialHelper('is-not-installed', 'ghcr.io')).rejects.toThrow(/ENOENT/);
});

test.each(['', 'a', 'ab', '???>>>', 'ü~'])(
  'the header for the password %j is URL-safe base64 with padding',
  (password) => {
    const credentials = { username: 'ann', password, serveraddress: 'x' };
    const header = credentialsHeader(credentials);
    expect(header).toMatch(/^[\w-]+={0,2}$/);
    expect(header.length % 4).toBe(0);
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual(credentials);
    const several = registriesHeader([credentials]);
    expect(several.length % 4).toBe(0);
    expect(JSON.parse(Buffer.from(several, 'base64url').toString())).toEqual({ x: credentials });
  },
);

test.each([
  ['toomanyrequests: You have reached your pull rate limit.', 'refused', /no more pulls/],
  [
    'pull access denied for x, repository does not exist or may require "docker login": denied',
    'not-found',
    /no such image/,
  ],
  ['manifest for 127.0.0.1:5/x:2 not found: manifest unknown: manifest unknown', 'not-found', /that name and tag/],
  ['Head "http://127.0.0.1:5/v2/x/manifests/1": no basic auth credentials', 'refused', /refused access/],
  ['Get "https://no.example/v2/": dial tcp: lookup no.example: no such host', 'unreachable', /does not reach/],
  ['Get "https://r/v2/": http: server gave HTTP response to HTTPS client', 'unreachable', /plain HTTP/],
  ['something else', 'failed', /^Could not pull x: something else\.$/],
])('a registry that says %j', (said, kind, words) => {
  const error = registryError('pull x', said);
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(words);
});

test('progress adds up the layers', () => {
  const progress = new LayerProgress();
  progress.add({ id: 'a', status: 'Downloading', progressDetail: { current: 10, total: 100 } });
  progress.add({ id: 'b', status: 'Downloading', progressDetail: { current: 5, total: 50 } });
  expect(progress.add({ id: 'a', status: 'Download complete', progressDetail: {} })).toEqual({
    done: 105,
    total: 150,
    status: 'Download complete',
  });
});
