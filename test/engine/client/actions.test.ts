import { expect, test, vi } from 'vitest';
import { attachContainer } from '../../../client/src/commands/container/attach';
import { copyContainerAddress } from '../../../client/src/commands/container/copy-address';
import { copyRunCommand } from '../../../client/src/commands/container/copy-run-command';
import { openInBrowser } from '../../../client/src/commands/container/open-in-browser';
import { recreateContainer } from '../../../client/src/commands/container/recreate';
import { renameContainer } from '../../../client/src/commands/container/rename';
import { startAttachedContainer } from '../../../client/src/commands/container/start-attached';
import { stopAllContainers } from '../../../client/src/commands/container/stop-all';
import { createFromImage } from '../../../client/src/commands/image/create';
import { tagImage } from '../../../client/src/commands/image/tag';
import { namesOf } from '../../../client/src/views/images';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine();

async function fresh(): Promise<Followed> {
  await engine.empty();
  await engine.load([
    { tags: ['app:1'], env: ['BASE=1'] },
    { tags: ['other:1'], created: '2024-02-02T00:00:00Z' },
  ]);
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  return followed;
}

async function started(followed: Followed, name: string, config: object = {}, start = true) {
  await engine.run(name, 'app:1', { config, start });
  // The start is known before the ports and addresses are.
  const hasAddress = () => followed.container(name)?.networks.some(({ address }) => address !== '');
  await followed.until(name, () => followed.container(name)?.state === (start ? 'running' : 'created'));
  await followed.until(`the address of ${name}`, () => !start || hasAddress() === true);
  const container = followed.container(name);
  if (!container) {
    throw new Error(`${name} is not there`);
  }
  return container;
}

function named(followed: Followed, reference: string) {
  return [...followed.state.images.values()].flatMap(namesOf).filter((image) => image.reference === reference);
}

test('rename takes a new name and tells when it is taken', async () => {
  const followed = await fresh();
  const db = await started(followed, 'db');
  await started(followed, 'web');
  await renameContainer.run(followed.context(new FakeUi('cache')), [db]);
  await followed.until('the name', () => followed.container('cache')?.id === db.id);
  const taken = renameContainer.run(followed.context(new FakeUi('web')), [db]);
  await expect(taken).rejects.toMatchObject({ kind: 'name-taken' });
});

test('stop all asks with the names, and stops all', async () => {
  const followed = await fresh();
  await started(followed, 'db');
  await started(followed, 'web');
  const ui = new FakeUi('Stop All');
  await stopAllContainers.run(followed.context(ui));
  expect(ui.last('confirm').detail?.split('\n').sort()).toEqual(['db (app:1)', 'web (app:1)']);
  await followed.until('the stop', ({ containers }) =>
    [...containers.values()].every(({ state }) => state === 'exited'),
  );
});

test('attach shows what a container prints, with and without a terminal', async () => {
  const followed = await fresh();
  const say = ['sh', '-c', 'while read line; do echo "heard $line"; done'];
  const plain = await started(followed, 'plain', { Cmd: say, OpenStdin: true });
  const tty = await started(followed, 'tty', { Cmd: say, OpenStdin: true, Tty: true });
  const context = followed.context();
  await attachContainer.run(context, [plain, tty]);
  for (const terminal of context.ui.terminals) {
    (await terminal.session).write('hello\r');
    await vi.waitFor(() => expect(terminal.output).toContain('heard hello\r\n'), 60_000);
    (await terminal.session).close();
  }
  expect(followed.container('plain')?.state).toBe('running');
});

test('start attached shows all that is printed, and tells the end', async () => {
  const followed = await fresh();
  const job = await started(followed, 'job', { Cmd: ['sh', '-c', 'echo one; echo two >&2'] }, false);
  const context = followed.context();
  await startAttachedContainer.run(context, [job]);
  const [terminal] = context.ui.terminals;
  await vi.waitFor(() => expect(terminal?.ended).toBe(true), 60_000);
  expect(terminal?.output.split('\r\n').sort()).toEqual(['', 'one', 'two']);
});

test('a container is created, but not started', async () => {
  const followed = await fresh();
  const ui = new FakeUi('Name', 'later', 'Create');
  await createFromImage.run(followed.context(ui), named(followed, 'app:1'));
  await followed.until('it', () => followed.container('later')?.state === 'created');
  expect(followed.logged).toEqual(['docker container create --name later app:1 # done']);
});

test('tag adds a name; moving a name from another image is asked first', async () => {
  const followed = await fresh();
  await tagImage.run(followed.context(new FakeUi('shop/app:2')), named(followed, 'app:1'));
  await followed.until('the tag', () => followed.image('shop/app:2') !== undefined);
  const ui = new FakeUi('other:1', undefined);
  await tagImage.run(followed.context(ui), named(followed, 'app:1'));
  expect(ui.last('confirm').message).toBe('other:1 is another image');
  expect(followed.image('other:1')?.id).not.toBe(followed.image('app:1')?.id);
  await tagImage.run(followed.context(new FakeUi('other:1', 'Move the Name')), named(followed, 'app:1'));
  await followed.until('the move', () => followed.image('other:1')?.id === followed.image('app:1')?.id);
});

test('the copied docker run makes the same container, without what the image says anyway', async () => {
  const followed = await fresh();
  const container = await started(followed, 'web', {
    Env: ['MODE=a b'],
    ExposedPorts: { '80/tcp': {} },
    HostConfig: {
      Binds: ['data:/data:ro'],
      PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8085' }] },
      RestartPolicy: { Name: 'unless-stopped' },
    },
  });
  const ui = new FakeUi();
  await copyRunCommand.run(followed.context(ui), [container]);
  expect(ui.last('copy').message).toBe(
    "docker container run -d --name web -p 127.0.0.1:8085:80 -e 'MODE=a b' -v data:/data:ro --restart unless-stopped app:1",
  );
  await copyContainerAddress.run(followed.context(ui), [container]);
  expect(ui.last('copy').message).toMatch(/^172\.\d+\.\d+\.\d+$/);
});

test('a published port is opened where it is bound', async () => {
  const followed = await fresh();
  const container = await started(followed, 'web', {
    ExposedPorts: { '80/tcp': {}, '443/tcp': {} },
    HostConfig: {
      PortBindings: { '80/tcp': [{ HostPort: '8086' }], '443/tcp': [{ HostIp: '127.0.0.1', HostPort: '8087' }] },
    },
  });
  const ui = new FakeUi('127.0.0.1:8087');
  await openInBrowser.run(followed.context(ui), [container]);
  expect(ui.last('pick').choices).toEqual(['localhost:8086 (port 80 inside)', '127.0.0.1:8087 (port 443 inside)']);
  expect(ui.last('url').message).toBe('https://127.0.0.1:8087');
});

test('recreate changes what is typed and keeps the rest: volumes, networks, limits, labels', async () => {
  const followed = await fresh();
  await engine.call('POST', '/networks/create', { Name: 'back' });
  const container = await started(followed, 'web', {
    Env: ['MODE=test'],
    Labels: { team: 'shop' },
    Volumes: { '/data': {} },
    HostConfig: { Memory: 64e6, NetworkMode: 'back' },
    Cmd: ['sh', '-c', 'trap "exit 0" TERM; echo kept >> /data/file; while :; do sleep 1; done'],
  });
  await engine.call('POST', '/networks/bridge/connect', { Container: container.id });
  const ui = new FakeUi('Environment', 'MODE=live', 'Ports', '8095:80', 'Recreate', 'Recreate');
  await recreateContainer.run(followed.context(ui), [container]);
  await followed.until(
    'the new one',
    () => followed.container('web')?.state === 'running' && followed.container('web')?.id !== container.id,
  );
  const details = await engine.call('GET', '/containers/web/json');
  expect(details.Config.Env).toEqual(expect.arrayContaining(['MODE=live', 'BASE=1']));
  expect(details.Config.Labels).toEqual({ team: 'shop' });
  expect(details.HostConfig).toMatchObject({ Memory: 64e6, PortBindings: { '80/tcp': [{ HostPort: '8095' }] } });
  expect(Object.keys(details.NetworkSettings.Networks).sort()).toEqual(['back', 'bridge']);
  expect(details.Mounts).toMatchObject([{ Name: container.mounts[0]?.name, Destination: '/data' }]);
  await followed.until('the removal', ({ containers }) => containers.size === 1);
});

test('a recreated container that does not start is undone: the old one runs on under its name', async () => {
  const followed = await fresh();
  const container = await started(followed, 'web');
  const ui = new FakeUi('Command', 'nonsense', 'Recreate', 'Recreate');
  await expect(recreateContainer.run(followed.context(ui), [container])).rejects.toThrow('nonsense');
  await followed.until(
    'the return',
    () => followed.container('web')?.id === container.id && followed.container('web')?.state === 'running',
  );
  expect(followed.state.containers.size).toBe(1);
});
