import { expect, test, vi } from 'vitest';
import { attachContainer } from '../../../client/src/commands/container/attach';
import { execInContainer } from '../../../client/src/commands/container/exec';
import { openShell } from '../../../client/src/commands/container/shell';
import { startAttachedContainer } from '../../../client/src/commands/container/start-attached';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine();
const patience = { timeout: 20_000 };

async function withContainer(name: string, config: object = {}, start = true) {
  await engine.empty();
  await engine.load([{ tags: ['app:1'] }]);
  await engine.run(name, 'app:1', { config, start });
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const container = followed.container(name);
  if (!container) {
    throw new Error(`${name} is not there`);
  }
  return { followed, container };
}

async function opened(ui: FakeUi) {
  const terminal = ui.terminals.at(-1);
  if (!terminal) {
    throw new Error('No terminal was opened');
  }
  return { terminal, session: await terminal.session };
}

async function shellIn(followed: Followed, container: Awaited<ReturnType<typeof withContainer>>['container']) {
  const ui = new FakeUi();
  await openShell.run(followed.context(ui), [container]);
  return opened(ui);
}

/** What runs in the container, as its own ps tells. */
async function processes(name: string): Promise<string> {
  const { Titles, Processes } = await engine.call('GET', `/containers/${name}/top`);
  const command = Titles.indexOf('CMD');
  return Processes.map((line: readonly string[]) => line[command]).join('\n');
}

test('a shell takes what is typed, in UTF-8, follows the size of the terminal, and closes with it', async () => {
  const { followed, container } = await withContainer('web');
  const { terminal, session } = await shellIn(followed, container);
  session.write('echo größe-$((1+1))-日本\r');
  await vi.waitFor(() => expect(terminal.output).toContain('größe-2-日本'), patience);
  expect(terminal.output).not.toMatch(/^\d+\r?\n/);
  session.resize(123, 45);
  // The size comes over another connection than what is typed.
  await vi.waitFor(async () => {
    session.write('stty size 2>/dev/null || busybox stty size\r');
    await vi.waitFor(() => expect(terminal.output).toContain('45 123'), { timeout: 1_000 });
  }, patience);
  session.write('exit\r');
  await vi.waitFor(() => expect(terminal.ended).toBe(true), patience);
  expect(terminal.farewell).toBeUndefined();
  expect(followed.logged.at(-1)).toMatch(/^docker container exec --interactive --tty web \S*ash # opened$/);
});

test('an exit code other than 0 is told', async () => {
  const { followed, container } = await withContainer('web');
  const { terminal, session } = await shellIn(followed, container);
  session.write('exit 3\r');
  await vi.waitFor(() => expect(terminal.farewell).toMatch(/ash ended with exit code 3\.$/), patience);
});

test('closing the terminal ends its process and those that it started, also when they ignore it', async () => {
  const { followed, container } = await withContainer('web');
  // What is typed before the shell is there is echoed first.
  for (let run = 0; run < 3; run += 1) {
    const { terminal, session } = await shellIn(followed, container);
    session.write('trap "" HUP; sleep 4321\r');
    await vi.waitFor(async () => expect(await processes('web')).toContain('sleep 4321'), patience);
    expect(terminal.output).not.toContain('quayside');
    session.close();
    await vi.waitFor(async () => {
      expect(await processes('web')).not.toMatch(/sleep 4321|ash/);
    }, patience);
  }
});

test('an image without a shell says so, and its programs can be run all the same', async () => {
  const { followed, container } = await withContainer('web');
  await engine.call('POST', '/containers/web/stop?t=0');
  const bare = await engine.run('bare', 'app:1', {
    config: { Cmd: ['/bin/busybox', 'sleep', '1000'], Tty: false, Env: ['PATH=/nowhere'] },
  });
  // Take the names of the shells away; busybox itself stays.
  const { Id } = await engine.call('POST', `/containers/${bare}/exec`, {
    Cmd: ['/bin/busybox', 'rm', '-f', '/bin/sh', '/bin/ash', '/bin/bash'],
  });
  await engine.call('POST', `/exec/${Id}/start`, { Detach: true });
  const found = await followed.until('it', () => followed.container('bare')?.state === 'running');
  const target = [...found.containers.values()].filter(({ name }) => name === 'bare');
  await vi.waitFor(
    () => expect(openShell.run(followed.context(), target)).rejects.toThrow('The image app:1 has no shell.'),
    patience,
  );
  const ui = new FakeUi('Command', '/bin/busybox uname -s', 'Run');
  await execInContainer.run(followed.context(ui), target);
  const { terminal } = await opened(ui);
  await vi.waitFor(() => expect(terminal.output).toContain('Linux'), patience);
  const missing = new FakeUi('Command', '/no/such', 'Run');
  await execInContainer.run(followed.context(missing), target);
  await vi.waitFor(
    () => expect(missing.terminals[0]?.farewell).toBe('/no/such could not be started (exit code 126).'),
    patience,
  );
  expect(container.name).toBe('web');
});

test('a command runs as the chosen user in the chosen folder', async () => {
  const { followed, container } = await withContainer('web');
  const ui = new FakeUi('Command', "sh -c 'id -u; pwd; exit 7'", 'User', 'nobody', 'Folder', '/tmp', 'Run');
  await execInContainer.run(followed.context(ui), [container]);
  const { terminal } = await opened(ui);
  await vi.waitFor(() => expect(terminal.farewell).toBe('sh ended with exit code 7.'), patience);
  expect(terminal.output).toBe('65534\r\n/tmp\r\n');
  expect(followed.logged.at(-1)).toBe(
    "docker container exec --interactive --tty --user nobody --workdir /tmp web sh -c 'id -u; pwd; exit 7' # opened",
  );
});

test('attach shows both streams of a container without a terminal, and closing leaves it running', async () => {
  const script = 'while :; do echo out; echo err >&2; sleep 1; done';
  const { followed, container } = await withContainer('web', { Cmd: ['sh', '-c', script] });
  const ui = new FakeUi();
  await attachContainer.run(followed.context(ui), [container]);
  const { terminal, session } = await opened(ui);
  await vi.waitFor(() => expect(terminal.output).toMatch(/out\r\n[\s\S]*err\r\n|err\r\n[\s\S]*out\r\n/), patience);
  session.close();
  expect((await engine.call('GET', '/containers/web/json')).State.Running).toBe(true);
});

test('a container that was started in a terminal is stopped with it', async () => {
  const { followed, container } = await withContainer('job', { Tty: true, OpenStdin: true }, false);
  const ui = new FakeUi();
  await startAttachedContainer.run(followed.context(ui), [container]);
  const { session } = await opened(ui);
  await followed.until('its start', () => followed.container('job')?.state === 'running');
  session.close();
  await followed.until('its end', () => followed.container('job')?.state === 'exited', 20_000);
});

test('when the engine dies, the terminal says so', async () => {
  const { followed, container } = await withContainer('web');
  const { terminal, session } = await shellIn(followed, container);
  session.write('echo ready\r');
  await vi.waitFor(() => expect(terminal.output).toContain('ready\r\n'), patience);
  await engine.kill();
  await vi.waitFor(() => expect(terminal.farewell).toBe('The connection to the engine is lost.'), patience);
  session.write('typed into the void');
  session.close();
  await engine.start();
});
