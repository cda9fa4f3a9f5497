import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildContext } from '../../../client/src/build/build-context';
import { stopContainer } from '../../../client/src/commands/container/stop';
import { type Endpoint, parseAddress, type TlsMaterial } from '../../../client/src/engine/endpoint';
import { useEngine } from '../../support/engine';
import { follow, releaseAll, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'] }]);
const other = useEngine([{ tags: ['other:1'] }]);
const folder = mkdtempSync(join(tmpdir(), 'quayside-reach-'));
const cleanups: (() => void)[] = [];

afterAll(() => {
  for (const cleanup of cleanups.reverse()) {
    cleanup();
  }
  rmSync(folder, { recursive: true, force: true });
});

function endpoint(url: string, tls?: TlsMaterial): Endpoint {
  return { name: 'reach', source: 'context', url, address: parseAddress(url, tls) };
}

const down =
  (kind: string) =>
  (state: { readonly connection: { readonly status: string; readonly diagnosis?: { readonly kind: string } } }) =>
    state.connection.status === 'down' && state.connection.diagnosis?.kind === kind;

test('two engines are followed at once, each with its own objects', async () => {
  const [one, two] = [follow(socketEndpoint(engine.socket)), follow(socketEndpoint(other.socket))];
  await Promise.all([one.connected(), two.connected()]);
  expect([one.image('app:1'), one.image('other:1')].map(Boolean)).toEqual([true, false]);
  expect([two.image('app:1'), two.image('other:1')].map(Boolean)).toEqual([false, true]);
});

async function listenBeforeEngine(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

test('an engine on TCP is followed and obeyed', async () => {
  const port = await listenBeforeEngine(
    createServer((socket) =>
      socket
        .pipe(connect(engine.socket))
        .on('error', () => {})
        .pipe(socket)
        .on('error', () => {}),
    ),
  );
  const followed = follow(endpoint(`tcp://127.0.0.1:${port}`));
  await followed.connected();
  await engine.run('over-tcp', 'app:1');
  await followed.until('the container', () => followed.container('over-tcp')?.state === 'running');
  const container = followed.container('over-tcp');
  await stopContainer.run(followed.context(), container ? [container] : []);
  await followed.until('its stop', () => followed.container('over-tcp')?.state === 'exited');
});

describe('TLS', () => {
  const pem = (name: string) => readFileSync(join(folder, `${name}.pem`), 'utf8');
  let url = '';

  function issue(name: string, subject: string, extension: string, authority: string): void {
    const key = join(folder, `${name}-key.pem`);
    const request = join(folder, `${name}.csr`);
    writeFileSync(join(folder, 'extension'), extension);
    execFileSync(
      'openssl',
      [
        'req',
        '-new',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-keyout',
        key,
        '-subj',
        subject,
        '-out',
        request,
      ],
      { stdio: 'pipe' },
    );
    const ca = [
      '-CA',
      join(folder, `${authority}.pem`),
      '-CAkey',
      join(folder, `${authority}-key.pem`),
      '-CAcreateserial',
    ];
    execFileSync(
      'openssl',
      [
        'x509',
        '-req',
        '-in',
        request,
        ...ca,
        '-days',
        '2',
        '-extfile',
        join(folder, 'extension'),
        '-out',
        join(folder, `${name}.pem`),
      ],
      { stdio: 'pipe' },
    );
  }

  beforeAll(async () => {
    for (const name of ['ca', 'stranger']) {
      execFileSync(
        'openssl',
        [
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
          '-subj',
          `/CN=${name}`,
          '-keyout',
          join(folder, `${name}-key.pem`),
          '-out',
          join(folder, `${name}.pem`),
        ],
        { stdio: 'pipe' },
      );
    }
    issue('server', '/CN=engine', 'subjectAltName=IP:127.0.0.1', 'ca');
    issue('client', '/CN=me', 'extendedKeyUsage=clientAuth', 'ca');
    issue('foreign', '/CN=me', 'extendedKeyUsage=clientAuth', 'stranger');
    const server = createTlsServer(
      { key: pem('server-key'), cert: pem('server'), ca: pem('ca'), requestCert: true, rejectUnauthorized: true },
      (socket) => {
        socket.on('error', () => {});
        socket
          .pipe(connect(engine.socket))
          .on('error', () => {})
          .pipe(socket);
      },
    );
    url = `tcp://127.0.0.1:${await listenBeforeEngine(server)}`;
  });

  const material = (client: string, ca = 'ca'): TlsMaterial => ({
    ca: pem(ca),
    cert: pem(client),
    key: pem(`${client}-key`),
    skipVerify: false,
  });

  test('with the right certificates the engine is followed', async () => {
    const followed = follow(endpoint(url, material('client')));
    await followed.connected();
    expect(followed.image('app:1')).toBeDefined();
  });

  test('BuildKit asks for the files and the secrets of a build', async () => {
    const followed = follow(endpoint(url, material('client')));
    await followed.connected();
    const context = join(folder, 'context');
    const dockerfile = join(context, 'Dockerfile');
    mkdirSync(context);
    writeFileSync(
      dockerfile,
      'FROM app:1\nCOPY . /\nRUN --mount=type=secret,id=key test "$(cat /run/secrets/key)" = "$(cat /expected)"\n',
    );
    writeFileSync(join(context, 'expected'), 'a secret');
    const secrets = new Map([['key', Buffer.from('a secret')]]);
    const records: unknown[] = [];
    await followed.live.engine.builds.build(
      { tags: ['over-tls'], target: '', platform: '', buildArgs: {}, noCache: false, pull: false },
      buildContext(context, dockerfile),
      { lent: { credentials: async () => undefined, secrets, sshAgent: undefined } },
      (raw) => records.push(raw),
      new AbortController().signal,
    );
    expect(JSON.stringify(records)).not.toContain('errorDetail');
    await followed.until('the image', () => followed.image('over-tls:latest') !== undefined);
  });

  test('an unknown authority, a foreign certificate, none, and plain text are told as such', async () => {
    const cases: readonly (TlsMaterial | undefined)[] = [
      material('client', 'stranger'),
      material('foreign'),
      { ca: pem('ca'), skipVerify: false },
    ];
    for (const tls of cases) {
      await follow(endpoint(url, tls)).until('the refusal', down('tls'));
    }
  });

  test('verification can be skipped, as a context may say', async () => {
    await follow(endpoint(url, { ...material('client', 'stranger'), skipVerify: true })).connected();
  });
});

describe('SSH', () => {
  let port = 0;
  const path = process.env['PATH'];

  /** A server of our own on loopback, and an `ssh` whose configuration leads to it. */
  async function serve(forwarding: 'yes' | 'no', known = true): Promise<void> {
    const home = mkdtempSync(join(folder, 'ssh-'));
    const file = (name: string) => join(home, name);
    mkdirSync(file('bin'), { recursive: true });
    mkdirSync('/run/sshd', { recursive: true });
    for (const name of ['host', 'user']) {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file(name)]);
    }
    port = await freePort();
    writeFileSync(file('authorized'), readFileSync(file('user.pub')));
    writeFileSync(file('known'), known ? `[127.0.0.1]:${port} ${readFileSync(file('host.pub'), 'utf8')}` : '');
    const server = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${file('host')}`,
      `AuthorizedKeysFile ${file('authorized')}`,
      'StrictModes no',
      'PermitRootLogin yes',
      'PasswordAuthentication no',
      'UsePAM no',
      `PidFile ${file('pid')}`,
      `AllowStreamLocalForwarding ${forwarding}`,
    ];
    writeFileSync(file('sshd_config'), `${server.join('\n')}\n`);
    writeFileSync(
      file('ssh_config'),
      `Host *\n  IdentityFile ${file('user')}\n  IdentitiesOnly yes\n  UserKnownHostsFile ${file('known')}\n`,
    );
    writeFileSync(file('bin/ssh'), `#!/bin/sh\nexec /usr/bin/ssh -F ${file('ssh_config')} "$@"\n`);
    chmodSync(file('bin/ssh'), 0o755);
    const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', file('sshd_config')], { stdio: 'ignore' });
    cleanups.push(() => sshd.kill());
    await vi.waitFor(() => reachable(port), 60_000);
    process.env['PATH'] = `${file('bin')}:${path}`;
  }

  afterAll(() => {
    process.env['PATH'] = path;
  });

  test('one connection is kept, through which the engine is followed and obeyed', async () => {
    await serve('yes');
    const followed = follow(endpoint(`ssh://root@127.0.0.1:${port}${engine.socket}`));
    await followed.until('the connection', ({ connection }) => connection.status === 'connected');
    await engine.run('over-ssh', 'app:1');
    await followed.until('the container', () => followed.container('over-ssh')?.state === 'running');
    expect(children('ssh')).toBe(1);
    releaseAll();
    await vi.waitFor(() => expect(children('ssh')).toBe(0), 60_000);
  });

  test('where sockets are not forwarded, docker on the other side is asked to', async () => {
    await serve('no');
    const followed = follow(endpoint(`ssh://root@127.0.0.1:${port}${engine.socket}`));
    await followed.until('the connection', ({ connection }) => connection.status === 'connected');
    expect(followed.image('app:1')).toBeDefined();
  });

  test('an engine that does not run over there is told in the words of ssh', async () => {
    await serve('yes');
    const followed = follow(endpoint(`ssh://root@127.0.0.1:${port}/nowhere/docker.sock`));
    await followed.until('the refusal', down('ssh'));
  });

  test('an unknown host is refused in the words of ssh', async () => {
    await serve('yes', false);
    const followed = follow(endpoint(`ssh://root@127.0.0.1:${port}`));
    const { connection } = await followed.until('the refusal', down('ssh'));
    expect(connection).toMatchObject({ diagnosis: { why: expect.stringContaining('Host key verification failed') } });
  });
});

function reachable(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** How many children of this process run a program. */
function children(program: string): number {
  const list = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'comm='], { encoding: 'utf8' });
  return list.split('\n').filter((name) => name.trim() === program).length;
}
