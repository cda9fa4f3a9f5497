import { list, type Raw, record, text, texts } from '../../engine/raw';

/** The `docker container run` that makes a container like this one, without what its image says anyway. Both are answers of inspect. */
export function runLineOf(container: Raw, image: unknown): readonly string[] {
  const config = record(container['Config']);
  const host = record(container['HostConfig']);
  const base = record(record(image)['Config']);
  const network = text(host['NetworkMode']);
  const policy = text(record(host['RestartPolicy'])['Name']);
  const environment = texts(config['Env']).filter((variable) => !texts(base['Env']).includes(variable));
  const entrypoint = texts(config['Entrypoint']);
  const ownEntrypoint = entrypoint.length > 0 && !same(entrypoint, texts(base['Entrypoint']));
  const command = texts(config['Cmd']);
  const each = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value]);
  const one = (flag: string, value: string, usual = '') => (value && value !== usual ? [flag, value] : []);
  return [
    ...['docker', 'container', 'run'],
    ...(config['OpenStdin'] === true ? (config['Tty'] === true ? ['-it'] : ['-i']) : ['-d']),
    ...(host['AutoRemove'] === true ? ['--rm'] : []),
    ...one('--name', text(container['Name']).replace(/^\//, '')),
    ...each('-p', published(record(host['PortBindings']))),
    ...each('-e', environment),
    ...each('-v', volumes(container)),
    ...(network === 'default' || network === 'bridge' ? [] : one('--network', network)),
    ...one('--user', text(config['User']), text(base['User'])),
    ...one('--workdir', text(config['WorkingDir']), text(base['WorkingDir'])),
    ...one('--restart', policy, 'no'),
    ...(host['Privileged'] === true ? ['--privileged'] : []),
    ...(ownEntrypoint ? ['--entrypoint', entrypoint[0] ?? ''] : []),
    text(config['Image']),
    ...(ownEntrypoint ? entrypoint.slice(1) : []),
    ...(!ownEntrypoint && same(command, texts(base['Cmd'])) ? [] : command),
  ];
}

/** `8080:80`, `127.0.0.1:53:53/udp` of the bindings that the container was created with. */
export function published(bindings: Raw): readonly string[] {
  return Object.entries(bindings).flatMap(([key, value]) => {
    const container = key.replace(/\/tcp$/, '');
    return list(value).map((item) => {
      const binding = record(item);
      const address = text(binding['HostIp']);
      const host = text(binding['HostPort']);
      return [
        ...(address ? [address.includes(':') ? `[${address}]` : address] : []),
        ...(host ? [host] : []),
        container,
      ].join(':');
    });
  });
}

/** Named volumes and bind mounts; anonymous volumes come from the image. */
function volumes(container: Raw): readonly string[] {
  return list(container['Mounts'])
    .map(record)
    .filter(({ Type, Name }) => Type === 'bind' || (Type === 'volume' && !/^[0-9a-f]{64}$/.test(text(Name))))
    .map((mount) => {
      const source = mount['Type'] === 'volume' ? text(mount['Name']) : text(mount['Source']);
      return `${source}:${text(mount['Destination'])}${mount['RW'] === false ? ':ro' : ''}`;
    });
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, index) => word === b[index]);
}
