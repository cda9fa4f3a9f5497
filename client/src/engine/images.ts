import { list, number, type Raw, record, seconds, stringMap, text, texts } from './raw';
import { type Caller, segment } from './transport';

/** One image id with all of its names. */
export interface Image {
  /** With its "sha256:". */
  readonly id: string;
  /** `repository:tag` references. */
  readonly tags: readonly string[];
  /** `repository@sha256:…` references. */
  readonly digests: readonly string[];
  /** Bytes, shared layers included. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly created: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

/** The layer that one instruction added, newest first. */
export interface Layer {
  readonly createdBy: string;
  readonly size: number;
  readonly created: number | undefined;
}

export type ImageCalls = ReturnType<typeof imageCalls>;

/** The engine's calls about images. All reject with an EngineError. */
export function imageCalls(caller: Caller) {
  return {
    list: async (signal?: AbortSignal): Promise<readonly Image[]> => {
      const answer: unknown = await caller.call({ what: 'list images', signal }, (docker) => docker.listImages());
      return list(answer).map(imageFromList);
    },
    inspect: (reference: string, signal?: AbortSignal): Promise<unknown> =>
      caller.call({ what: 'inspect the image', signal }, (docker) => docker.getImage(path(reference)).inspect()),
    history: async (reference: string, signal?: AbortSignal): Promise<readonly Layer[]> => {
      const answer: unknown = await caller.call({ what: 'read the history of the image', signal }, (docker) =>
        docker.getImage(path(reference)).history(),
      );
      return list(answer).map((item) => {
        const layer: Raw = record(item);
        return {
          createdBy: text(layer['CreatedBy']),
          size: number(layer['Size']) ?? 0,
          created: seconds(layer['Created']),
        };
      });
    },
    /** Removes one name of an image, and the image with its last name. By id, removes the image. */
    remove: (reference: string, options: { readonly force?: boolean } = {}, signal?: AbortSignal): Promise<void> =>
      caller
        .call({ what: `remove ${reference}`, signal, deadline: 60_000 }, (docker) =>
          docker.getImage(path(reference)).remove({ force: options.force ?? false }),
        )
        .then(() => {}),
    tag: (reference: string, name: { readonly repository: string; readonly tag: string }, signal?: AbortSignal) =>
      caller
        .call({ what: 'tag the image', signal }, (docker) =>
          docker.getImage(path(reference)).tag({ repo: name.repository, tag: name.tag }),
        )
        .then(() => {}),
  };
}

/** References keep their slashes: they are part of the route. */
function path(reference: string): string {
  return reference.split('/').map(segment).join('/');
}

/** Reads one record of `GET /images/json`. */
export function imageFromList(raw: unknown, index: number): Image {
  const item = record(raw);
  return {
    id: text(item['Id']) || `unreadable-${index}`,
    tags: texts(item['RepoTags']).filter((name) => name !== '<none>:<none>'),
    digests: texts(item['RepoDigests']).filter((name) => !name.startsWith('<none>@')),
    size: number(item['Size']) ?? 0,
    created: seconds(item['Created']),
    labels: stringMap(item['Labels']),
  };
}

/** True for an image without any name: what a rebuild leaves behind. */
export function isDangling(image: Image): boolean {
  return image.tags.length === 0 && image.digests.length === 0;
}
