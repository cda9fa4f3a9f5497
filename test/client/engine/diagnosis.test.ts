import { expect, test } from 'vitest';
import { diagnose } from '../../../client/src/engine/diagnosis';
import { type Endpoint, parseAddress } from '../../../client/src/engine/endpoint';
import type { Machine } from '../../../client/src/engine/endpoints';
import { EngineError, type EngineErrorKind } from '../../../client/src/engine/errors';

function machine(installed: boolean): Machine {
  return {
    platform: 'linux',
    home: '/home/me',
    env: { PATH: '/usr/bin' },
    readFile: () => undefined,
    readFolder: () => [],
    exists: (path) => installed && path === '/usr/bin/dockerd',
  };
}

function endpoint(url: string, source: Endpoint['source'] = 'context'): Endpoint {
  return { name: 'lab', source, url, address: parseAddress(url) };
}

const socket = 'unix:///var/run/docker.sock';

test.each<[string, string, boolean, string, EngineErrorKind, string]>([
  ['ENOENT', socket, false, '', 'unreachable', 'not-installed'],
  ['ENOENT', socket, true, '', 'unreachable', 'not-running'],
  ['ECONNREFUSED', socket, true, '', 'unreachable', 'not-running'],
  ['EACCES', socket, true, '', 'unreachable', 'no-permission'],
  ['', socket, true, '', 'timeout', 'no-answer'],
  ['ECONNREFUSED', 'tcp://h:2375', true, '', 'unreachable', 'unreachable'],
  ['ENOTFOUND', 'tcp://h:2375', true, '', 'unreachable', 'unreachable'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tcp://h:2376', true, '', 'unreachable', 'tls'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tcp://h:2376', true, '', 'unreachable', 'tls'],
  ['', 'tcp://h:2375', true, 'Client sent an HTTP request to an HTTPS server.', 'invalid', 'tls'],
  ['ESSH', 'ssh://h', true, 'Permission denied (publickey).', 'unreachable', 'ssh'],
  ['ETOOOLD', socket, true, '', 'unreachable', 'too-old'],
  ['EBADADDRESS', 'fd://', true, '', 'unreachable', 'bad-context'],
])('%s at %s (installed: %s) %s', (code, url, installed, message, kind, diagnosis) => {
  const error = new EngineError(kind, message || 'It failed.', code ? { code } : {});
  expect(diagnose(error, endpoint(url), machine(installed))).toMatchObject({
    kind: diagnosis,
    what: expect.stringMatching(/\.$/),
    nextStep: expect.stringMatching(/\S/),
  });
});

test('an address of the environment is not called a context', () => {
  const error = new EngineError('unreachable', 'Could not connect.', { code: 'EBADADDRESS' });
  const found = diagnose(error, endpoint('fd://', 'environment'), machine(true));
  expect(found.kind).toBe('bad-address');
  expect(found.why).toContain('the environment variable DOCKER_HOST');
});

test('a password in an address is not shown', () => {
  const error = new EngineError('unreachable', 'It failed.', { code: 'ENOTFOUND' });
  const { why } = diagnose(error, endpoint('tcp://me:secret@h:1'), machine(true));
  expect(why).not.toContain('secret');
});
