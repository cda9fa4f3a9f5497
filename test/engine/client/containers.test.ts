import { expect, test } from 'vitest';
import type { TargetCommand } from '../../../client/src/commands/command';
import { inspectContainer } from '../../../client/src/commands/container/inspect';
import { killContainer } from '../../../client/src/commands/container/kill';
import { listContainers } from '../../../client/src/commands/container/list';
import { pauseContainer } from '../../../client/src/commands/container/pause';
import { pruneContainers } from '../../../client/src/commands/container/prune';
import { removeContainer } from '../../../client/src/commands/container/remove';
import { restartContainer } from '../../../client/src/commands/container/restart';
import { startContainer } from '../../../client/src/commands/container/start';
import { stopContainer } from '../../../client/src/commands/container/stop';
import { unpauseContainer } from '../../../client/src/commands/container/unpause';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'] }]);

async function withContainers(...names: readonly string[]): Promise<Followed> {
  await engine.empty();
  await engine.load([{ tags: ['app:1'] }]);
  for (const name of names) {
    await engine.run(name, 'app:1');
  }
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  return followed;
}

function run(
  followed: Followed,
  command: TargetCommand<'container'>,
  names: readonly string[],
  ui = new FakeUi(),
): Promise<void> {
  return command.run(
    followed.context(ui),
    names.flatMap((name) => followed.container(name) ?? []),
  );
}

test('start, stop, restart, pause, unpause and kill change what the list shows, and log their docker command', async () => {
  const followed = await withContainers('db', 'web');
  const becomes = (name: string, state: string) =>
    followed.until(`${name} ${state}`, () => followed.container(name)?.state === state);
  await run(followed, stopContainer, ['db', 'web']);
  await Promise.all([becomes('db', 'exited'), becomes('web', 'exited')]);
  await run(followed, startContainer, ['db']);
  await becomes('db', 'running');
  await run(followed, pauseContainer, ['db']);
  await becomes('db', 'paused');
  await run(followed, unpauseContainer, ['db']);
  await becomes('db', 'running');
  await run(followed, restartContainer, ['web']);
  await becomes('web', 'running');
  await run(followed, killContainer, ['web']);
  await followed.until('the kill', () => followed.container('web')?.exitCode === 137);
  expect(followed.logged).toEqual(
    expect.arrayContaining([
      'docker container stop db # done',
      'docker container start db # done',
      'docker container pause db # done',
      'docker container unpause db # done',
      'docker container restart web # done',
      'docker container kill web # done',
    ]),
  );
});

test('a container that is already in the wanted state is no error', async () => {
  const followed = await withContainers('db');
  await run(followed, startContainer, ['db']);
  expect(followed.logged).toEqual(['docker container start db # done']);
});

test('of several, the failing one is named and the others are done', async () => {
  const followed = await withContainers('db', 'web');
  const db = followed.container('db');
  await engine.call('DELETE', `/containers/${db?.id}?force=1`);
  await followed.until('its removal', () => followed.container('db') === undefined);
  const ui = new FakeUi();
  const web = followed.container('web');
  if (!db || !web) {
    throw new Error('The containers are not there');
  }
  await stopContainer.run(followed.context(ui), [db, web]);
  expect(ui.last('error').message).toMatch(
    /^1 of 2 containers stopped\. db: Could not stop the container: No such container/,
  );
  await followed.until('the stop', () => followed.container('web')?.state === 'exited');
});

test('remove tells what goes, does nothing when cancelled, and stops what runs when asked to', async () => {
  const followed = await withContainers('db');
  const cancelled = new FakeUi(undefined);
  await run(followed, removeContainer, ['db'], cancelled);
  expect(cancelled.last('confirm')).toMatchObject({ message: 'Remove db?', choices: ['Stop and Remove'] });
  expect(cancelled.last('confirm').detail).toContain('db (app:1): Up');
  expect(followed.container('db')?.state).toBe('running');
  await run(followed, removeContainer, ['db'], new FakeUi('Stop and Remove'));
  await followed.until('its removal', () => followed.container('db') === undefined);
  expect(followed.logged).toEqual(['docker container stop db # done', 'docker container rm db # done']);
});

test('remove keeps anonymous volumes unless they are chosen', async () => {
  const followed = await withContainers();
  const volumes = async () => (await engine.call('GET', '/volumes')).Volumes?.length ?? 0;
  const config = { Volumes: { '/data': {} } };
  await engine.run('one', 'app:1', { start: false, config });
  await engine.run('two', 'app:1', { start: false, config });
  await followed.until('both', () => followed.container('two')?.mounts.length === 1);
  await run(followed, removeContainer, ['one'], new FakeUi('Remove'));
  await run(followed, removeContainer, ['two'], new FakeUi('Remove with Anonymous Volumes'));
  expect(await volumes()).toBe(1);
});

test('a container that removes itself when stopped is removed without an error', async () => {
  const followed = await withContainers();
  await engine.run('brief', 'app:1', { config: { HostConfig: { AutoRemove: true } } });
  await followed.until('it', () => followed.container('brief')?.state === 'running');
  const ui = new FakeUi('Stop and Remove');
  await run(followed, removeContainer, ['brief'], ui);
  await followed.until('its removal', () => followed.container('brief') === undefined);
  expect(ui.shown.filter(({ kind }) => kind === 'error')).toEqual([]);
});

test('prune lists the stopped containers with their sizes and removes only the ticked ones', async () => {
  const followed = await withContainers('up');
  await engine.run('old', 'app:1', { config: { Cmd: ['sh', '-c', 'dd if=/dev/zero of=/big bs=1000 count=3000'] } });
  await engine.run('kept', 'app:1', { start: false });
  await engine.call('POST', '/containers/old/wait');
  await followed.until('its end', () => followed.container('old')?.state === 'exited');
  const ui = new FakeUi(['old']);
  await pruneContainers.run(followed.context(ui));
  expect(ui.last('pickMany').message).toBe('Remove 2 stopped containers: 3 MB will come back');
  expect(
    ui
      .last('pickMany')
      .choices?.map((choice) => choice.split(' ')[0])
      .sort(),
  ).toEqual(['kept', 'old']);
  expect(ui.last('info').message).toBe('1 stopped container removed, 3 MB came back.');
  await followed.until('its removal', () => followed.container('old') === undefined);
  expect(followed.container('kept')).toBeDefined();
  expect(followed.container('up')).toBeDefined();
});

test('prune says so when there is nothing to remove', async () => {
  const followed = await withContainers('up');
  const ui = new FakeUi();
  await pruneContainers.run(followed.context(ui));
  expect(ui.last('info').message).toBe('There are no stopped containers to remove.');
});

test('inspect shows the details as JSON, and the list is a table', async () => {
  const followed = await withContainers('db');
  const ui = new FakeUi();
  await run(followed, inspectContainer, ['db'], ui);
  expect(ui.last('document').message).toBe('db.container.json');
  expect(JSON.parse(ui.last('document').detail ?? '')).toMatchObject({ Name: '/db', Config: { Image: 'app:1' } });
  await listContainers.run(followed.context(ui));
  expect(ui.last('document').detail).toMatch(
    /^CONTAINER ID +IMAGE +COMMAND +CREATED +STATUS +PORTS +NAME\n[0-9a-f]{12} +app:1 /,
  );
});
