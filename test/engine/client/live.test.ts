import { chmodSync, linkSync, readFileSync, rmSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { isSilent, type State } from '../../../client/src/store/state';
import { explainFailures, useEngine } from '../../support/engine';
import { follow, releaseAll, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['web:1', 'web:latest'] }, { tags: [], created: '2023-01-01T00:00:00Z' }]);

const down =
  (kind: string) =>
  ({ connection }: State) =>
    connection.status === 'down' && connection.diagnosis.kind === kind;

test('lists once, then follows what happens from outside', async () => {
  explainFailures(engine);
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  expect(followed.image('web:1')?.tags).toEqual(['web:1', 'web:latest']);
  expect([...followed.state.images.values()].filter(({ tags }) => tags.length === 0)).toHaveLength(1);

  const id = await engine.run('db', 'web:1', {
    start: false,
    config: { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8090' }] } } },
  });
  await followed.until('the new container', ({ containers }) => containers.get(id)?.state === 'created');
  await engine.call('POST', `/containers/${id}/start`);
  await followed.until('its start', ({ containers }) => containers.get(id)?.state === 'running');
  await followed.until('its ports', ({ containers }) => containers.get(id)?.ports.length === 2);
  expect(followed.container('db')).toMatchObject({
    image: 'web:1',
    ports: [
      { container: 80, host: 8090 },
      { container: 80, host: 8090 },
    ],
  });
  await engine.call('POST', `/containers/${id}/pause`);
  await followed.until('the pause', ({ containers }) => containers.get(id)?.state === 'paused');
  await engine.call('POST', `/containers/${id}/unpause`);
  await followed.until('the end of the pause', ({ containers }) => containers.get(id)?.state === 'running');
  await engine.call('POST', `/containers/${id}/rename?name=cache`);
  await followed.until('the name', ({ containers }) => containers.get(id)?.name === 'cache');
  await engine.call('POST', `/containers/${id}/kill`);
  await followed.until('its end', ({ containers }) => containers.get(id)?.exitCode === 137);
  await engine.call('DELETE', `/containers/${id}`);
  await followed.until('its removal', ({ containers }) => !containers.has(id));

  await engine.call('POST', '/images/web:1/tag?repo=shop&tag=2');
  await followed.until('the tag', () => followed.image('shop:2') !== undefined);
  await engine.call('DELETE', '/images/shop:2');
  await followed.until('the untag', () => followed.image('shop:2') === undefined);
  await engine.call('POST', '/volumes/create', { Name: 'data' });
  await followed.until('the volume', ({ volumes }) => volumes.has('data'));
  await engine.call('DELETE', '/volumes/data');
  await followed.until('its removal', ({ volumes }) => !volumes.has('data'));
  const { Id: network } = await engine.call('POST', '/networks/create', { Name: 'backend' });
  await followed.until('the network', ({ networks }) => networks.get(network)?.name === 'backend');
  await engine.call('DELETE', `/networks/${network}`);
  await followed.until('its removal', ({ networks }) => !networks.has(network));
});

test('a container that removes itself leaves no row behind', async () => {
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const id = await engine.run('brief', 'web:1', { config: { Cmd: ['true'], HostConfig: { AutoRemove: true } } });
  await engine.request('POST', `/containers/${id}/wait?condition=removed`);
  await followed.until('its removal', ({ containers }) => !containers.has(id));
});

test('twenty containers that start and stop together end up right', async () => {
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const ids = await Promise.all(
    Array.from({ length: 20 }, (_, index) => engine.run(`many${index}`, 'web:1', { start: false })),
  );
  await Promise.all(ids.map((id) => engine.call('POST', `/containers/${id}/start`)));
  await followed.until('all running', ({ containers }) => ids.every((id) => containers.get(id)?.state === 'running'));
  await Promise.all(ids.map((id) => engine.call('POST', `/containers/${id}/kill`)));
  await followed.until('all ended', ({ containers }) => ids.every((id) => containers.get(id)?.state === 'exited'));
  await Promise.all(ids.map((id) => engine.call('DELETE', `/containers/${id}?force=1`)));
  await followed.until('all gone', ({ containers }) => containers.size === 0);
});

test('says that a killed engine is gone, and is right again after its return', async () => {
  explainFailures(engine);
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  await engine.kill();
  await followed.until('the loss', down('not-running'));
  expect(followed.state.images.size).toBe(0);
  await engine.start();
  await followed.until('the return', () => followed.image('web:1') !== undefined);
});

test('says that a stopped engine is gone: its socket is taken away', async () => {
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  await engine.stop();
  await followed.until('the loss', down('not-running'));
  await engine.start();
  await followed.connected();
});

test('says that a hung engine does not answer, keeps its rows, and goes on without a new list when it does', async () => {
  const followed = follow(socketEndpoint(engine.socket));
  const { images } = await followed.connected();
  const cancel = new AbortController();
  engine.freeze();
  const call = followed.live.engine.system.facts(cancel.signal);
  try {
    await followed.until('the silence', isSilent);
    expect(followed.state.images).toBe(images);
    cancel.abort();
    await expect(call).rejects.toMatchObject({ kind: 'cancelled' });
  } finally {
    engine.thaw();
  }
  await followed.until('the answer', (state) => state.connection.status === 'connected' && !isSilent(state));
  expect(followed.state.images).toBe(images);
});

test('a hang that began while nobody was there is told to who comes back, and ends with it', async () => {
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  followed.live.attend(false);
  engine.freeze();
  try {
    followed.live.attend(true);
    await followed.until('the silence', isSilent);
  } finally {
    engine.thaw();
  }
  await followed.until('the answer', (state) => state.connection.status === 'connected' && !isSilent(state));
});

test('gives a hung engine up in the end: calls fail in words, and its return is noticed', async () => {
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  engine.freeze();
  try {
    const call = followed.live.engine.containers.wait('anything');
    await expect(call).rejects.toThrow('the engine did not answer within 5 s');
    await followed.until('the loss', down('no-answer'));
  } finally {
    engine.thaw();
  }
  await followed.connected();
});

test('an engine that hangs before it is reached is told to hang, not to be gone', async () => {
  engine.freeze();
  try {
    const followed = follow(socketEndpoint(engine.socket));
    await followed.until('the silence', isSilent);
    expect(followed.state.connection.status).toBe('connecting');
    engine.thaw();
    await followed.connected();
  } finally {
    engine.thaw();
  }
});

test('a socket that the user may not open is told as such, until it may be opened', async () => {
  chmodSync(engine.folder, 0o755);
  process.seteuid?.('nobody');
  try {
    const followed = follow(socketEndpoint(engine.socket));
    await followed.until('the refusal', down('no-permission'));
    process.seteuid?.(0);
    chmodSync(engine.socket, 0o666);
    process.seteuid?.('nobody');
    await followed.connected();
  } finally {
    process.seteuid?.(0);
  }
});

test('a socket that appears later is noticed', async () => {
  const followed = follow(socketEndpoint(`${engine.folder}/later.sock`));
  await followed.until('the loss', down('not-running'));
  linkSync(engine.socket, `${engine.folder}/later.sock`);
  await followed.connected();
  rmSync(`${engine.folder}/later.sock`);
});

test('everybody who holds the engine shares one connection, none is left when nobody does, and nothing is asked when nobody is there', async () => {
  const connections = () =>
    readFileSync('/proc/net/unix', 'utf8')
      .split('\n')
      .filter((line) => line.endsWith(engine.socket)).length;
  // Those of the tests before are closed in a moment.
  await vi.waitFor(() => expect(connections()).toBe(0), 60_000);
  const followed = follow(socketEndpoint(engine.socket));
  followed.live.attend(false);
  const release = followed.live.hold();
  await followed.connected();
  await vi.waitFor(() => expect(connections()).toBe(1), 60_000);
  // Failed, cancelled and broken calls leave nothing behind either.
  const { containers, system } = followed.live.engine;
  const cancel = new AbortController();
  const calls = Promise.allSettled([
    containers.inspect('nothing'),
    containers.start('nothing'),
    system.facts(cancel.signal),
  ]);
  cancel.abort();
  await calls;
  await vi.waitFor(() => expect(connections()).toBe(1), 60_000);
  release();
  expect(followed.state.connection.status).toBe('connected');
  releaseAll();
  expect(followed.state.connection.status).toBe('idle');
  await vi.waitFor(() => expect(connections()).toBe(0), 60_000);
});
