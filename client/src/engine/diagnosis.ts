import { displayUrl, type Endpoint } from './endpoint';
import type { Machine } from './endpoints';
import type { EngineError } from './errors';

export const diagnosisKinds = [
  'not-installed',
  'not-running',
  'no-permission',
  'bad-context',
  'bad-address',
  'tls',
  'ssh',
  'too-old',
  'no-answer',
  'unreachable',
] as const;

export type DiagnosisKind = (typeof diagnosisKinds)[number];

/** Why no engine answers, and what to do about it. */
export interface Diagnosis {
  readonly kind: DiagnosisKind;
  readonly what: string;
  readonly why: string;
  readonly nextStep: string;
}

/** Explains why the engine at `endpoint` can't be used. */
export function diagnose(error: EngineError, endpoint: Endpoint, machine: Machine): Diagnosis {
  const kind = kindOf(error, endpoint, machine);
  const where = displayUrl(endpoint) || endpoint.name;
  const from = origin(endpoint);
  return { kind, ...explain[kind]({ error, endpoint, machine, where, from }) };
}

function kindOf(error: EngineError, endpoint: Endpoint, machine: Machine): DiagnosisKind {
  const code = error.details.code ?? '';
  const local = endpoint.address.kind === 'socket';
  if (code === 'EBADADDRESS') {
    return endpoint.source === 'context' ? 'bad-context' : 'bad-address';
  }
  if (code === 'ESSH') {
    return 'ssh';
  }
  if (code === 'ETOOOLD') {
    return 'too-old';
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return 'no-permission';
  }
  if (error.kind === 'timeout' || code === 'ETIMEDOUT') {
    return 'no-answer';
  }
  if (isTls(code, error, endpoint)) {
    return 'tls';
  }
  if (local && ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'ENOTSOCK', 'EPIPE'].includes(code)) {
    return code === 'ENOENT' && !isInstalled(machine) ? 'not-installed' : 'not-running';
  }
  return 'unreachable';
}

function isTls(code: string, error: EngineError, { address }: Endpoint): boolean {
  // With TLS 1.3 a server that refuses the client's certificate just hangs up.
  const hungUp = address.kind === 'tcp' && address.tls !== undefined && code === 'ECONNRESET';
  return (
    hungUp ||
    /^(ERR_SSL|ERR_TLS|EPROTO|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/.test(code) ||
    /HTTP request to an HTTPS server/i.test(error.message)
  );
}

/** True when something that brings an engine is found in its usual places. */
export function isInstalled(machine: Machine): boolean {
  const { platform, env } = machine;
  if (platform === 'win32') {
    return machine.exists(`${env['ProgramFiles'] ?? 'C:\\Program Files'}\\Docker\\Docker\\Docker Desktop.exe`);
  }
  const folders = [
    ...(env['PATH'] ?? '').split(':'),
    '/usr/bin',
    '/usr/sbin',
    '/usr/local/bin',
    '/opt/homebrew/bin',
    '/snap/bin',
  ];
  const programs = ['dockerd', 'docker', 'podman', 'colima', 'orb'];
  return (
    machine.exists('/Applications/Docker.app') ||
    folders.some((folder) => folder !== '' && programs.some((program) => machine.exists(`${folder}/${program}`)))
  );
}

function origin(endpoint: Endpoint): string {
  if (endpoint.source === 'environment') {
    return 'the environment variable DOCKER_HOST';
  }
  return endpoint.source === 'context' ? `the docker context "${endpoint.name}"` : `the socket of ${endpoint.name}`;
}

interface Case {
  readonly error: EngineError;
  readonly endpoint: Endpoint;
  readonly machine: Machine;
  readonly where: string;
  readonly from: string;
}

const explain: Readonly<Record<DiagnosisKind, (found: Case) => Omit<Diagnosis, 'kind'>>> = {
  'not-installed': ({ where }) => ({
    what: 'No Docker engine is installed.',
    why: `There is no socket at ${where}, and neither Docker nor Podman is in the usual places.`,
    nextStep: 'Install Docker, or choose an engine on another machine.',
  }),
  'not-running': ({ where, error, machine }) => ({
    what: 'The Docker engine is not running.',
    why: error.details.code === 'ENOENT' ? `There is no socket at ${where}.` : `Nothing answers at ${where}.`,
    nextStep:
      machine.platform === 'linux'
        ? 'Start it with "sudo systemctl start docker", or start Docker Desktop.'
        : 'Start Docker Desktop, or the engine that you use.',
  }),
  'no-permission': ({ where, machine }) => ({
    what: 'You may not use the Docker engine.',
    why: `Your user has no permission to open ${where}.`,
    nextStep:
      machine.platform === 'linux'
        ? 'Add yourself to its group with "sudo usermod -aG docker $USER", then log out and in again; or use rootless Docker.'
        : 'Ask who runs the engine for access.',
  }),
  'bad-context': ({ error }) => ({
    what: 'The docker context can not be used.',
    why: error.message,
    nextStep: 'Choose another engine, or mend the context ("docker context ls" lists them).',
  }),
  'bad-address': ({ error, from }) => ({
    what: 'The address of the engine can not be used.',
    why: `${error.message} It comes from ${from}.`,
    nextStep: 'Correct the address, or choose another engine.',
  }),
  tls: ({ where, error, from }) => ({
    what: 'There is no secure connection to the engine.',
    why: `${where} was refused: ${error.message}`,
    nextStep: `Check the certificates (ca.pem, cert.pem, key.pem) of ${from}.`,
  }),
  ssh: ({ where, error }) => ({
    what: 'The engine can not be reached over SSH.',
    why: `${where}: ${error.message}`,
    nextStep: 'Check that "ssh" logs in to that host without asking, with a key and a known host.',
  }),
  'too-old': ({ error }) => ({
    what: 'The engine is too old.',
    why: error.message,
    nextStep: 'Update the engine, or choose another one.',
  }),
  'no-answer': ({ where }) => ({
    what: 'The engine does not answer.',
    why: `${where} takes connections, but nothing comes back.`,
    nextStep: 'Wait, or restart the engine. This view fills by itself when it answers.',
  }),
  unreachable: ({ where, error, from }) => ({
    what: 'The engine can not be reached.',
    why: `${where}: ${error.message} The address comes from ${from}.`,
    nextStep: 'Check the address and the network, or choose another engine.',
  }),
};
