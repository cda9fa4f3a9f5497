import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { copyRunCommand } from '../../../client/src/commands/container/copy-run-command';
import { inspectContainer } from '../../../client/src/commands/container/inspect';
import { killContainer } from '../../../client/src/commands/container/kill';
import { listContainers } from '../../../client/src/commands/container/list';
import { pauseContainer } from '../../../client/src/commands/container/pause';
import { removeContainer } from '../../../client/src/commands/container/remove';
import { renameContainer } from '../../../client/src/commands/container/rename';
import { restartContainer } from '../../../client/src/commands/container/restart';
import { startContainer } from '../../../client/src/commands/container/start';
import { showStats } from '../../../client/src/commands/container/stats';
import { stopContainer } from '../../../client/src/commands/container/stop';
import { unpauseContainer } from '../../../client/src/commands/container/unpause';
import { removeImage } from '../../../client/src/commands/image/remove';
import { runImage } from '../../../client/src/commands/image/run';
import { tagImage } from '../../../client/src/commands/image/tag';
import { createNetwork } from '../../../client/src/commands/network/create';
import { pruneNetworks } from '../../../client/src/commands/network/prune';
import { systemDiskUsage } from '../../../client/src/commands/system/disk-usage';
import { pruneSystem } from '../../../client/src/commands/system/prune';
import { createVolume } from '../../../client/src/commands/volume/create';
import { pruneVolumes } from '../../../client/src/commands/volume/prune';
import { removeVolume } from '../../../client/src/commands/volume/remove';
import { Connection } from '../../../client/src/engine/connection';
import { networkCalls } from '../../../client/src/engine/networks';
import { openSshTunnel } from '../../../client/src/engine/ssh';
import type { Place } from '../../../client/src/files/place';
import { Usage } from '../../../client/src/store/usage';
import { namesOf } from '../../../client/src/views/images';
import type { NamedImage } from '../../../client/src/views/view';
import { imageArchive } from '../../../scripts/host/images.mjs';
import { FakeUi } from '../../support/fake-ui';
import { type Followed, follow, socketEndpoint } from './harness';

/** Sockets have short paths. */
const folder = mkdtempSync('/tmp/qpod-');
const socket = join(folder, 'p.sock');
let podman: ChildProcess;

beforeAll(async () => {
  writeFileSync(
    join(folder, 'containers.conf'),
    '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n' +
      `[network]\nnetwork_config_dir = "${join(folder, 'networks')}"\n`,
  );
  mkdirSync(join(folder, 'home'));
  const own = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--tmpdir', join(folder, 'tmp')];
  // Networks of its own, so that nothing is left behind in the machine's.
  podman = spawn(
    'unshare',
    [
      '--net',
      '--mount',
      '--kill-child',
      '--fork',
      '--pid',
      '--mount-proc',
      'podman',
      ...own,
      'system',
      'service',
      '--time=0',
      `unix://${socket}`,
    ],
    {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: join(folder, 'home'),
        CONTAINERS_CONF: join(folder, 'containers.conf'),
      },
      stdio: 'ignore',
    },
  );
  await vi.waitFor(() => expect(existsSync(socket)).toBe(true), 60_000);
  await load(await imageArchive([{ tags: ['localhost/app:1'] }]));
});

afterAll(async () => {
  podman.kill('SIGKILL');
  await vi.waitFor(() => rmSync(folder, { recursive: true, force: true }), 60_000);
});

function load(archive: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        socketPath: socket,
        method: 'POST',
        path: '/images/load',
        headers: { 'Content-Type': 'application/x-tar', 'Content-Length': archive.length },
      },
      (answer) => {
        answer.resume();
        answer.once('end', resolve);
      },
    );
    sent.once('error', reject);
    sent.end(archive);
  });
}

function one(followed: Followed, name: string) {
  const container = followed.container(name);
  return container ? [container] : [];
}

async function connected(): Promise<Followed> {
  const followed = follow(socketEndpoint(socket));
  const { connection } = await followed.connected();
  expect(connection).toMatchObject({ info: { product: 'Podman' } });
  return followed;
}

function images(followed: Followed): readonly NamedImage[] {
  return [...followed.state.images.values()].flatMap(namesOf);
}

/** Runs a container through the form; it has no network, because this machine's may not be changed. */
async function started(followed: Followed, name: string, ...more: readonly string[]): Promise<void> {
  const ui = new FakeUi('Name', name, 'Network', 'none', ...more, 'Run');
  await runImage.run(followed.context(ui), images(followed).slice(0, 1));
  await followed.until(name, () => followed.container(name)?.state === 'running');
}

test("Podman's containers are followed and obeyed as Docker's are", async () => {
  const followed = await connected();
  expect(images(followed).map(({ reference }) => reference)).toEqual(['localhost/app:1']);
  const becomes = (name: string, state: string | undefined) =>
    followed.until(`${name} ${state}`, () => followed.container(name)?.state === state);
  await started(followed, 'db');
  await pauseContainer.run(followed.context(), one(followed, 'db'));
  await becomes('db', 'paused');
  await unpauseContainer.run(followed.context(), one(followed, 'db'));
  await becomes('db', 'running');
  await renameContainer.run(followed.context(new FakeUi('cache')), one(followed, 'db'));
  await becomes('cache', 'running');
  await stopContainer.run(followed.context(), one(followed, 'cache'));
  await becomes('cache', 'exited');
  await startContainer.run(followed.context(), one(followed, 'cache'));
  await becomes('cache', 'running');
  await restartContainer.run(followed.context(), one(followed, 'cache'));
  await becomes('cache', 'running');
  await killContainer.run(followed.context(), one(followed, 'cache'));
  // What the restart has ended may still be told.
  await followed.until('the exit code', () => followed.container('cache')?.exitCode === 137);
  await removeContainer.run(followed.context(new FakeUi('Remove')), one(followed, 'cache'));
  await becomes('cache', undefined);
});

test('what Podman knows of a container is shown: details, environment, the line that makes another', async () => {
  const followed = await connected();
  await started(followed, 'web', 'Environment', 'MODE=test', 'Volumes', 'kept:/kept');
  const ui = new FakeUi();
  await inspectContainer.run(followed.context(ui), one(followed, 'web'));
  expect(ui.last('document').detail).toContain('"MODE=test"');
  await listContainers.run(followed.context(ui));
  expect(ui.last('document').detail).toMatch(/localhost\/app:1 .* web\n/);
  await copyRunCommand.run(followed.context(ui), one(followed, 'web'));
  expect(ui.last('copy').message).toMatch(
    / --name web .*-e MODE=test.* -v kept:\/kept.* --network none.* localhost\/app:1/,
  );
  const { id = '' } = followed.container('web') ?? {};
  expect(await followed.live.engine.containers.environment(id)).toContain('MODE=test');
  await followed.until(
    'its volume',
    () => followed.container('web')?.mounts.some(({ name }) => name === 'kept') === true,
  );
  const volume = followed.state.volumes.get('kept');
  const refused = new FakeUi();
  await removeVolume.run(followed.context(refused), volume ? [volume] : []);
  expect(refused.last('warn').message).toContain('used by web');
});

test("Podman's refusals, all of status 500, are told as what they are", async () => {
  const followed = await connected();
  const { containers, images: imageCalls, volumes } = followed.live.engine;
  const { id = '' } = followed.container('web') ?? {};
  const body = { Image: 'localhost/app:1', HostConfig: { NetworkMode: 'none' } };
  await expect(containers.create({ name: 'web', body })).rejects.toMatchObject({ kind: 'name-taken' });
  await expect(containers.remove(id)).rejects.toMatchObject({ kind: 'running' });
  await expect(containers.start('nowhere')).rejects.toMatchObject({ kind: 'not-found' });
  await expect(volumes.remove('kept')).rejects.toMatchObject({ kind: 'in-use' });
  await expect(imageCalls.remove('localhost/app:1')).rejects.toMatchObject({ kind: 'in-use' });
  await containers.start(id);
  await expect(containers.create({ body: { Image: 'nowhere:1' } })).rejects.toMatchObject({ kind: 'not-found' });
});

test('names, volumes and networks come and go; prunes remove what is listed', async () => {
  const followed = await connected();
  await tagImage.run(followed.context(new FakeUi('localhost/shop:2')), images(followed).slice(0, 1));
  await followed.until('the name', () => followed.image('localhost/shop:2') !== undefined);
  expect((await followed.live.engine.images.history('localhost/app:1')).length).toBeGreaterThan(0);
  await createVolume.run(followed.context(new FakeUi('data')));
  await followed.until('the volume', ({ volumes }) => volumes.has('data'));
  await createNetwork.run(followed.context(new FakeUi('back', 'bridge')));
  const hasNetwork = () => [...followed.state.networks.values()].some(({ name }) => name === 'back');
  await followed.until('the network', hasNetwork);
  await pruneNetworks.run(followed.context(new FakeUi(['back'])));
  await followed.until('its removal', () => !hasNetwork());
  await pruneVolumes.run(followed.context(new FakeUi(['data'])));
  await followed.until('its removal', ({ volumes }) => !volumes.has('data'));
  const ui = new FakeUi();
  await systemDiskUsage.run(followed.context(ui));
  expect(ui.last('document').detail).toMatch(/\nImages +1 /);

  await stopContainer.run(followed.context(), one(followed, 'web'));
  await followed.until('the stop', () => followed.container('web')?.state === 'exited');
  await pruneSystem.run(followed.context(new FakeUi('OK')));
  await followed.until('the removal', ({ containers }) => containers.size === 0);
  expect(followed.state.volumes.has('kept')).toBe(true);
  await removeImage.run(followed.context(new FakeUi('Remove')), images(followed));
  await followed.until('the removal', ({ images: left }) => left.size === 0);
});

test('networks that come from outside are seen when somebody looks, or when a container changes', async () => {
  await load(await imageArchive([{ tags: ['localhost/app:1'] }]));
  const followed = await connected();
  const outside = networkCalls(new Connection(socketEndpoint(socket), openSshTunnel));
  const names = () => [...followed.state.networks.values()].map(({ name }) => name);
  const id = await outside.create({ name: 'away', driver: 'bridge' });
  followed.live.freshen();
  await followed.until('the network', () => names().includes('away'));
  await outside.create({ name: 'behind', driver: 'bridge' });
  const { containers } = followed.live.engine;
  const member = await containers.create({
    name: 'member',
    body: { Image: 'localhost/app:1', HostConfig: { NetworkMode: 'away' } },
  });
  await followed.until('the other network', () => names().includes('behind'));
  await followed.until('the member', () => followed.container('member') !== undefined);
  const networksOfMember = () => followed.container('member')?.networks.map(({ name }) => name);
  expect(networksOfMember()).toEqual(['away']);
  followed.live.attend(false);
  await outside.connect('behind', member);
  followed.live.attend(true);
  await followed.until('the connection', () => networksOfMember()?.includes('behind') === true);
  await outside.disconnect('behind', member);
  followed.live.freshen();
  await followed.until('the disconnection', () => networksOfMember()?.length === 1);
  await containers.remove(member);
  await outside.remove(id);
  await outside.remove('behind');
  followed.live.freshen();
  await followed.until('their removal', () => !names().some((name) => name === 'away' || name === 'behind'));
});

test('what a container uses is measured, in its row and in the panel', async () => {
  const followed = await connected();
  const { containers } = followed.live.engine;
  const script = 'while :; do dd if=/dev/zero of=/dev/null bs=1M count=99; sleep 0.2; done';
  const body = { Image: 'localhost/app:1', Cmd: ['sh', '-c', script], HostConfig: { NetworkMode: 'none' } };
  const id = await containers.create({ name: 'busy', body });
  await containers.start(id);
  await followed.until('its start', () => followed.container('busy')?.state === 'running');
  const ui = new FakeUi();
  await showStats.run(followed.context(ui), one(followed, 'busy'));
  const usage = new Usage(
    () => followed.live.engine,
    () => one(followed, 'busy'),
    () => {},
  );
  usage.measure(true);
  const [panel] = ui.panels;
  const told = () => (panel?.told ?? []).flatMap((message) => (message.type === 'stats' ? message.containers : []));
  const points = () => told().flatMap(({ entries }) => entries.flatMap((entry) => ('pause' in entry ? [] : [entry])));
  await vi.waitFor(() => expect(points().some(({ cpu = 0 }) => cpu > 1)).toBe(true), 60_000);
  const [point] = points().slice(-1);
  expect(point?.memory).toBeGreaterThan(0);
  expect(point?.memoryLimit).toBeGreaterThan(point?.memory ?? 0);
  expect(point?.processes).toBeGreaterThan(0);
  await vi.waitFor(() => expect(usage.of(id)?.cpu).toBeGreaterThan(1), 60_000);
  await containers.kill(id);
  await vi.waitFor(() => expect(told().at(-1)?.status).toBe('stopped'), 60_000);
  usage.dispose();
  panel?.close();
  await containers.remove(id);
});

test("files of Podman's containers, images and volumes are read, and changed where they can be", async () => {
  await load(await imageArchive([{ tags: ['localhost/app:1'] }]));
  const followed = await connected();
  const { files, live } = followed;
  await started(followed, 'files');
  const at = (path: string, kind: Place['kind'] = 'container', name = 'files'): Place => ({ kind, name, path });
  await live.engine.exec.run('files', {
    command: ['sh', '-c', 'mkdir -p /d/sub && echo hi > /d/f && chmod 640 /d/f && ln -s f /d/l && ln -s sub /d/s'],
  });
  for (const state of ['running', 'exited']) {
    const { entries } = await files.list(at('/d'));
    const lines = entries.map(({ name, kind, mode, follows }) => `${name} ${kind} ${mode.toString(8)} ${follows}`);
    expect(lines.sort(), state).toEqual([
      'f file 640 undefined',
      'l link 777 file',
      's link 777 folder',
      'sub folder 755 undefined',
    ]);
    await files.write(at('/d/l'), Buffer.from(state), { create: false, overwrite: true });
    expect((await files.read(at('/d/f'))).toString()).toBe(state);
    await expect(files.list(at('/nowhere'))).rejects.toMatchObject({ kind: 'not-found' });
    await live.engine.containers.stop('files', undefined, 0);
    await followed.until('the stop', () => followed.container('files')?.state === 'exited');
  }
  await live.engine.containers.remove('files');
  await live.engine.volumes.create('empty');
  expect((await files.list(at('/', 'volume', 'empty'))).entries).toEqual([]);
  const image = await files.list(at('/', 'image', 'localhost/app:1'));
  expect(image.entries.map(({ name }) => name)).toContain('etc');
  await files.dispose();
  expect(await live.engine.helpers.list()).toEqual([]);
  await live.engine.volumes.remove('empty');
});
