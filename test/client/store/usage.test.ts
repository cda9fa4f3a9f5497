import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Container } from '../../../client/src/engine/containers';
import type { Engine } from '../../../client/src/engine/engine';
import { mostMeasured, Usage } from '../../../client/src/store/usage';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const container = (id: string, state = 'running') => ({ id, state }) as Container;

/** An engine whose streams stay open until they are aborted or ended. */
function setUp(shown: () => readonly Container[]) {
  const open = new Map<string, { readonly send: (cpu: number, memory: number) => void; readonly end: () => void }>();
  const follow: Engine['stats']['follow'] = (id, onSample, signal) =>
    new Promise((resolve) => {
      const end = () => {
        open.delete(id);
        resolve();
      };
      signal.addEventListener('abort', end);
      const none = { memoryLimit: 0, received: 0, sent: 0, read: 0, written: 0, processes: 0 };
      open.set(id, { end, send: (cpu, memory) => onSample({ ...none, cpu, memory }) });
    });
  const changed = vi.fn();
  const usage = new Usage(() => ({ stats: { follow } }) as Engine, shown, changed);
  return { usage, open, changed };
}

test('nothing is asked before somebody looks, and nothing stays open when nobody does', () => {
  const { usage, open, changed } = setUp(() => [container('a'), container('b', 'exited')]);
  vi.advanceTimersByTime(60_000);
  expect(open.size).toBe(0);
  usage.measure(true);
  expect([...open.keys()]).toEqual(['a']);
  open.get('a')?.send(12, 34);
  expect(usage.of('a')).toEqual({ cpu: 12, memory: 34 });
  expect(usage.of('b')).toBeUndefined();
  usage.measure(false);
  expect([open.size, usage.of('a')]).toEqual([0, undefined]);
  const calls = changed.mock.calls.length;
  vi.advanceTimersByTime(60_000);
  expect(changed).toHaveBeenCalledTimes(calls);
});

test('it is told at most once in three seconds, whatever comes', () => {
  const { usage, open, changed } = setUp(() => [container('a')]);
  usage.measure(true);
  changed.mockClear();
  for (let count = 0; count < 100; count++) {
    open.get('a')?.send(count, count);
    vi.advanceTimersByTime(100);
  }
  expect(changed).toHaveBeenCalledTimes(3);
  usage.dispose();
});

test('of many containers only the first ones are measured; a place that becomes free is taken', () => {
  let shown = Array.from({ length: 2_000 }, (_, index) => container(`c${index}`));
  const { usage, open } = setUp(() => shown);
  usage.measure(true);
  expect(open.size).toBe(mostMeasured);
  shown = shown.slice(1);
  vi.advanceTimersByTime(3_000);
  expect(open.size).toBe(mostMeasured);
  expect([open.has('c0'), open.has(`c${mostMeasured}`)]).toEqual([false, true]);
  usage.dispose();
  expect([open.size, usage.streams]).toEqual([0, 0]);
});

test('a stream that ends leaves no figures behind, and is opened again while the container runs', async () => {
  const { usage, open } = setUp(() => [container('a')]);
  usage.measure(true);
  open.get('a')?.send(1, 2);
  open.get('a')?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(usage.of('a')).toBeUndefined();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(open.has('a')).toBe(true);
  usage.dispose();
});
