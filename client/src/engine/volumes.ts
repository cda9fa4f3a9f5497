import { list, record, stringMap, text, time } from './raw';
import { type Caller, segment } from './transport';

export interface Volume {
  readonly name: string;
  readonly driver: string;
  readonly mountpoint: string;
  readonly created: number | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Made by an image's VOLUME or a `-v /path` without a name; docker names it with 64 hexadecimal digits. */
  readonly anonymous: boolean;
}

export type VolumeCalls = ReturnType<typeof volumeCalls>;

/** The engine's calls about volumes. All reject with an EngineError. */
export function volumeCalls(caller: Caller) {
  return {
    list: async (signal?: AbortSignal): Promise<readonly Volume[]> => {
      const answer: unknown = await caller.call({ what: 'list volumes', signal }, (docker) => docker.listVolumes());
      return list(record(answer)['Volumes']).map(volumeFromList);
    },
    inspect: (name: string, signal?: AbortSignal): Promise<unknown> =>
      caller.call({ what: 'inspect the volume', signal }, (docker) => docker.getVolume(segment(name)).inspect()),
    create: async (name: string, signal?: AbortSignal): Promise<string> => {
      const request = { _query: {}, _body: name ? { Name: name } : {} };
      const created: unknown = await caller.call({ what: 'create the volume', signal }, (docker) =>
        docker.createVolume(request as object),
      );
      return text(record(created)['name']) || name;
    },
    remove: (name: string, signal?: AbortSignal): Promise<void> =>
      caller
        .call({ what: 'remove the volume', signal, deadline: 60_000 }, (docker) =>
          docker.getVolume(segment(name)).remove(),
        )
        .then(() => {}),
  };
}

function volumeFromList(raw: unknown, index: number): Volume {
  const item = record(raw);
  const name = text(item['Name']) || `unreadable-${index}`;
  const labels = stringMap(item['Labels']);
  return {
    name,
    driver: text(item['Driver']),
    mountpoint: text(item['Mountpoint']),
    created: time(item['CreatedAt']),
    labels,
    anonymous: 'com.docker.volume.anonymous' in labels || /^[0-9a-f]{64}$/.test(name),
  };
}
