import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { showLogs } from '../../../client/src/commands/container/logs';
import { showLogsSince } from '../../../client/src/commands/container/logs-since';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { type Followed, follow, socketEndpoint } from './harness';

const engine = useEngine();
const patience = { timeout: 60_000 };
const folder = mkdtempSync(join(tmpdir(), 'quayside-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function running(scripts: Readonly<Record<string, string>>, config: object = {}): Promise<Followed> {
  await engine.empty();
  await engine.load([{ tags: ['app:1'] }]);
  for (const [name, script] of Object.entries(scripts)) {
    await engine.run(name, 'app:1', { config: { Cmd: ['sh', '-c', script], StopTimeout: 0, ...config } });
  }
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  return followed;
}

async function logsOf(followed: Followed, names: readonly string[], ui = new FakeUi(), command = showLogs) {
  await command.run(
    followed.context(ui),
    names.flatMap((name) => followed.container(name) ?? []),
  );
  const terminal = ui.terminals[0];
  if (!terminal) {
    throw new Error('No terminal was opened');
  }
  return { terminal, session: await terminal.session };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are left out
const plain = (text: string) => text.replaceAll(/\u001b\[[\d;]*m/g, '');
const count = (text: string, part: string) => text.split(part).length - 1;

test('a log goes on across a restart, without losing or repeating a line', async () => {
  const followed = await running({ web: 'echo up; trap "exit 3" TERM; while :; do sleep 0.1; done' });
  const { terminal, session } = await logsOf(followed, ['web']);
  await vi.waitFor(() => expect(count(terminal.output, 'up\r\n')).toBe(1), patience);
  await engine.call('POST', '/containers/web/restart?t=5');
  await vi.waitFor(() => expect(count(terminal.output, 'up\r\n')).toBe(2), patience);
  await engine.call('POST', '/containers/web/stop?t=5');
  await vi.waitFor(() => expect(terminal.output).toContain('web has ended with exit code 3.'), patience);
  await engine.call('POST', '/containers/web/start');
  await vi.waitFor(() => expect(count(terminal.output, 'up\r\n')).toBe(3), patience);
  session.close();
});

test('a container that is made anew under the same name is followed', async () => {
  const followed = await running({ web: 'echo first; sleep 1000' });
  const { terminal, session } = await logsOf(followed, ['web']);
  await vi.waitFor(() => expect(terminal.output).toContain('first'), patience);
  await engine.call('DELETE', '/containers/web?force=1');
  await vi.waitFor(() => expect(terminal.output).toContain('web was removed.'), patience);
  await engine.run('web', 'app:1', { config: { Cmd: ['sh', '-c', 'echo second; sleep 1000'] } });
  await vi.waitFor(() => expect(terminal.output).toContain('second'), patience);
  session.close();
});

test('when the engine dies the log says so, and goes on when it is back', async () => {
  const followed = await running({ web: 'echo up; sleep 1000' });
  const { terminal, session } = await logsOf(followed, ['web']);
  await vi.waitFor(() => expect(terminal.output).toContain('up'), patience);
  await engine.kill();
  await vi.waitFor(() => expect(terminal.output).toContain('The connection to the engine is lost'), patience);
  await engine.start();
  await engine.call('POST', '/containers/web/start');
  await vi.waitFor(() => expect(count(terminal.output, 'up\r\n')).toBe(2), { timeout: 60_000 });
  session.close();
}, 120_000);

test('stderr is marked; streams, times and a filter are chosen by keys', async () => {
  const followed = await running({ web: 'echo good; echo bad >&2; echo "GET /health"; sleep 1000' });
  const ui = new FakeUi('/^GET/');
  const { terminal, session } = await logsOf(followed, ['web'], ui);
  const last = () => plain(terminal.output.slice(terminal.output.lastIndexOf('\u001b[H')));
  await vi.waitFor(() => expect(plain(terminal.output)).toMatch(/┃ bad\r\n/), patience);
  await vi.waitFor(() => expect(terminal.output).toContain('GET /health'), patience);
  session.write('e');
  expect(last()).toMatch(/only stderr.*\r\n┃ bad\r\n$/);
  session.write('e');
  expect(last()).toMatch(/only stdout.*\r\ngood\r\nGET \/health\r\n$/);
  session.write('e');
  session.write('t');
  expect(last()).toMatch(/\r\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3} good\r\n/);
  session.write('t');
  session.write('f');
  await vi.waitFor(() => expect(last()).toMatch(/lines with \/\^GET\/.*\r\nGET \/health\r\n$/), patience);
  session.write('q');
  expect(terminal.ended).toBe(true);
});

test('several containers are merged, each line with the name of its container', async () => {
  const followed = await running({ aa: 'echo one; sleep 0.5; echo three', bbb: 'sleep 0.2; echo two' });
  await followed.until('their ends', () => ['aa', 'bbb'].every((name) => followed.container(name)?.state === 'exited'));
  const { terminal, session } = await logsOf(followed, ['aa', 'bbb']);
  await vi.waitFor(() => expect(terminal.output).toMatch(/three[\s\S]*two|two[\s\S]*three/), patience);
  const lines = plain(terminal.output)
    .split('\r\n')
    .filter((line) => /^(aa {2}|bbb )(one|two|three)$/.test(line));
  expect(lines.toSorted()).toEqual(['aa  one', 'aa  three', 'bbb two']);
  session.close();
});

test('containers that a compose project gets join its log, those of others do not', async () => {
  const labels = (project: string) => ({ 'com.docker.compose.project': project });
  const followed = await running(
    { 'shop-a-1': 'echo one; sleep 1000', 'shop-b-1': 'echo two; sleep 1000' },
    { Labels: labels('shop') },
  );
  const { terminal, session } = await logsOf(followed, ['shop-a-1', 'shop-b-1']);
  await vi.waitFor(() => expect(terminal.output).toMatch(/one[\s\S]*two|two[\s\S]*one/), patience);
  const add = (name: string, project: string) =>
    engine.run(name, 'app:1', {
      config: { Cmd: ['sh', '-c', `echo this is ${name}; sleep 1000`], Labels: labels(project) },
    });
  await add('other-a-1', 'other');
  await add('shop-worker-1', 'shop');
  await vi.waitFor(() => expect(plain(terminal.output)).toContain('shop-worker-1 this is shop-worker-1\r\n'), patience);
  expect(terminal.output).toContain('shop-worker-1 joins.');
  // Compose makes a container anew beside the old one, and then gives it its name.
  const { Id } = await engine.call('GET', '/containers/shop-a-1/json');
  await add(`${Id.slice(0, 12)}_shop-a-1`, 'shop');
  await engine.call('DELETE', '/containers/shop-a-1?force=1');
  await engine.call('POST', `/containers/${Id.slice(0, 12)}_shop-a-1/rename?name=shop-a-1`);
  await engine.call('POST', '/containers/shop-a-1/restart?t=0');
  await vi.waitFor(() => expect(plain(terminal.output)).toMatch(/shop-a-1 +this is/), patience);
  expect(terminal.output).not.toMatch(/other-a-1|_shop-a-1 joins/);
  session.close();
});

test('all of a log can be saved', async () => {
  const followed = await running({ web: 'seq 1 20000; echo done; sleep 1000' });
  const path = join(folder, 'burst.log');
  const ui = new FakeUi('Everything', path);
  const { terminal, session } = await logsOf(followed, ['web'], ui, showLogsSince);
  await vi.waitFor(() => expect(terminal.output).toContain('done\r\n'), { timeout: 60_000 });
  session.write('s');
  await vi.waitFor(() => expect(ui.last('info').message).toBe(`20001 lines saved to ${path}.`), { timeout: 60_000 });
  const saved = readFileSync(path, 'utf8').split('\n');
  expect(saved.slice(0, 3)).toEqual(['1', '2', '3']);
  expect(saved.at(-2)).toBe('done');
  session.close();
}, 180_000);

test('a container whose log can not be read says why', async () => {
  const followed = await running({ web: 'sleep 1000' }, { HostConfig: { LogConfig: { Type: 'none' } } });
  const { terminal } = await logsOf(followed, ['web']);
  await vi.waitFor(
    () => expect(terminal.output).toContain('configured logging driver does not support reading'),
    patience,
  );
});
