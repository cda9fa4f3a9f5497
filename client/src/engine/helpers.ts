import { list, record, seconds, stringMap, text } from './raw';
import type { Caller } from './transport';

/** Marks containers that are only there so that the files of a volume or image can be read. They are never started. */
export const helperLabel = 'dev.quayside.helper';

export interface HelperContainer {
  readonly id: string;
  /** Who made it. */
  readonly session: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

export type HelperCalls = ReturnType<typeof helperCalls>;

/** Where a helper has the volume: no image has anything there, which an empty volume would be filled with. */
export const volumeRoot = '/quayside-volume';

/** The engine's calls about helper containers. All reject with an EngineError. */
export function helperCalls(caller: Caller) {
  return {
    /** Creates a container of an image, with the volume, read-only, if one is given; returns its id. */
    create: async (
      { image, volume, session }: { readonly image: string; readonly volume?: string; readonly session: string },
      signal?: AbortSignal,
    ): Promise<string> => {
      const body = {
        Image: image,
        Labels: { [helperLabel]: session },
        // It never runs; an image without a command would be refused.
        Entrypoint: ['-'],
        HostConfig: {
          NetworkMode: 'none',
          ...(volume
            ? {
                Mounts: [
                  {
                    Type: 'volume',
                    Source: volume,
                    Target: volumeRoot,
                    ReadOnly: true,
                    VolumeOptions: { NoCopy: true },
                  },
                ],
              }
            : {}),
        },
      };
      const created = await caller.call({ what: 'open the files', signal, deadline: 60_000 }, (docker) =>
        docker.createContainer({ _query: {}, _body: body } as object),
      );
      return created.id;
    },
    list: async (signal?: AbortSignal): Promise<readonly HelperContainer[]> => {
      const answer: unknown = await caller.call({ what: 'look for helper containers', signal }, (docker) =>
        docker.listContainers({ all: true, filters: { label: [helperLabel] } }),
      );
      return list(answer).map((item) => {
        const raw = record(item);
        return {
          id: text(raw['Id']),
          session: stringMap(raw['Labels'])[helperLabel] ?? '',
          created: seconds(raw['Created']) ?? 0,
        };
      });
    },
  };
}

/** True for a container that users should not see. */
export function isHelper({ labels }: { readonly labels: Readonly<Record<string, string>> }): boolean {
  return helperLabel in labels;
}
