import { list, record, stringMap, text, time } from './raw';
import { type Caller, segment } from './transport';

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  readonly internal: boolean;
  readonly created: number | undefined;
  readonly subnets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Made by the engine itself; can't be removed. */
  readonly builtIn: boolean;
}

export type NetworkCalls = ReturnType<typeof networkCalls>;

/** The engine's calls about networks. Names may be ambiguous: use ids. All reject with an EngineError. */
export function networkCalls(caller: Caller) {
  return {
    list: async (signal?: AbortSignal): Promise<readonly Network[]> => {
      const answer: unknown = await caller.call({ what: 'list networks', signal }, (docker) => docker.listNetworks());
      return list(answer).map(networkFromList);
    },
    inspect: (id: string, signal?: AbortSignal): Promise<unknown> =>
      caller.call({ what: 'inspect the network', signal }, (docker) => docker.getNetwork(segment(id)).inspect()),
    create: async (
      options: { readonly name: string; readonly driver: string; readonly internal?: boolean },
      signal?: AbortSignal,
    ) => {
      const body = {
        Name: options.name,
        Driver: options.driver,
        Internal: options.internal ?? false,
        CheckDuplicate: true,
      };
      const created = await caller.call({ what: 'create the network', signal }, (docker) =>
        docker.createNetwork({ _query: {}, _body: body } as unknown as { Name: string }),
      );
      return created.id;
    },
    connect: (id: string, container: string, signal?: AbortSignal): Promise<void> =>
      caller
        .call({ what: 'connect the container', signal }, (docker) =>
          docker.getNetwork(segment(id)).connect({ Container: container }),
        )
        .then(() => {}),
    disconnect: (id: string, container: string, signal?: AbortSignal): Promise<void> =>
      caller
        .call({ what: 'disconnect the container', signal }, (docker) =>
          docker.getNetwork(segment(id)).disconnect({ Container: container }),
        )
        .then(() => {}),
    remove: (id: string, signal?: AbortSignal): Promise<void> =>
      caller
        .call({ what: 'remove the network', signal }, (docker) => docker.getNetwork(segment(id)).remove())
        .then(() => {}),
  };
}

const builtIn = new Set(['bridge', 'host', 'none', 'podman', 'nat', 'ingress']);

function networkFromList(raw: unknown, index: number): Network {
  const item = record(raw);
  const name = text(item['Name']);
  return {
    id: text(item['Id']) || `unreadable-${index}`,
    name,
    driver: text(item['Driver']),
    scope: text(item['Scope']),
    internal: item['Internal'] === true,
    created: time(item['Created']),
    subnets: list(record(item['IPAM'])['Config'])
      .map((config) => text(record(config)['Subnet']))
      .filter(Boolean),
    labels: stringMap(item['Labels']),
    builtIn: builtIn.has(name),
  };
}
