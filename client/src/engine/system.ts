import { list, number, record, text } from './raw';
import type { Caller } from './transport';

/** Disk use of one kind of object, bytes. */
export interface DiskUse {
  readonly count: number;
  /** How many are used by a container (build cache: by a build). */
  readonly active: number;
  readonly size: number;
  readonly reclaimable: number;
}

export interface DiskUsage {
  readonly images: DiskUse;
  readonly containers: DiskUse;
  readonly volumes: DiskUse;
  readonly buildCache: DiskUse;
}

export interface EngineFacts {
  readonly version: string;
  readonly operatingSystem: string;
  readonly architecture: string;
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  readonly rootFolder: string;
  readonly storageDriver: string;
}

export type SystemCalls = ReturnType<typeof systemCalls>;

/** The engine's calls about itself. All reject with an EngineError. */
export function systemCalls(caller: Caller) {
  return {
    diskUsage: async (signal?: AbortSignal): Promise<DiskUsage> =>
      diskUsageOf(
        await caller.call({ what: 'measure disk usage', signal, deadline: 120_000 }, (docker) => docker.df()),
      ),
    facts: async (signal?: AbortSignal): Promise<EngineFacts> => {
      const info = record(await caller.call({ what: 'ask about the engine', signal }, (docker) => docker.info()));
      return {
        version: text(info['ServerVersion']),
        operatingSystem: text(info['OperatingSystem']),
        architecture: text(info['Architecture']),
        cpus: number(info['NCPU']) ?? 0,
        memory: number(info['MemTotal']) ?? 0,
        rootFolder: text(info['DockerRootDir']),
        storageDriver: text(info['Driver']),
      };
    },
    /** Removes build cache that no build uses; returns the bytes that came back. */
    pruneBuildCache: async (options: { readonly all: boolean }, signal?: AbortSignal): Promise<number> => {
      const answer: unknown = await caller.call(
        { what: 'prune the build cache', signal, deadline: Number.POSITIVE_INFINITY },
        (docker) =>
          new Promise((resolve, reject) => {
            // dockerode's pruneBuilder drops its options and would remove more than was asked for.
            const request = {
              path: '/build/prune?',
              method: 'POST',
              options: { _query: { all: options.all }, _body: {} },
              statusCodes: { 200: true },
            };
            docker.modem.dial(request, (error: unknown, result: unknown) => (error ? reject(error) : resolve(result)));
          }),
      );
      return number(record(answer)['SpaceReclaimed']) ?? 0;
    },
  };
}

/** Reads the answer of `GET /system/df`, counted as `docker system df` counts. */
export function diskUsageOf(raw: unknown): DiskUsage {
  const answer = record(raw);
  const images = list(answer['Images']).map(record);
  const containers = list(answer['Containers']).map(record);
  const volumes = list(answer['Volumes']).map((item) => record(record(item)['UsageData']));
  const cache = list(answer['BuildCache']).map(record);
  const layers = number(answer['LayersSize']) ?? sum(images, 'Size');
  const usedImages = images.filter((image) => (number(image['Containers']) ?? 0) > 0);
  const running = containers.filter(({ State }) => State === 'running' || State === 'paused' || State === 'restarting');
  const usedVolumes = volumes.filter((usage) => (number(usage['RefCount']) ?? 0) > 0);
  const usedCache = cache.filter((item) => item['InUse'] === true);
  const usedLayers = sum(usedImages, 'Size') - Math.max(sum(usedImages, 'SharedSize'), 0);
  const cacheSize = sum(
    cache.filter((item) => item['Shared'] !== true),
    'Size',
  );
  return {
    images: {
      count: images.length,
      active: usedImages.length,
      size: layers,
      reclaimable: Math.max(layers - usedLayers, 0),
    },
    containers: use(containers, running, 'SizeRw'),
    volumes: use(volumes, usedVolumes, 'Size'),
    buildCache: {
      count: cache.length,
      active: usedCache.length,
      size: cacheSize,
      reclaimable: sum(
        cache.filter((item) => item['Shared'] !== true && item['InUse'] !== true),
        'Size',
      ),
    },
  };
}

type Items = readonly Readonly<Record<string, unknown>>[];

function use(all: Items, active: Items, key: string): DiskUse {
  const size = sum(all, key);
  return { count: all.length, active: active.length, size, reclaimable: Math.max(size - sum(active, key), 0) };
}

function sum(items: Items, key: string): number {
  return items.reduce((total, item) => total + Math.max(number(item[key]) ?? 0, 0), 0);
}
