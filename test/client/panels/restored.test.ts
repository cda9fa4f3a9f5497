import { expect, test, vi } from 'vitest';
import { openLayersPanel, restoredLayers } from '../../../client/src/panels/layers-panel';
import type { StatsMessage } from '../../../client/src/panels/messages';
import { restoredStats } from '../../../client/src/panels/stats-panel';
import { emptyState, type State } from '../../../client/src/store/state';
import { FakeUi } from '../../support/fake-ui';

const image = { id: 'sha256:1', tags: ['app:1'], digests: [] };
const history = [{ created: 0, createdBy: 'CMD ["sh"]', size: 7 }];
const connected = { status: 'connected' };
const down = { status: 'down', diagnosis: { what: 'The engine is not running.' } };

/** A window that was just loaded: the engine's state is what the test says. */
function loadedWindow() {
  let state = emptyState;
  const listeners = new Set<(state: State) => void>();
  const ui = new FakeUi();
  const read = vi.fn(async (_reference: string) => history);
  const holds = { count: 0 };
  const from = {
    ui,
    engine: { images: { history: read }, stats: { follow: () => new Promise(() => {}) } },
    state: () => state,
    watch: (listener: (state: State) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    hold: () => {
      holds.count++;
      return () => holds.count--;
    },
    memory: { get: () => undefined },
    now: () => 0,
  } as unknown as Parameters<typeof restoredLayers>[0] & Parameters<typeof restoredStats>[0];
  const become = (changed: object) => {
    state = { ...state, ...changed };
    for (const listener of [...listeners]) {
      listener(state);
    }
  };
  return { from, ui, read, become, holds, listeners };
}

test.each([
  undefined,
  null,
  7,
  {},
  { names: [] },
  { names: [1] },
  { names: 'web' },
  { reference: 1 },
  { reference: '' },
])('a page that kept %j does not come back', (kept) => {
  const { from } = loadedWindow();
  expect(restoredStats(from, kept)).toBeUndefined();
  expect(restoredLayers(from, kept)).toBeUndefined();
});

test('layers come back when the engine answers, and only once', async () => {
  const { from, ui, read, become, holds, listeners } = loadedWindow();
  await openLayersPanel(from, { image, reference: 'app:1' } as never, []);
  const back = restoredLayers(from, ui.panels[0]?.state);
  ui.openPanel('layers', 'app:1: layers', { reference: 'app:1' }, back?.connect as never);
  const panel = ui.panels[1];
  expect(panel?.told.at(-1)).toEqual({ type: 'note', name: 'app:1', words: 'Reading…' });
  become({ connection: down });
  expect(panel?.told.at(-1)).toMatchObject({ words: 'The engine is not running. The layers come when it answers.' });
  become({ connection: connected });
  expect(panel?.told.at(-1)).toMatchObject({ words: 'This image is not there any more.' });
  read.mockRejectedValueOnce(new Error('it broke'));
  become({ images: new Map([['1', image]]) });
  await vi.waitFor(() => expect(panel?.told.at(-1)).toMatchObject({ words: expect.stringContaining('it broke') }));
  become({ connection: down });
  become({ connection: connected });
  await vi.waitFor(() =>
    expect(panel?.told.at(-1)).toMatchObject({ type: 'layers', name: 'app:1', layers: [{ size: 7 }] }),
  );
  expect(read).toHaveBeenCalledTimes(2);
  panel?.close();
  expect([holds.count, listeners.size]).toEqual([0, 0]);
});

test('stats come back, and tell which containers are gone', () => {
  const { from, ui, become, holds, listeners } = loadedWindow();
  const back = restoredStats(from, { names: ['web', 'gone'] });
  ui.openPanel('stats', 'Stats of 2 containers', { names: ['web', 'gone'] }, back?.connect as never);
  const [panel] = ui.panels;
  const last = () => {
    panel?.answer({ type: 'ready' });
    const { connected: answers, containers } = (panel?.told.at(-1) ?? {}) as StatsMessage;
    return [answers, ...containers.map(({ status }) => status)];
  };
  expect(last()).toEqual([true, 'measuring', 'measuring']);
  become({ connection: connected, containers: new Map([['1', { id: '1', name: 'web', state: 'running' }]]) });
  expect(last()).toEqual([true, 'measuring', 'removed']);
  become({ connection: down });
  expect(last()).toEqual([false, 'unknown', 'unknown']);
  panel?.close();
  expect([holds.count, listeners.size]).toEqual([0, 0]);
});
