import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '../../../client/src/views/pace';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** When changes were told, in milliseconds; `tells` answers whether there is anything to tell. */
function paced(tells: () => boolean = () => true) {
  const start = Date.now();
  const told: number[] = [];
  const pace = new Pace(() => {
    const telling = tells();
    if (telling) {
      told.push(Date.now() - start);
    }
    return telling;
  });
  return { pace, told };
}

test('the first change is told at once, and a steady trickle never closer than VS Code takes it', () => {
  const { pace, told } = paced();
  for (let time = 0; time < 1_000; time += 50) {
    pace.request();
    vi.advanceTimersByTime(50);
  }
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([0, 201, 402, 603, 804, 1005]);
  pace.request();
  vi.advanceTimersByTime(1);
  expect(told).toHaveLength(7);
});

test('changes that come together are told together', () => {
  const { pace, told } = paced();
  pace.request();
  pace.request();
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([0]);
});

test('a change that shows nothing delays none', () => {
  const answers = [false, false, true];
  const { pace, told } = paced(() => answers.shift() ?? false);
  for (let time = 0; time < 30; time += 10) {
    pace.request();
    vi.advanceTimersByTime(10);
  }
  expect(told).toEqual([20]);
});

test('what is requested while it is drawn comes in the next window; nothing comes after the end', () => {
  let again = true;
  const { pace, told } = paced(() => {
    if (again) {
      again = false;
      pace.request();
    }
    return true;
  });
  pace.request();
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([0, 201]);
  pace.request();
  vi.advanceTimersByTime(1);
  pace.request();
  pace.dispose();
  vi.advanceTimersByTime(1_000);
  expect([told.length, vi.getTimerCount()]).toEqual([3, 0]);
});
