import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseAddress } from '../../../client/src/engine/endpoint';
import { configurationPaths, currentEndpoint, findEndpoints, type Machine } from '../../../client/src/engine/endpoints';

const sha = (name: string) => createHash('sha256').update(name).digest('hex');

function machine(
  env: Record<string, string>,
  files: Record<string, string> = {},
  platform: NodeJS.Platform = 'linux',
): Machine {
  return {
    platform,
    home: '/home/me',
    env,
    readFile: (path) => files[path],
    readFolder: (path) => [
      ...new Set(
        Object.keys(files).flatMap((file) =>
          file.startsWith(`${path}/`) ? [file.slice(path.length + 1).split('/')[0] ?? ''] : [],
        ),
      ),
    ],
    exists: (path) => path in files,
  };
}

function contextFiles(name: string, host: string, more: Record<string, unknown> = {}): Record<string, string> {
  const meta = {
    Name: name,
    Metadata: { Description: `about ${name}` },
    Endpoints: { docker: { Host: host, ...more } },
  };
  return { [`/home/me/.docker/contexts/meta/${sha(name)}/meta.json`]: JSON.stringify(meta) };
}

const config = (currentContext: string) => ({ '/home/me/.docker/config.json': JSON.stringify({ currentContext }) });
const lab = contextFiles('lab', 'tcp://lab:2376');

test.each([
  ['nothing', {}, {}, 'default', 'unix:///var/run/docker.sock'],
  ['DOCKER_HOST', { DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'lab' }, lab, 'DOCKER_HOST', 'tcp://a:1'],
  ['an empty DOCKER_HOST', { DOCKER_HOST: '', DOCKER_CONTEXT: 'lab' }, lab, 'lab', 'tcp://lab:2376'],
  [
    'DOCKER_CONTEXT before the current context',
    { DOCKER_CONTEXT: 'lab' },
    { ...lab, ...config('other') },
    'lab',
    'tcp://lab:2376',
  ],
  ['the current context', {}, { ...lab, ...config('lab') }, 'lab', 'tcp://lab:2376'],
  ['the context named default', {}, { ...lab, ...config('default') }, 'default', 'unix:///var/run/docker.sock'],
  ['a broken config file', {}, { '/home/me/.docker/config.json': '{' }, 'default', 'unix:///var/run/docker.sock'],
])('%s decides', (_case, env, files, name, url) => {
  expect(currentEndpoint(machine(env as Record<string, string>, files as Record<string, string>))).toMatchObject({
    name,
    url,
  });
});

test('the choice of the window comes first', () => {
  expect(currentEndpoint(machine({ DOCKER_HOST: 'tcp://a:1' }, lab), 'lab').url).toBe('tcp://lab:2376');
});

test('DOCKER_CONFIG moves the folder', () => {
  const files = { '/etc/dk/config.json': '{"currentContext":"gone"}' };
  expect(currentEndpoint(machine({ DOCKER_CONFIG: '/etc/dk' }, files)).address).toEqual({
    kind: 'invalid',
    reason: 'there is no docker context named "gone"',
  });
});

test('certificates come from the context, or from the environment', () => {
  const folder = `/home/me/.docker/contexts/tls/${sha('lab')}/docker`;
  const files = {
    ...contextFiles('lab', 'tcp://lab:2376', { SkipTLSVerify: true }),
    [`${folder}/ca.pem`]: 'CA',
    [`${folder}/key.pem`]: 'KEY',
    ...config('lab'),
  };
  expect(currentEndpoint(machine({}, files)).address).toMatchObject({
    tls: { ca: 'CA', key: 'KEY', skipVerify: true },
  });
  const env = { DOCKER_HOST: 'tcp://a:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/certs' };
  expect(currentEndpoint(machine(env, { '/certs/cert.pem': 'CERT' })).address).toMatchObject({
    port: 2376,
    tls: { cert: 'CERT', skipVerify: false },
  });
});

test('all engines are found, each once', () => {
  const files = {
    ...lab,
    ...contextFiles('rootless', 'unix:///run/user/1/docker.sock'),
    '/run/user/1/docker.sock': '',
    '/home/me/.colima/default/docker.sock': '',
  };
  const found = findEndpoints(machine({ XDG_RUNTIME_DIR: '/run/user/1' }, files));
  expect(found.map(({ name, source }) => `${name} (${source})`)).toEqual([
    'default (context)',
    'lab (context)',
    'rootless (context)',
    'Colima (socket)',
  ]);
});

test.each([
  ['unix:///a/b.sock', { kind: 'socket', path: '/a/b.sock' }],
  ['unix://', { kind: 'socket', path: '/var/run/docker.sock' }],
  ['npipe:////./pipe/x', { kind: 'socket', path: '//./pipe/x' }],
  ['tcp://h', { kind: 'tcp', host: 'h', port: 2375 }],
  ['h:99', { kind: 'tcp', host: 'h', port: 99 }],
  ['tcp://h:2376', { kind: 'tcp', host: 'h', port: 2376, tls: { skipVerify: false } }],
  ['tcp://[::1]:2375', { kind: 'tcp', host: '::1', port: 2375 }],
  ['ssh://me@h:2222/run/d.sock', { kind: 'ssh', destination: 'me@h', port: 2222, socketPath: '/run/d.sock' }],
  ['ssh://h', { kind: 'ssh', destination: 'h', socketPath: '/var/run/docker.sock' }],
  ['ssh://-oProxyCommand=x', { kind: 'invalid' }],
  ['ssh://me:secret@h', { kind: 'invalid' }],
  ['fd://', { kind: 'invalid' }],
  ['tcp://', { kind: 'invalid' }],
])('%s is understood', (url, address) => {
  expect(parseAddress(url)).toMatchObject(address);
});

test('on Windows engines are looked for behind named pipes', () => {
  const env = { DOCKER_CONFIG: 'C:\\Users\\me\\.docker' };
  const pipes = { '//./pipe/dockerDesktopLinuxEngine': '', '//./pipe/podman-machine-default': '' };
  const windows = machine(env, pipes, 'win32');
  expect(currentEndpoint(windows)).toMatchObject({
    url: 'npipe:////./pipe/docker_engine',
    address: { kind: 'socket', path: '//./pipe/docker_engine' },
  });
  expect(findEndpoints(windows).map(({ url }) => url)).toEqual([
    'npipe:////./pipe/docker_engine',
    'npipe:////./pipe/dockerDesktopLinuxEngine',
    'npipe:////./pipe/podman-machine-default',
  ]);
  expect(configurationPaths(windows).config).toBe('C:\\Users\\me\\.docker\\config.json');
});
