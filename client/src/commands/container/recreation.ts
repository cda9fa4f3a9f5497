import { isDeepStrictEqual } from 'node:util';
import type { ContainerSpec } from '../../engine/containers';
import { list, type Raw, record, text, texts } from '../../engine/raw';
import { commandLine, splitWords } from '../command-line';
import { noOptions, type RunOptions, specOf } from '../image/run-options';
import { published } from './run-line';

/** What of a container can be changed by making it anew. */
export type Recreation = Pick<RunOptions, 'name' | 'ports' | 'environment' | 'command' | 'restart' | 'user'> & {
  readonly image: string;
};

/** The values of a container as it is. Both arguments are answers of inspect. */
export function recreationOf(container: Raw, image: unknown): Recreation {
  const own = ownConfig(container, image);
  const host = record(container['HostConfig']);
  return {
    name: text(container['Name']).replace(/^\//, ''),
    image: text(record(container['Config'])['Image']),
    ports: published(record(host['PortBindings'])).join(' '),
    environment: commandLine(ownEnvironment(container, image)),
    command: commandLine(texts(own['Cmd'])),
    restart: text(record(host['RestartPolicy'])['Name']) || 'no',
    user: text(own['User']),
  };
}

/**
 * The container to create instead: what was set on the old one stays set, except for what is changed; what came from its image comes from
 * the new one's. Its volumes, anonymous ones too, are mounted again.
 */
export function respecOf(container: Raw, image: unknown, changed: Recreation): ContainerSpec {
  const typed = specOf(changed.image, { ...noOptions, ...changed });
  const host = record(container['HostConfig']);
  const own = ownConfig(container, image);
  const command = splitWords(changed.command) ?? [];
  const { Cmd: _command, User: _user, Env: _environment, ExposedPorts: exposed, ...kept } = own;
  return {
    name: changed.name,
    body: {
      ...kept,
      Image: changed.image,
      Env: splitWords(changed.environment) ?? [],
      ...(command.length > 0 ? { Cmd: command } : {}),
      ...(changed.user ? { User: changed.user } : {}),
      ExposedPorts: { ...record(exposed), ...record(typed.body['ExposedPorts']) },
      HostConfig: {
        ...host,
        PortBindings: record(typed.body['HostConfig'])['PortBindings'],
        RestartPolicy: { ...record(host['RestartPolicy']), Name: changed.restart },
        Mounts: [...list(host['Mounts']), ...anonymousMounts(container)],
      },
      NetworkingConfig: { EndpointsConfig: Object.fromEntries(networksOf(container).slice(0, 1)) },
    },
  };
}

/** Networks beyond the first: engines before API 1.44 take only one when a container is created. */
export function furtherNetworks(container: Raw): readonly string[] {
  return networksOf(container)
    .slice(1)
    .map(([name]) => name);
}

/** The container's own network comes first: the one that its HostConfig names. */
function networksOf(container: Raw): readonly (readonly [name: string, settings: Raw])[] {
  const mode = text(record(container['HostConfig'])['NetworkMode']);
  return Object.entries(record(record(container['NetworkSettings'])['Networks']))
    .map(([name, raw]) => {
      const { Aliases, IPAMConfig, Links, DriverOpts } = record(raw);
      // The old container's id is among its aliases.
      const aliases = texts(Aliases).filter((alias) => !text(container['Id']).startsWith(alias));
      return [name, { IPAMConfig, Links, DriverOpts, Aliases: aliases }] as const;
    })
    .sort(([a], [b]) => Number(b === mode) - Number(a === mode));
}

/** Settings of the container that its image does not have. */
function ownConfig(container: Raw, image: unknown): Raw {
  const base = record(record(image)['Config']);
  const { Hostname, ...config } = record(container['Config']);
  const named = Hostname && !text(container['Id']).startsWith(text(Hostname)) ? { Hostname } : {};
  const labels = Object.entries(record(config['Labels'])).filter(
    ([key, value]) => record(base['Labels'])[key] !== value,
  );
  const own = Object.entries(config).filter(([key, value]) => !isDeepStrictEqual(value, base[key]));
  return { ...Object.fromEntries(own), ...named, Labels: Object.fromEntries(labels) };
}

function ownEnvironment(container: Raw, image: unknown): readonly string[] {
  const base = texts(record(record(image)['Config'])['Env']);
  return texts(record(container['Config'])['Env']).filter((variable) => !base.includes(variable));
}

/** Volumes that the engine made for the container: named here, so that their data goes on. */
function anonymousMounts(container: Raw): readonly Raw[] {
  const host = record(container['HostConfig']);
  const bound = [
    ...texts(host['Binds']).map((bind) => bind.split(':')[1]),
    ...list(host['Mounts']).map((mount) => text(record(mount)['Target'])),
  ];
  return list(container['Mounts'])
    .map(record)
    .filter((mount) => mount['Type'] === 'volume' && !bound.includes(text(mount['Destination'])))
    .map((mount) => ({ Type: 'volume', Source: text(mount['Name']), Target: text(mount['Destination']) }));
}
