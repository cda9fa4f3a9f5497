import { expect, test, vi } from 'vitest';
import type { LogLine } from '../../../client/src/engine/logs';
import type { LogEngine } from '../../../client/src/terminals/log-source';
import { openLogTerminal } from '../../../client/src/terminals/log-terminal';
import { FakeUi } from '../../support/fake-ui';

const patience = { timeout: 60_000 };

/** An engine whose log of one container is what the test passes to the returned function. */
function logEngine(): { from: LogEngine; print(lines: readonly string[]): void } {
  let take: ((lines: readonly LogLine[]) => void) | undefined;
  const read = (_id: string, _query: unknown, onLines: typeof take) => {
    take = onLines;
    return new Promise(() => {});
  };
  const state = {
    connection: { status: 'connected' },
    containers: new Map([['1', { id: '1', name: 'web', state: 'running', labels: {} }]]),
  };
  let printed = 0;
  return {
    from: { engine: { logs: { read } }, state: () => state, watch: () => () => {} } as unknown as LogEngine,
    print: (lines) =>
      take?.(lines.map((text) => ({ time: `2024-06-01T12:00:00.${printed++}Z`, stream: 'stdout', text }))),
  };
}

test('of a burst the last lines are drawn, and a filter finds what was left out', async () => {
  const { from, print } = logEngine();
  const ui = new FakeUi('needle');
  openLogTerminal(ui, from, ['web'], {}, () => {});
  const [terminal] = ui.terminals;
  const session = await terminal?.session;
  print(['needle', ...Array.from({ length: 50_000 }, (_, index) => `line ${index}`)]);
  print(['the last line']);
  await vi.waitFor(() => expect(terminal?.output).toContain('the last line\r\n'), patience);
  const lines = terminal?.output.split('\r\n') ?? [];
  expect(lines).toContainEqual(expect.stringContaining('48,002 lines were too fast to be shown; s saves them all.'));
  expect(lines.slice(-4)).toEqual(['line 49998', 'line 49999', 'the last line', '']);
  expect(lines.filter((line) => line.startsWith('line '))).toHaveLength(1_999);

  session?.write('f');
  await vi.waitFor(() => expect(terminal?.output).toMatch(/lines with needle[^\n]*\r\nneedle\r\n$/), patience);
  print([...Array.from({ length: 10_000 }, (_, index) => `other ${index}`), 'needle again']);
  await vi.waitFor(() => expect(terminal?.output).toMatch(/\r\nneedle\r\nneedle again\r\n$/), patience);
  session?.close();
});
