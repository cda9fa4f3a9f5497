import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pauseContainer } from '../../../client/src/commands/container/pause';
import { removeContainer } from '../../../client/src/commands/container/remove';
import { renameContainer } from '../../../client/src/commands/container/rename';
import { stopContainer } from '../../../client/src/commands/container/stop';
import { unpauseContainer } from '../../../client/src/commands/container/unpause';
import { removeImage } from '../../../client/src/commands/image/remove';
import { runImage } from '../../../client/src/commands/image/run';
import { createVolume } from '../../../client/src/commands/volume/create';
import { namesOf } from '../../../client/src/views/images';
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
    '[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]\n[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n',
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
  await vi.waitFor(() => expect(existsSync(socket)).toBe(true), 20_000);
  await load(await imageArchive([{ tags: ['localhost/app:1'] }]));
});

afterAll(async () => {
  podman.kill('SIGKILL');
  await vi.waitFor(() => rmSync(folder, { recursive: true, force: true }), 10_000);
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

test("Podman's socket is followed and obeyed as Docker's is", async () => {
  const followed = follow(socketEndpoint(socket));
  const { connection } = await followed.connected();
  expect(connection).toMatchObject({ info: { product: 'Podman' } });
  const images = [...followed.state.images.values()].flatMap(namesOf);
  expect(images.map(({ reference }) => reference)).toEqual(['localhost/app:1']);

  const state = (name: string) => followed.container(name)?.state;
  await runImage.run(followed.context(new FakeUi('Name', 'db', 'Network', 'none', 'Run')), images);
  await followed.until('the container', () => state('db') === 'running');
  await pauseContainer.run(followed.context(), one(followed, 'db'));
  await followed.until('the pause', () => state('db') === 'paused');
  await unpauseContainer.run(followed.context(), one(followed, 'db'));
  await followed.until('the end of the pause', () => state('db') === 'running');
  await renameContainer.run(followed.context(new FakeUi('cache')), one(followed, 'db'));
  await followed.until('the name', () => state('cache') === 'running');
  await stopContainer.run(followed.context(), one(followed, 'cache'));
  await followed.until('the stop', () => state('cache') === 'exited');
  await createVolume.run(followed.context(new FakeUi('data')));
  await followed.until('the volume', ({ volumes }) => volumes.has('data'));
  await removeContainer.run(followed.context(new FakeUi('Remove')), one(followed, 'cache'));
  await followed.until('the removal', () => state('cache') === undefined);
  await removeImage.run(followed.context(new FakeUi('Remove')), images);
  await followed.until('the removal', () => followed.state.images.size === 0);
});
