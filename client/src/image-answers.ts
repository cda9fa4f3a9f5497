import type { ImageInfo, LocalImage } from '../../server/src/protocol';
import { isDangling } from './engine/images';
import { list, number, type Raw, record, stringMap, text, texts, time } from './engine/raw';
import type { Live } from './store/live';

/** Milliseconds that the language server waits for the engine: completion must not. */
const patience = 1_000;

/** What the language server may know of the engine's images. */
export interface ImageAnswers {
  local(): Promise<readonly LocalImage[]>;
  info(reference: string): Promise<ImageInfo | null>;
  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void;
}

/** Answers from the engine of the window; without an engine there are no images. */
export function imageAnswers(live: Live): ImageAnswers {
  return {
    local: () =>
      live.current(AbortSignal.timeout(patience)).then(
        ({ images }) =>
          [...images.values()]
            .filter((image) => !isDangling(image))
            .flatMap(({ id, size, created, tags }) =>
              tags.map((reference) => ({ reference, id, size, created: Math.floor((created ?? 0) / 1000) })),
            ),
        () => [],
      ),
    info: (reference) =>
      live.engine.images.inspect(reference, AbortSignal.timeout(patience)).then(imageInfo, () => null),
    onChange: (listener) =>
      live.store.subscribe((state, previous) => {
        if (state.images !== previous.images) {
          listener();
        }
      }),
  };
}

/** Reads the answer of `GET /images/<name>/json`. */
export function imageInfo(inspected: unknown): ImageInfo {
  const image = record(inspected);
  const platform = [text(image['Os']), text(image['Architecture']), text(image['Variant'])];
  return {
    id: text(image['Id']),
    size: number(image['Size']) ?? 0,
    created: Math.floor((time(image['Created']) ?? 0) / 1000),
    platform: platform.filter(Boolean).join('/'),
    repoDigests: texts(image['RepoDigests']),
    config: imageConfig(record(image['Config'])),
  };
}

function imageConfig(config: Raw): ImageInfo['config'] {
  const optional = (value: unknown) => (Array.isArray(value) ? texts(value) : undefined);
  return {
    Env: texts(config['Env']),
    User: text(config['User']),
    WorkingDir: text(config['WorkingDir']),
    Entrypoint: optional(config['Entrypoint']),
    Cmd: optional(config['Cmd']),
    ExposedPorts: Object.keys(record(config['ExposedPorts'])),
    Volumes: Object.keys(record(config['Volumes'])),
    Labels: stringMap(config['Labels']),
    Shell: optional(config['Shell']),
    StopSignal: text(config['StopSignal']) || undefined,
    Healthcheck: healthcheck(config['Healthcheck']),
    OnBuild: texts(config['OnBuild']),
    unknown: [],
  };
}

function healthcheck(raw: unknown): ImageInfo['config']['Healthcheck'] {
  const check = record(raw);
  if (list(check['Test']).length === 0) {
    return undefined;
  }
  const numbers = ['Interval', 'Timeout', 'StartPeriod', 'StartInterval', 'Retries'].flatMap((key) => {
    const value = number(check[key]);
    return value === undefined ? [] : [[key, value] as const];
  });
  return { Test: texts(check['Test']), ...Object.fromEntries(numbers) };
}
