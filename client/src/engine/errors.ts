/** What kind of failure an engine reported, as far as a caller may want to act on it. */
export type EngineErrorKind =
  | 'unreachable'
  | 'timeout'
  | 'cancelled'
  | 'not-found'
  | 'name-taken'
  | 'port-taken'
  | 'in-use'
  | 'several-names'
  | 'running'
  | 'invalid'
  | 'refused'
  | 'failed';

/** A failure in words for people: `message` says what happened, `nextStep` what can be done. */
export class EngineError extends Error {
  override readonly name = 'EngineError';

  constructor(
    readonly kind: EngineErrorKind,
    message: string,
    readonly details: {
      readonly nextStep?: string;
      /** HTTP status, when the engine answered. */
      readonly status?: number;
      /** System error code such as ECONNREFUSED, when it did not. */
      readonly code?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: details.cause });
  }
}

/** True when removing an image or a container again with force would succeed; the engine says so in its message. */
export function canBeForced(error: EngineError): boolean {
  return error.kind === 'several-names' || (error.kind === 'in-use' && !/cannot be forced/i.test(error.message));
}

interface Pattern {
  readonly kind: EngineErrorKind;
  readonly test: RegExp;
  readonly nextStep?: string;
  /** Replaces the engine's words. */
  say?(found: RegExpExecArray): string;
}

/**
 * The engine's own sentences, from the sources of moby (daemon/images/image_delete.go, daemon/names.go, libnetwork/portallocator) and
 * Podman. Texts are needed because statuses are coarse: a taken port is a 500, and Podman answers 500 to nearly everything.
 */
const patterns: readonly Pattern[] = [
  {
    kind: 'name-taken',
    test: /name .* is already in use|name is already in use|already exists/i,
    nextStep: 'Choose another name, or remove what has it.',
  },
  {
    kind: 'port-taken',
    test: /(?::(\d+)[^\d]*)?(?:port is already allocated|address already in use|ports are not available)/i,
    say: ([, port]) => `${port ? `Port ${port}` : 'A port'} of the host is already in use.`,
    nextStep: 'Choose another host port, or stop what uses it.',
  },
  {
    kind: 'several-names',
    test: /referenced in multiple repositories|must be forced.*multiple/i,
    nextStep: 'Remove it by name, or remove all of its names.',
  },
  {
    kind: 'in-use',
    test: /is using its referenced image|is being used by|volume is in use|has active endpoints|dependent child images|image used by/i,
    nextStep: 'Remove what uses it first.',
  },
  {
    kind: 'running',
    test: /cannot remove a running container|you cannot remove a paused container|container is running|stop the container before|running or paused containers cannot be removed/i,
    nextStep: 'Stop it first, or remove it by force.',
  },
  {
    kind: 'invalid',
    test: /exec: "?([^":]+)"?: (?:executable file not found|stat .*: no such file|permission denied)/i,
    say: ([, command]) => `The image has no program "${command}" that can be started.`,
    nextStep: 'Choose another command.',
  },
  { kind: 'not-found', test: /no such (container|image|volume|network|plugin)|network \S+ not found/i },
  { kind: 'invalid', test: /invalid|must be|no command specified/i },
];

/** Turns an answer with an error status into words. `what` is what was being done, such as "start db". */
export function errorOfAnswer(what: string, status: number, message: string): EngineError {
  const said = message.trim() || `HTTP status ${status}`;
  for (const { kind, test, nextStep, say } of patterns) {
    const found = test.exec(said);
    if (found) {
      const words = say ? say(found) : sentence(said);
      return new EngineError(kind, `Could not ${what}: ${words}`, { status, ...(nextStep ? { nextStep } : {}) });
    }
  }
  return new EngineError(kindOfStatus(status), `Could not ${what}: ${sentence(said)}`, { status });
}

function kindOfStatus(status: number): EngineErrorKind {
  if (status === 404) {
    return 'not-found';
  }
  if (status === 400) {
    return 'invalid';
  }
  return status === 401 || status === 403 ? 'refused' : 'failed';
}

function sentence(said: string): string {
  const withoutPrefix = said.replace(/^Error response from daemon: /, '');
  return /[.!?]$/.test(withoutPrefix) ? withoutPrefix : `${withoutPrefix}.`;
}

/** Any value that was thrown, as an EngineError. */
export function toEngineError(what: string, thrown: unknown): EngineError {
  if (thrown instanceof EngineError) {
    return thrown;
  }
  const { code, message } = describe(thrown);
  const reason = code && !message.includes(code) ? `${message} (${code})` : message;
  return new EngineError('unreachable', `Could not ${what}: ${sentence(reason)}`, {
    ...(code ? { code } : {}),
    cause: thrown,
  });
}

function describe(thrown: unknown): { code?: string; message: string } {
  if (!(thrown instanceof Error)) {
    return { message: String(thrown) };
  }
  // Happy-eyeballs connection failures are an AggregateError with an empty message; the parts say what happened.
  const first = thrown instanceof AggregateError && thrown.errors[0] instanceof Error ? thrown.errors[0] : thrown;
  const code = 'code' in first && typeof first.code === 'string' ? first.code : undefined;
  return { ...(code ? { code } : {}), message: first.message || thrown.message || code || first.name };
}
