import { expect, test } from 'vitest';
import { sampleOf } from '../../../client/src/engine/stats';

/** Times in milliseconds. */
const cpu = (used: number, system: number) => ({
  cpu_usage: { total_usage: used * 1e6 },
  system_cpu_usage: system * 1e6,
  online_cpus: 4,
});

const sample = {
  cpu_stats: cpu(300, 2000),
  precpu_stats: cpu(200, 1000),
  memory_stats: { usage: 1000, limit: 5000, stats: { total_inactive_file: 100, inactive_file: 7 } },
  networks: { eth0: { rx_bytes: 1, tx_bytes: 2 }, eth1: { rx_bytes: 10, tx_bytes: 20 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'Read', value: 5 },
      { op: 'write', value: 6 },
      { op: 'Total', value: 11 },
    ],
  },
  pids_stats: { current: 3 },
};

test('a record of the engine is read as docker does', () => {
  expect(sampleOf(sample, {})).toEqual({
    cpu: 40,
    memory: 900,
    memoryLimit: 5000,
    received: 11,
    sent: 22,
    read: 5,
    written: 6,
    processes: 3,
  });
});

test('without times before there is no share of the processors; those of the last record serve', () => {
  const first = { ...sample, precpu_stats: { cpu_usage: { total_usage: 0 } } };
  expect(sampleOf(first, {}).cpu).toBeUndefined();
  expect(sampleOf({ ...first, cpu_stats: cpu(400, 3000) }, first).cpu).toBe(40);
});

test('times of a moment before tell nothing: the first record of Podman has such', () => {
  const first = { ...sample, precpu_stats: cpu(299, 1999) };
  expect(sampleOf(first, {}).cpu).toBeUndefined();
  expect(sampleOf({ ...first, cpu_stats: cpu(400, 2001), precpu_stats: cpu(399, 2000) }, sample).cpu).toBeUndefined();
});

test('a record that holds nothing is read as nothing', () => {
  expect(sampleOf({}, {})).toMatchObject({ cpu: undefined, memory: 0, received: 0, read: 0 });
});

test('a cache that is greater than what is used is not taken off', () => {
  const memory_stats = { usage: 50, limit: 5000, stats: { inactive_file: 70 } };
  expect(sampleOf({ ...sample, memory_stats }, {}).memory).toBe(50);
});
