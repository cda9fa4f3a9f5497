import { expect, test, vi } from 'vitest';
import { inspectImage } from '../../../client/src/commands/image/inspect';
import { pruneImages } from '../../../client/src/commands/image/prune';
import { removeImage } from '../../../client/src/commands/image/remove';
import { runImage } from '../../../client/src/commands/image/run';
import { namesOf } from '../../../client/src/views/images';
import type { NamedImage } from '../../../client/src/views/view';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine();

async function withImages(): Promise<Followed> {
  await engine.empty();
  await engine.load([
    { tags: ['web:1', 'web:latest'], ports: ['80/tcp'], created: '2024-01-01T00:00:00Z' },
    { tags: ['tool:1'], created: '2024-01-02T00:00:00Z' },
    { tags: [], created: '2023-01-01T00:00:00Z', files: { '/leftover': 'x'.repeat(5000) } },
  ]);
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  return followed;
}

function named(followed: Followed, reference: string): NamedImage {
  const found = [...followed.state.images.values()].flatMap(namesOf).find((image) => image.reference === reference);
  if (!found) {
    throw new Error(`There is no image ${reference}`);
  }
  return found;
}

async function tags(): Promise<readonly string[]> {
  const images: readonly { RepoTags: readonly string[] | null }[] = await engine.call('GET', '/images/json');
  return images
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .filter((tag) => !tag.startsWith('<none>'))
    .sort();
}

test('one of two names is removed and the image stays; all names can be removed together', async () => {
  const followed = await withImages();
  const ui = new FakeUi('Remove');
  await removeImage.run(followed.context(ui), [named(followed, 'web:1')]);
  expect(ui.last('confirm').detail).toBe('web:1: only this name; the image stays as web:latest');
  await followed.until('the untag', () => followed.image('web:1') === undefined);
  expect(await tags()).toContain('web:latest');

  await engine.call('POST', '/images/web:latest/tag?repo=web&tag=3');
  await followed.until('the tag', () => followed.image('web:3') !== undefined);
  await removeImage.run(followed.context(new FakeUi('Remove All Names')), [named(followed, 'web:3')]);
  await followed.until(
    'the removal',
    () => followed.image('web:latest') === undefined && followed.image('web:3') === undefined,
  );
});

test('an image of a running container is explained, and can be removed with its container', async () => {
  const followed = await withImages();
  await engine.run('job', 'tool:1');
  await followed.until('the container', () => followed.container('job')?.state === 'running');
  const ui = new FakeUi('Remove Containers Too');
  await removeImage.run(followed.context(ui), [named(followed, 'tool:1')]);
  expect(ui.last('confirm')).toMatchObject({ message: 'tool:1 is in use', choices: ['Remove Containers Too'] });
  expect(ui.last('confirm').detail).toContain('used by job (running)');
  await followed.until(
    'both gone',
    () => followed.image('tool:1') === undefined && followed.container('job') === undefined,
  );
});

test('an image of a stopped container can be removed alone, and the container still starts', async () => {
  const followed = await withImages();
  await engine.run('job', 'tool:1', { start: false });
  await followed.until('the container', () => followed.container('job') !== undefined);
  await removeImage.run(followed.context(new FakeUi('Remove Image Only')), [named(followed, 'tool:1')]);
  await followed.until('the removal', () => followed.image('tool:1') === undefined);
  await engine.call('POST', '/containers/job/start');
});

test('of several images, those in use can be left out', async () => {
  const followed = await withImages();
  await engine.run('job', 'tool:1');
  await followed.until('the container', () => followed.container('job')?.state === 'running');
  const ui = new FakeUi('Remove the Others');
  await removeImage.run(followed.context(ui), [
    named(followed, 'tool:1'),
    named(followed, 'web:1'),
    named(followed, 'web:latest'),
  ]);
  await followed.until('the removal', () => followed.image('web:1') === undefined);
  expect(await tags()).toEqual(['tool:1']);
});

test('a refusal that could not be foreseen is told in the words of the engine, and force is offered', async () => {
  const followed = await withImages();
  const stale = named(followed, 'tool:1');
  const context = {
    ...followed.context(new FakeUi('Remove', 'Remove by Force')),
    state: () => ({ ...followed.state, containers: new Map() }),
  };
  await engine.run('job', 'tool:1', { start: false });
  await removeImage.run(context, [stale]);
  const ui = context.ui as FakeUi;
  expect(ui.last('confirm').message).toBe('The engine did not remove tool:1');
  expect(ui.last('confirm').detail).toContain('is using its referenced image');
  expect(await tags()).not.toContain('tool:1');
});

test('prune removes dangling images only, when these are chosen', async () => {
  const followed = await withImages();
  const ui = new FakeUi('Dangling images', 'OK');
  await pruneImages.run(followed.context(ui));
  expect(ui.last('pickMany').message).toMatch(/^Remove 1 image: 5(\.\d+)? kB will come back$/);
  await followed.until('the removal', ({ images }) => [...images.values()].every((image) => image.tags.length > 0));
  expect(await tags()).toEqual(['tool:1', 'web:1', 'web:latest']);
});

test('prune removes all unused images when these are chosen, and leaves the names of used ones alone', async () => {
  const followed = await withImages();
  await engine.call('POST', '/images/tool:1/tag?repo=tool&tag=2');
  await engine.run('job', 'tool:1', { start: false });
  await followed.until('both', () => followed.image('tool:2') !== undefined && followed.container('job') !== undefined);
  const ui = new FakeUi('All unused images', 'OK');
  await pruneImages.run(followed.context(ui));
  expect(await tags()).toEqual(['tool:1', 'tool:2']);
  const promised = /: (.*) will come back$/.exec(ui.last('pickMany').message)?.[1];
  expect(ui.last('info').message).toBe(`2 images removed, ${promised} came back.`);
});

test('run takes what is prefilled: exposed ports on free host ports, and removes nothing', async () => {
  const followed = await withImages();
  const ui = new FakeUi('Run');
  await runImage.run(followed.context(ui), [named(followed, 'web:1')]);
  const port = /Ports \((\d+):80\)/.exec(ui.last('pick').choices?.join() ?? '')?.[1];
  await followed.until('the container', ({ containers }) =>
    [...containers.values()].some(({ state, ports }) => state === 'running' && ports.length > 0),
  );
  const [container] = followed.state.containers.values();
  expect(container?.ports.map(({ host }) => String(host))).toContain(port);
  expect(Number(port)).toBeGreaterThanOrEqual(8080);
  expect(followed.logged).toEqual([`docker container run -d -p ${port}:80 web:1 # done`]);
});

test('run takes name, ports, environment, volumes and command as typed, and hides values in the log', async () => {
  const followed = await withImages();
  const answers = [
    'Name',
    'shop',
    'Ports',
    '8123:80',
    'Environment',
    'MODE=test "KEY=a b"',
    'Volumes',
    'data:/data:ro',
    'Restart policy',
    'unless-stopped',
    'Command',
    "sh -c 'sleep 100'",
    'Run',
  ];
  await runImage.run(followed.context(new FakeUi(...answers)), [named(followed, 'web:1')]);
  await followed.until('the container', () => followed.container('shop')?.state === 'running');
  const details = await engine.call('GET', '/containers/shop/json');
  expect(details.Config.Env).toEqual(expect.arrayContaining(['MODE=test', 'KEY=a b']));
  expect(details.Config.Cmd).toEqual(['sh', '-c', 'sleep 100']);
  expect(details.HostConfig.RestartPolicy.Name).toBe('unless-stopped');
  expect(details.Mounts).toMatchObject([{ Type: 'volume', Name: 'data', Destination: '/data', RW: false }]);
  expect(followed.logged.join()).toContain("-e 'MODE=***' -e 'KEY=***'");
  expect(followed.logged.join()).not.toContain('a b');
});

test('a taken port is told, the next free one is offered, and the failed container is not left behind', async () => {
  const followed = await withImages();
  await engine.run('first', 'web:1', {
    config: { ExposedPorts: { '80/tcp': {} }, HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8300' }] } } },
  });
  await followed.until('the first', () => followed.container('first')?.state === 'running');
  const context = followed.context(new FakeUi('Ports', '8300:80', 'Name', 'second', 'Run', 'Use 8301:80', 'Run'));
  await runImage.run({ ...context, freePort: async (from) => (from === 8300 ? 8301 : from) }, [
    named(followed, 'web:1'),
  ]);
  expect(context.ui.last('error').message).toBe(
    'Could not start the container: Port 8300 of the host is already in use.',
  );
  await followed.until(
    'the second',
    () => followed.container('second')?.ports.some(({ host }) => host === 8301) ?? false,
  );
  expect(followed.state.containers.size).toBe(2);
});

test('a taken name is told, and the form comes back with what was typed', async () => {
  const followed = await withImages();
  await engine.run('shop', 'web:1', { start: false });
  await followed.until('the first', () => followed.container('shop') !== undefined);
  const context = followed.context(
    new FakeUi('Name', 'shop', 'Ports', '8311:80', 'Run', 'Change and Try Again', 'Name', 'shop2', 'Run'),
  );
  await runImage.run(context, [named(followed, 'web:1')]);
  expect(context.ui.last('error').message).toContain('already in use');
  await followed.until(
    'the second',
    () => followed.container('shop2')?.ports.some(({ host }) => host === 8311) ?? false,
  );
});

test('a command that does not exist is told, and its container is not left behind', async () => {
  const followed = await withImages();
  const context = followed.context(new FakeUi('Command', 'nonsense', 'Run', undefined));
  await runImage.run(context, [named(followed, 'tool:1')]);
  expect(context.ui.last('error').message).toContain('The image has no program "nonsense"');
  expect(await engine.call('GET', '/containers/json?all=1')).toEqual([]);
});

test('interactive run opens a terminal: what is typed is read, what is printed is shown, its end is told', async () => {
  const followed = await withImages();
  const context = followed.context(
    new FakeUi('Interactive, in a terminal', 'Remove when it ends', 'Command', 'sh', 'Name', 'talk', 'Run'),
  );
  await runImage.run(context, [named(followed, 'tool:1')]);
  const terminal = context.ui.terminals[0];
  const session = await terminal?.session;
  session?.write('echo $((20 + 22))\n');
  await vi.waitFor(() => expect(terminal?.output).toContain('42'), 60_000);
  session?.write('exit\n');
  await vi.waitFor(() => expect(terminal?.ended).toBe(true), 60_000);
  await followed.until('its removal', () => followed.container('talk') === undefined);
  expect(followed.logged.join()).toContain('docker container run -it --rm --name talk tool:1 sh # done');
});

test('the form can be copied as a docker command instead', async () => {
  const followed = await withImages();
  const ui = new FakeUi('Name', 'shop', 'Copy as docker Command');
  await runImage.run(followed.context(ui), [named(followed, 'tool:1')]);
  expect(ui.last('copy').message).toBe('docker container run -d --name shop tool:1');
  expect(followed.state.containers.size).toBe(0);
});

test('inspect shows the details as JSON', async () => {
  const followed = await withImages();
  const ui = new FakeUi();
  await inspectImage.run(followed.context(ui), [named(followed, 'web:1')]);
  expect(JSON.parse(ui.last('document').detail ?? '').RepoTags).toEqual(['web:1', 'web:latest']);
});
