import { expect, test } from 'vitest';
import type { StatsEntry } from '../../../client/src/panels/messages';
import { aligned, extended, shownTimes } from '../../../client/src/panels/stats-series';

const point = (time: number, memory: number): StatsEntry => ({
  time,
  cpu: undefined,
  memory,
  memoryLimit: 0,
  rates: undefined,
  processes: 0,
});

test('containers are put over one axis of times; a pause is a gap, a time of another container is none', () => {
  const one = [point(1, 10), { time: 2, pause: true as const }, point(4, 40)];
  const other = [point(2, 5), point(3, 6)];
  expect(aligned([one, other], [({ memory }) => memory])).toEqual([
    [1, 2, 3, 4],
    [10, null, undefined, 40],
    [undefined, 5, 6, undefined],
  ]);
  expect(aligned([], [({ memory }) => memory])).toEqual([[]]);
});

test.each([
  [[], [-60, 0]],
  [[100], [40, 100]],
  [
    [100, 190],
    [100, 190],
  ],
  [
    [100, 900],
    [300, 900],
  ],
])('of the times %j are shown %j', (times, shown) => {
  expect(shownTimes(times, 600)).toEqual(shown);
});

test('what is older than the span is forgotten', () => {
  expect(extended([point(1, 1), point(2, 2)], [point(11, 3)], 10).map(({ time }) => time)).toEqual([2, 11]);
});
