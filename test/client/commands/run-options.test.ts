import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandLine, splitWords } from '../../../client/src/commands/command-line';
import {
  exposedPorts,
  isShell,
  noOptions,
  preferredHostPort,
  runLine,
  specOf,
  validateEnvironment,
  validateName,
  validatePorts,
  validateVolumes,
} from '../../../client/src/commands/image/run-options';
import '../../support/property-seed';

test('words that are quoted are split into the same words', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
      expect(splitWords(commandLine(words))).toEqual(words);
    }),
  );
});

test.each([
  ['a  b', ['a', 'b']],
  [`A="x y" 'z'w \\"`, ['A=x y', 'zw', '"']],
  [`"a\\"b" '\\'`, ['a"b', '\\']],
  [`''`, ['']],
  ['', []],
  ['"open', undefined],
])('%s is split as a shell would', (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

test.each([
  [validateName, ['', 'db', 'db-1.x_y'], ['-db', 'd', 'a b', 'a/b']],
  [
    validatePorts,
    ['', '80', '8080:80', '127.0.0.1:53:53/udp, 80', '[::1]:80:80'],
    ['x', '80:', '8080:80:80:80', '70000:80', '0'],
  ],
  [validateEnvironment, ['', 'A=1 "B=x y"', 'A='], ['A', '=x', '"A=1']],
  [
    validateVolumes,
    ['', 'data:/data', '/a b:/x:ro'.replace(' ', '\\ '), 'C:\\x:/y'.replace('\\', '\\\\')],
    ['data', 'data:x', './a:/x', '../a:/x', 'data:/x:rx'],
  ],
])('%o accepts and refuses', (validate, good, bad) => {
  expect(good.map((value) => validate(value))).toEqual(good.map(() => undefined));
  expect(bad.filter((value) => validate(value) === undefined)).toEqual([]);
});

test('options become the body that the engine wants', () => {
  const spec = specOf('web:1', {
    ...noOptions,
    name: 'shop',
    ports: '8080:80 127.0.0.1:5353:53/udp 9',
    environment: 'A=1',
    volumes: '/srv:/srv:ro',
    removeOnExit: true,
    restart: 'always',
    interactive: true,
    network: 'back',
    user: '1000',
    command: 'sh -c "a b"',
  });
  expect(spec).toEqual({
    name: 'shop',
    body: {
      Image: 'web:1',
      Cmd: ['sh', '-c', 'a b'],
      Env: ['A=1'],
      User: '1000',
      ExposedPorts: { '80/tcp': {}, '53/udp': {}, '9/tcp': {} },
      Tty: true,
      OpenStdin: true,
      AttachStdin: true,
      AttachStdout: true,
      AttachStderr: true,
      HostConfig: {
        PortBindings: {
          '80/tcp': [{ HostIp: '', HostPort: '8080' }],
          '53/udp': [{ HostIp: '127.0.0.1', HostPort: '5353' }],
          '9/tcp': [{ HostIp: '', HostPort: '' }],
        },
        Mounts: [{ Type: 'bind', Source: '/srv', Target: '/srv', ReadOnly: true }],
        // A container that removes itself can not be restarted: the engine refuses both together.
        AutoRemove: true,
        NetworkMode: 'back',
      },
    },
  });
});

test('the command line says the same', () => {
  const line = runLine('web:1', {
    ...noOptions,
    name: 'shop',
    ports: '8080:80',
    environment: '"A=x y"',
    volumes: 'data:/d',
    command: 'ls -l',
    restart: 'always',
  });
  expect(commandLine(line)).toBe(
    "docker container run -d --name shop -p 8080:80 -e 'A=x y' -v data:/d --restart always web:1 ls -l",
  );
});

test('what an image says is read', () => {
  expect(exposedPorts({ Config: { ExposedPorts: { '443/tcp': {}, '80/tcp': {} } } })).toEqual(['80/tcp', '443/tcp']);
  expect(exposedPorts(undefined)).toEqual([]);
  expect([
    isShell({ Config: { Cmd: ['/bin/bash'] } }),
    isShell({ Config: { Cmd: ['sh', '-c', 'x'] } }),
    isShell({ Config: { Cmd: ['sh'], Entrypoint: ['/run'] } }),
  ]).toEqual([true, false, false]);
  expect([preferredHostPort(80), preferredHostPort(3000)]).toEqual([8080, 3000]);
});
