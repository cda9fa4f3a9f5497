import { readLines } from './events';
import { list, number, type Raw, record, text } from './raw';
import { type Caller, segment } from './transport';

/** What a container uses at a moment. Bytes; those of network and disks count from its start. */
export interface StatsSample {
  /** 100 is one processor; undefined until there is something to compare with. */
  readonly cpu: number | undefined;
  readonly memory: number;
  /** Of the container, or of the whole machine. */
  readonly memoryLimit: number;
  readonly received: number;
  readonly sent: number;
  readonly read: number;
  readonly written: number;
  readonly processes: number;
}

export type StatsCalls = ReturnType<typeof statsCalls>;

/** The engine's calls about what containers use. All reject with an EngineError. */
export function statsCalls(caller: Caller) {
  return {
    /** Hands on a sample each second (Podman: each five) until the container is gone; a container that has stopped gives none. */
    follow: async (id: string, onSample: (sample: StatsSample) => void, signal: AbortSignal): Promise<void> => {
      const options = { what: 'read what the container uses', signal };
      const body = await caller.stream(options, `/containers/${segment(id)}/stats`, { stream: true });
      let before: Raw = {};
      await readLines(body, (line) => {
        const now = record(parse(line));
        // Go's zero time: the container does not run.
        if (text(now['read']) && !text(now['read']).startsWith('0001-')) {
          onSample(sampleOf(now, before));
          before = now;
        }
      });
    },
  };
}

/** Reads a record of `GET /containers/<id>/stats` as docker's command line does (docker/cli, cli/command/container/stats_helpers.go). */
export function sampleOf(now: Raw, before: Raw): StatsSample {
  const memory = record(now['memory_stats']);
  const details = record(memory['stats']);
  const used = number(memory['usage']) ?? 0;
  // The cache that could be given back does not count; the first name is that of control groups version 1.
  const cache = number(details['total_inactive_file']) ?? number(details['inactive_file']) ?? 0;
  const networks = Object.values(record(now['networks'])).map(record);
  const sum = (key: string) => networks.reduce((total, network) => total + (number(network[key]) ?? 0), 0);
  const disks = list(record(now['blkio_stats'])['io_service_bytes_recursive']).map(record);
  const bytes = (operation: string) =>
    disks
      .filter((disk) => text(disk['op']).toLowerCase() === operation)
      .reduce((total, disk) => total + (number(disk['value']) ?? 0), 0);
  return {
    cpu: cpuOf(record(now['cpu_stats']), [record(now['precpu_stats']), record(before['cpu_stats'])]),
    memory: cache < used ? used - cache : used,
    memoryLimit: number(memory['limit']) ?? 0,
    received: sum('rx_bytes'),
    sent: sum('tx_bytes'),
    read: bytes('read'),
    written: bytes('write'),
    processes: number(record(now['pids_stats'])['current']) ?? 0,
  };
}

/** Nanoseconds of all processors: engines read the clock in steps of ten milliseconds. */
const shortestTime = 50_000_000;

/**
 * The first record has no times before, and Podman's has those of a moment ago, which say nothing; where there are none later either,
 * those of the last record serve.
 */
function cpuOf(now: Raw, earlier: readonly Raw[]): number | undefined {
  const total = (cpu: Raw) => number(record(cpu['cpu_usage'])['total_usage']);
  const since = (cpu: Raw) => (number(now['system_cpu_usage']) ?? 0) - (number(cpu['system_cpu_usage']) ?? 0);
  const before = earlier.find((cpu) => number(cpu['system_cpu_usage']) && since(cpu) >= shortestTime);
  const used = (total(now) ?? 0) - (total(before ?? {}) ?? 0);
  const passed = since(before ?? {});
  const processors = number(now['online_cpus']) || list(record(now['cpu_usage'])['percpu_usage']).length || 1;
  return before ? Math.max((used / passed) * processors * 100, 0) : undefined;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
