import { expect, test, vi } from 'vitest';
import { showStats } from '../../../client/src/commands/container/stats';
import type { StatsMessage, StatsPoint } from '../../../client/src/panels/messages';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { follow, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'] }]);
const patience = { timeout: 60_000 };

test('what containers use is measured while they run, across a restart, a removal and the end of the engine', async () => {
  await engine.run('busy', 'app:1', { config: { Cmd: ['sh', '-c', 'while :; do :; done'], StopTimeout: 0 } });
  await engine.run('idle', 'app:1');
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const ui = new FakeUi();
  const containers = ['busy', 'idle'].flatMap((name) => followed.container(name) ?? []);
  const streams: AbortSignal[] = [];
  const context = followed.context(ui);
  const watched = {
    ...context,
    get engine() {
      const { engine: real } = context;
      const watching: typeof real.stats.follow = (id, onSample, signal) => {
        streams.push(signal);
        return real.stats.follow(id, onSample, signal).finally(() => streams.splice(streams.indexOf(signal), 1));
      };
      return { ...real, stats: { ...real.stats, follow: watching } };
    },
  };
  await showStats.run(watched, containers);
  const [panel] = ui.panels;
  const told = () => panel?.told as readonly StatsMessage[];
  const status = (index: number) => told().at(-1)?.containers[index]?.status;
  const points = (index: number) =>
    told()
      .flatMap((message) => message.containers[index]?.entries ?? [])
      .filter((entry): entry is StatsPoint => !('pause' in entry));
  expect(panel?.title).toBe('Stats of 2 containers');

  await vi.waitFor(() => expect(points(0).some(({ cpu = 0 }) => cpu > 1)).toBe(true), patience);
  await vi.waitFor(() => expect(points(1).some(({ rates }) => rates !== undefined)).toBe(true), patience);
  expect(points(0).at(-1)?.memory).toBeGreaterThan(0);
  expect([status(0), status(1)]).toEqual(['running', 'running']);
  expect(streams).toHaveLength(2);

  await engine.call('POST', '/containers/busy/stop?t=0');
  await vi.waitFor(() => expect([status(0), status(1)]).toEqual(['stopped', 'running']), patience);
  await vi.waitFor(() => expect(streams).toHaveLength(1), patience);
  await engine.call('POST', '/containers/busy/start');
  await vi.waitFor(() => expect(status(0)).toBe('running'), patience);
  await engine.call('DELETE', '/containers/idle?force=1');
  await vi.waitFor(() => expect([status(0), status(1)]).toEqual(['running', 'removed']), patience);
  await engine.kill();
  await vi.waitFor(() => expect(told().at(-1)?.connected).toBe(false), patience);
  await vi.waitFor(() => expect(streams).toEqual([]), patience);
  await engine.start();
  await vi.waitFor(() => expect([told().at(-1)?.connected, status(0)]).toEqual([true, 'stopped']), patience);
  await engine.call('POST', '/containers/busy/start');
  await vi.waitFor(() => expect(status(0)).toBe('running'), patience);
  panel?.close();
  await vi.waitFor(() => expect(streams).toEqual([]), patience);
});
