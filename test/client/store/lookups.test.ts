import { expect, test, vi } from 'vitest';
import { Lookups } from '../../../client/src/store/lookups';

test('requests during a run lead to one more run, which alone is written, and keys do not wait for each other', async () => {
  const lookups = new Lookups();
  const finish: (() => void)[] = [];
  const written: number[] = [];
  const read = vi.fn(
    () => new Promise<() => void>((resolve) => finish.push(() => resolve(() => written.push(finish.length)))),
  );
  const other = vi.fn(async () => () => {});
  lookups.request('a', read);
  lookups.request('a', read);
  lookups.request('a', read);
  lookups.request('b', other);
  expect([read.mock.calls.length, other.mock.calls.length]).toEqual([1, 1]);
  finish[0]?.();
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
  finish[1]?.();
  await vi.waitFor(() => expect(written).toEqual([2]));
  lookups.request('a', read);
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(3));
});

test('a failed run does not block its key', async () => {
  const lookups = new Lookups();
  const read = vi.fn(async () => {
    throw new Error('lost');
  });
  lookups.request('a', read);
  lookups.request('a', read);
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(2));
});

test('cleared look-ups do not come', () => {
  vi.useFakeTimers();
  try {
    const lookups = new Lookups();
    const read = vi.fn(async () => () => {});
    lookups.requestLater('a', 50, read);
    lookups.requestLater('a', 500, read);
    vi.advanceTimersByTime(60);
    lookups.clear();
    vi.advanceTimersByTime(1000);
    expect(read).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});
