import { expect, test } from 'vitest';
import { connectNetwork } from '../../../client/src/commands/network/connect';
import { createNetwork } from '../../../client/src/commands/network/create';
import { disconnectNetwork } from '../../../client/src/commands/network/disconnect';
import { pruneNetworks } from '../../../client/src/commands/network/prune';
import { removeNetwork } from '../../../client/src/commands/network/remove';
import { systemDiskUsage } from '../../../client/src/commands/system/disk-usage';
import { pruneSystem } from '../../../client/src/commands/system/prune';
import { createVolume } from '../../../client/src/commands/volume/create';
import { pruneVolumes } from '../../../client/src/commands/volume/prune';
import { removeVolume } from '../../../client/src/commands/volume/remove';
import { membersOf } from '../../../client/src/views/networks';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine();

async function fresh(): Promise<Followed> {
  await engine.empty();
  await engine.load([
    { tags: ['app:1'] },
    { tags: [], created: '2023-01-01T00:00:00Z', files: { '/x': 'y'.repeat(9000) } },
  ]);
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  return followed;
}

const volumeNames = async (): Promise<readonly string[]> =>
  ((await engine.call('GET', '/volumes')).Volumes ?? []).map(({ Name }: { Name: string }) => Name).sort();

const network = (followed: Followed, name: string) =>
  [...followed.state.networks.values()].filter((one) => one.name === name);

test('volumes are created and removed; those in use stay and say by whom', async () => {
  const followed = await fresh();
  await createVolume.run(followed.context(new FakeUi('data')));
  await createVolume.run(followed.context(new FakeUi('kept')));
  await engine.run('db', 'app:1', { config: { HostConfig: { Binds: ['kept:/kept'] } } });
  await followed.until('all', ({ volumes }) => volumes.has('data') && followed.container('db')?.mounts.length === 1);
  const both = ['data', 'kept'].flatMap((name) => followed.state.volumes.get(name) ?? []);
  const ui = new FakeUi('Remove');
  await removeVolume.run(followed.context(ui), both);
  expect(ui.last('confirm')).toMatchObject({ message: 'Remove the volume data?' });
  expect(ui.last('confirm').detail).toContain('kept: stays, it is used by db');
  await followed.until('the removal', ({ volumes }) => !volumes.has('data'));
  const refused = new FakeUi();
  await removeVolume.run(followed.context(refused), both.slice(1));
  expect(refused.last('warn').message).toContain('kept: stays, it is used by db');
});

test('volume prune ticks anonymous volumes only', async () => {
  const followed = await fresh();
  await engine.call('POST', '/volumes/create', { Name: 'named' });
  const { Name: anonymous } = await engine.call('POST', '/volumes/create', {});
  await followed.until('both', ({ volumes }) => volumes.has('named') && volumes.has(anonymous));
  const ui = new FakeUi('OK');
  await pruneVolumes.run(followed.context(ui));
  expect(ui.last('pickMany').message).toBe('Remove 1 volume: 0 B will come back');
  expect(await volumeNames()).toEqual(['named']);
});

test('networks are created, joined, left and removed; connected containers are disconnected when that is chosen', async () => {
  const followed = await fresh();
  await createNetwork.run(followed.context(new FakeUi('back', 'bridge')));
  await engine.run('db', 'app:1');
  await followed.until(
    'both',
    () => network(followed, 'back').length === 1 && followed.container('db')?.state === 'running',
  );
  const [back] = network(followed, 'back');
  const members = () => (back ? membersOf(back, followed.state).map(({ name }) => name) : []);
  await connectNetwork.run(followed.context(new FakeUi(['db'])), network(followed, 'back'));
  await followed.until('the member', () => members().length === 1);
  await disconnectNetwork.run(followed.context(new FakeUi(['db'])), network(followed, 'back'));
  await followed.until('its leave', () => members().length === 0);
  await connectNetwork.run(followed.context(new FakeUi(['db'])), network(followed, 'back'));
  await followed.until('the member', () => members().length === 1);
  const ui = new FakeUi('Disconnect and Remove');
  await removeNetwork.run(followed.context(ui), network(followed, 'back'));
  expect(ui.last('confirm').detail).toBe('back: connected are db; these lose the connection');
  await followed.until('the removal', () => network(followed, 'back').length === 0);
});

test('network prune leaves networks of stopped containers and of the engine alone', async () => {
  const followed = await fresh();
  await engine.call('POST', '/networks/create', { Name: 'used' });
  await engine.call('POST', '/networks/create', { Name: 'unused' });
  await engine.run('db', 'app:1', { start: false, config: { HostConfig: { NetworkMode: 'used' } } });
  await followed.until('all', () => network(followed, 'unused').length === 1 && followed.container('db') !== undefined);
  const ui = new FakeUi('OK');
  await pruneNetworks.run(followed.context(ui));
  expect(ui.last('pickMany').choices?.map((choice) => choice.split(' ')[0])).toEqual(['unused']);
  await followed.until('the removal', () => network(followed, 'unused').length === 0);
  expect(network(followed, 'used')).toHaveLength(1);
});

test('system prune lists all that is unused with its size, leaves volumes unticked, and removes what is ticked', async () => {
  const followed = await fresh();
  await engine.call('POST', '/volumes/create', { Name: 'data' });
  await engine.call('POST', '/networks/create', { Name: 'back' });
  await engine.run('old', 'app:1', {
    start: false,
    config: { HostConfig: { NetworkMode: 'back', Binds: ['data:/data'] } },
  });
  await engine.run('up', 'app:1');
  await followed.until(
    'all',
    () => followed.container('old') !== undefined && followed.container('up')?.state === 'running',
  );
  const ui = new FakeUi('OK');
  await pruneSystem.run(followed.context(ui));
  const kinds = ui.last('pickMany').choices?.map((choice) => /\((\w+ ?\w*)/.exec(choice)?.[1]);
  expect(kinds).toEqual(['stopped container', 'unused network', 'dangling image', 'volume ']);
  const promised = /^Remove 3 objects: (9\.?\d* kB) will come back$/.exec(ui.last('pickMany').message)?.[1];
  expect(ui.last('info').message).toBe(`3 objects removed, ${promised} came back.`);
  await followed.until(
    'the removal',
    () => followed.container('old') === undefined && network(followed, 'back').length === 0,
  );
  expect(followed.container('up')?.state).toBe('running');
  expect(await volumeNames()).toEqual(['data']);
  expect([...followed.state.images.values()].flatMap(({ tags }) => tags)).toEqual(['app:1']);
});

test('disk usage is shown as docker shows it', async () => {
  const followed = await fresh();
  await engine.run('up', 'app:1');
  const ui = new FakeUi();
  await systemDiskUsage.run(followed.context(ui));
  expect(ui.last('document').detail).toMatch(
    /^TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE\nImages +2 +1 +[\d.]+ MB +[\d.]+ [kM]B\nContainers +1 +1 /,
  );
});
