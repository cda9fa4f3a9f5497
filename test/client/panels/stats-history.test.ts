import { expect, test } from 'vitest';
import { StatsHistory } from '../../../client/src/panels/stats-history';

const sample = (received: number, cpu = 1) => ({
  cpu,
  memory: 10,
  memoryLimit: 100,
  received,
  sent: 0,
  read: 0,
  written: 0,
  processes: 1,
});

test('counters become rates per second, from the second sample on', () => {
  const history = new StatsHistory();
  history.add(sample(100), 1000);
  history.add(sample(400), 3000);
  // The counters of a container that was started again begin anew.
  history.add(sample(50), 4000);
  expect(history.all.map((entry) => ('pause' in entry ? 'pause' : entry.rates?.received))).toEqual([undefined, 150, 0]);
});

test('a pause is told once, and nothing is compared across it', () => {
  const history = new StatsHistory();
  history.pause(500);
  history.add(sample(100), 1000);
  history.pause(2000);
  history.pause(3000);
  history.add(sample(900), 4000);
  expect(history.all.map((entry) => ('pause' in entry ? 'pause' : entry.rates))).toEqual([
    undefined,
    'pause',
    undefined,
  ]);
});

test('what is fresh is told once, and only ten minutes are kept', () => {
  const history = new StatsHistory();
  history.add(sample(1), 0);
  expect(history.fresh).toHaveLength(1);
  expect(history.fresh).toEqual([]);
  for (let second = 1; second <= 2000; second++) {
    history.add(sample(second), second * 1000);
  }
  expect(history.fresh).toHaveLength(600);
  history.add(sample(3000), 2_001_000);
  expect(history.fresh.map(({ time }) => time)).toEqual([2001]);
  expect(history.all).toHaveLength(600);
});
