import type { ContainerSpec } from '../../engine/containers';
import { list, type Raw, record, texts } from '../../engine/raw';
import { splitWords } from '../command-line';

/** What a container is run with, as it is typed: lists are separated by blanks, with a shell's quotes. */
export type RunOptions = {
  readonly name: string;
  /** `8080:80 127.0.0.1:5353:53/udp` */
  readonly ports: string;
  /** `MODE=test "GREETING=good day"` */
  readonly environment: string;
  /** `data:/var/lib/data /home/me/site:/srv:ro` */
  readonly volumes: string;
  readonly network: string;
  readonly user: string;
  /** Replaces the image's CMD. */
  readonly command: string;
  readonly restart: string;
  readonly interactive: boolean;
  readonly removeOnExit: boolean;
};

export const noOptions: RunOptions = {
  name: '',
  ports: '',
  environment: '',
  volumes: '',
  network: '',
  user: '',
  command: '',
  restart: 'no',
  interactive: false,
  removeOnExit: false,
};

export const restartPolicies = ['no', 'on-failure', 'unless-stopped', 'always'];

interface Port {
  readonly address: string;
  readonly host: string;
  readonly container: string;
}

const portForm = /^(?:(\[[0-9a-f:]+\]|\d+(?:\.\d+){3}):)?(?:(\d+):)?(\d+)(?:\/(tcp|udp|sctp))?$/i;

function parsePort(word: string): Port | undefined {
  const found = portForm.exec(word);
  const [, address = '', host = '', container = '', protocol = 'tcp'] = found ?? [];
  const valid = (port: string) => Number(port) >= 1 && Number(port) <= 65_535;
  if (!found || !valid(container) || (host !== '' && !valid(host))) {
    return undefined;
  }
  return {
    address: address.replace(/^\[|\]$/g, ''),
    host,
    container: `${Number(container)}/${protocol.toLowerCase()}`,
  };
}

export function validateName(value: string): string | undefined {
  return value === '' || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(value)
    ? undefined
    : 'A name starts with a letter or digit and holds letters, digits, "_", "." and "-"; it has at least two characters.';
}

export function validatePorts(value: string): string | undefined {
  const wrong = words(value).find((word) => !parsePort(word));
  return wrong === undefined
    ? undefined
    : `"${wrong}" is not a port. Write host:container, such as 8080:80 or 127.0.0.1:5353:53/udp.`;
}

export function validateEnvironment(value: string): string | undefined {
  const wrong = splitWords(value)?.find((word) => !/^[^=\s]+=/.test(word));
  return openQuote(value) ?? (wrong === undefined ? undefined : `"${wrong}" is not NAME=value.`);
}

export function validateVolumes(value: string): string | undefined {
  const wrong = splitWords(value)?.find((word) => !parseVolume(word));
  return (
    openQuote(value) ??
    (wrong === undefined
      ? undefined
      : `"${wrong}" is not source:/path. The source is the name of a volume or an absolute path.`)
  );
}

export function openQuote(value: string): string | undefined {
  return splitWords(value) === undefined ? 'A quote is not closed.' : undefined;
}

function words(value: string): readonly string[] {
  return value.split(/[\s,]+/).filter(Boolean);
}

/** A mount in the words of the Engine API; undefined when `word` is not `source:/path[:ro]`. A bind of a missing folder is refused by the engine, not made. */
function parseVolume(word: string): Raw | undefined {
  const found = /^((?:[a-z]:[\\/])?[^:]*):([^:]*)(?::(ro|rw))?$/i.exec(word);
  const [, source = '', target = '', mode] = found ?? [];
  const isPath = /^(\/|[a-z]:[\\/])/i.test(source);
  if (!/^(\/|[a-z]:[\\/])/i.test(target) || !(isPath || /^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/.test(source))) {
    return undefined;
  }
  return { Type: isPath ? 'bind' : 'volume', Source: source, Target: target, ReadOnly: mode === 'ro' };
}

/** The container to create. The options were validated. */
export function specOf(reference: string, options: RunOptions): ContainerSpec {
  const ports = words(options.ports).flatMap((word) => parsePort(word) ?? []);
  const command = splitWords(options.command) ?? [];
  const mounts = (splitWords(options.volumes) ?? []).flatMap((word) => parseVolume(word) ?? []);
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { container, address, host } of ports) {
    bindings[container] = [...(bindings[container] ?? []), { HostIp: address, HostPort: host }];
  }
  return {
    ...(options.name ? { name: options.name } : {}),
    body: {
      Image: reference,
      ...(command.length > 0 ? { Cmd: command } : {}),
      Env: splitWords(options.environment) ?? [],
      ...(options.user ? { User: options.user } : {}),
      // Without ExposedPorts older engines publish nothing, and say nothing.
      ExposedPorts: Object.fromEntries(ports.map(({ container }) => [container, {}])),
      ...(options.interactive
        ? { Tty: true, OpenStdin: true, AttachStdin: true, AttachStdout: true, AttachStderr: true }
        : {}),
      HostConfig: {
        PortBindings: bindings,
        Mounts: mounts,
        AutoRemove: options.removeOnExit,
        ...(options.network ? { NetworkMode: options.network } : {}),
        ...(options.restart !== 'no' && !options.removeOnExit ? { RestartPolicy: { Name: options.restart } } : {}),
      },
    },
  };
}

/** docker's command line for the same container. */
export function runLine(reference: string, options: RunOptions, verb: 'run' | 'create' = 'run'): readonly string[] {
  const each = (flag: string, values: readonly string[]) => values.flatMap((value) => [flag, value]);
  const one = (flag: string, value: string) => (value ? [flag, value] : []);
  const mode = options.interactive ? ['-it'] : ['-d'];
  return [
    'docker',
    'container',
    verb,
    ...(verb === 'run' ? mode : options.interactive ? ['-it'] : []),
    ...(options.removeOnExit ? ['--rm'] : []),
    ...one('--name', options.name),
    ...each('-p', words(options.ports)),
    ...each('-e', splitWords(options.environment) ?? []),
    ...each('-v', splitWords(options.volumes) ?? []),
    ...one('--network', options.network),
    ...one('--user', options.user),
    ...(options.restart === 'no' ? [] : ['--restart', options.restart]),
    reference,
    ...(splitWords(options.command) ?? []),
  ];
}

/** As `runLine`, with the values of variables hidden: logs are shared more freely than clipboards. */
export function loggedRunLine(
  reference: string,
  options: RunOptions,
  verb: 'run' | 'create' = 'run',
): readonly string[] {
  const names = (splitWords(options.environment) ?? []).map((word) => word.replace(/=.*$/s, '=***'));
  return runLine(reference, { ...options, environment: names.join(' ') }, verb);
}

/** Ports that an image exposes, such as `80/tcp`, in order, from the answer of its inspection. */
export function exposedPorts(inspected: unknown): readonly string[] {
  const ports = Object.keys(record(record(record(inspected)['Config'])['ExposedPorts']));
  return ports.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

/** True when the image's default command is a bare shell, which ends at once unless somebody types into it. */
export function isShell(inspected: unknown): boolean {
  const config = record(record(inspected)['Config']);
  const command = texts(config['Cmd']);
  return (
    list(config['Entrypoint']).length === 0 &&
    command.length === 1 &&
    /^(\/(usr\/)?bin\/)?(ba|a|da|z)?sh$/.test(command[0] ?? '')
  );
}

/** The host port to try first: low ports need privileges on the engine's side and clash often, so 80 becomes 8080. */
export function preferredHostPort(containerPort: number): number {
  return containerPort < 1024 ? containerPort + 8000 : containerPort;
}
