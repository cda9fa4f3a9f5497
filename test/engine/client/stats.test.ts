import { expect, test, vi } from 'vitest';
import { showStats } from '../../../client/src/commands/container/stats';
import { useEngine } from '../../support/engine';
import { FakeUi } from '../../support/fake-ui';
import { follow, socketEndpoint } from './harness';

const engine = useEngine([{ tags: ['app:1'] }]);
const patience = { timeout: 30_000 };

test('what a container uses is measured while it runs, across a restart and the end of the engine', async () => {
  await engine.run('busy', 'app:1', { config: { Cmd: ['sh', '-c', 'while :; do :; done'], StopTimeout: 0 } });
  const followed = follow(socketEndpoint(engine.socket));
  await followed.connected();
  const ui = new FakeUi();
  await showStats.run(
    followed.context(ui),
    [...followed.state.containers.values()].filter(({ name }) => name === 'busy'),
  );
  const [terminal] = ui.terminals;
  const session = await terminal?.session;
  const screen = () => terminal?.output.slice(terminal.output.lastIndexOf('\u001b[H')) ?? '';
  await vi.waitFor(
    () => expect(screen()).toMatch(/█[^\n]*m [1-9]\d*\.\d %, \d+ task|[▂-█][^\n]* [1-9]\d*\.\d %/),
    patience,
  );
  expect(screen()).toMatch(/Memory .*B of .*B, \d/);
  await engine.call('POST', '/containers/busy/stop?t=0');
  await vi.waitFor(() => expect(screen()).toContain('not running'), patience);
  await engine.call('POST', '/containers/busy/start');
  await vi.waitFor(() => expect(screen()).toContain('Memory'), patience);
  await engine.kill();
  await vi.waitFor(() => expect(screen()).toContain('the engine does not answer'), patience);
  await engine.start();
  await vi.waitFor(() => expect(screen()).toContain('not running'), patience);
  session?.close();
});
