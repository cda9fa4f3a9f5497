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

/** What `GET /system/df` tells of single objects. All sizes are bytes. */
export interface DiskRecords {
  readonly usage: DiskUsage;
  /** By id. `shared` is the part that other images have, too. */
  readonly images: ReadonlyMap<string, { readonly size: number; readonly shared: number }>;
  /** By name. */
  readonly volumes: ReadonlyMap<string, number>;
  readonly cache: {
    /** What `docker builder prune` removes: nothing that is in use, shared with images, or kept for builders themselves. */
    readonly dangling: number;
    /** What images share with it, and what stays when they go. */
    readonly shared: number;
  };
  /** Everything that the engine keeps. */
  readonly total: number;
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
    /** What single objects take. */
    disk: async (signal?: AbortSignal): Promise<DiskRecords> =>
      diskRecordsOf(
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
  // Podman lists an image once for each of its names, and does not measure layers.
  const images = [...new Map(list(answer['Images']).map((item) => [record(item)['Id'], record(item)])).values()];
  const containers = list(answer['Containers']).map(record);
  const volumes = list(answer['Volumes']).map((item) => record(record(item)['UsageData']));
  const cache = list(answer['BuildCache']).map(record);
  const layers = bytes(answer['LayersSize']) || sum(images, 'Size');
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

/** Reads the answer of `GET /system/df` object by object. */
export function diskRecordsOf(raw: unknown): DiskRecords {
  const answer = record(raw);
  const usage = diskUsageOf(raw);
  const cache = list(answer['BuildCache']).map(record);
  const shared = cache.filter((item) => item['Shared'] === true);
  // BuildKit's cache manager (prune in cache/manager.go) keeps these kinds unless all are asked for.
  const kept = (item: Items[number]) =>
    item['InUse'] === true || item['Shared'] === true || item['Type'] === 'internal' || item['Type'] === 'frontend';
  return {
    usage,
    images: new Map(
      list(answer['Images']).map((item) => {
        const image = record(item);
        return [text(image['Id']), { size: bytes(image['Size']), shared: bytes(image['SharedSize']) }];
      }),
    ),
    volumes: new Map(
      list(answer['Volumes']).map((item) => {
        const volume = record(item);
        return [text(volume['Name']), bytes(record(volume['UsageData'])['Size'])];
      }),
    ),
    cache: {
      dangling: sum(
        cache.filter((item) => !kept(item)),
        'Size',
      ),
      shared: sum(shared, 'Size'),
    },
    total: Object.values(usage).reduce((total, part) => total + part.size, 0),
  };
}

type Items = readonly Readonly<Record<string, unknown>>[];

function use(all: Items, active: Items, key: string): DiskUse {
  const size = sum(all, key);
  return { count: all.length, active: active.length, size, reclaimable: Math.max(size - sum(active, key), 0) };
}

function sum(items: Items, key: string): number {
  return items.reduce((total, item) => total + bytes(item[key]), 0);
}

/** The engine says -1 for what it did not measure. */
function bytes(value: unknown): number {
  return Math.max(number(value) ?? 0, 0);
}
