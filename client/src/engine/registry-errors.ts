import { EngineError, type EngineErrorKind } from './errors';

interface Reason {
  readonly kind: EngineErrorKind;
  readonly test: RegExp;
  readonly say: string;
  readonly nextStep: string;
}

/** What registries and engines say (distribution, registry/api/errcode; moby, distribution/errors.go; Go's net), and what people can do. */
const reasons: readonly Reason[] = [
  {
    kind: 'refused',
    test: /toomanyrequests|rate limit/i,
    say: 'the registry lets no more pulls through for now.',
    nextStep: 'Log in with "docker login", which raises the limit, or try again later.',
  },
  {
    kind: 'not-found',
    test: /pull access denied|repository does not exist/i,
    say: 'the registry has no such image, or keeps it private.',
    nextStep: 'Check the name, or log in with "docker login".',
  },
  {
    kind: 'not-found',
    test: /manifest unknown|manifest for .* not found|not found: manifest|name unknown|: not found/i,
    say: 'the registry has no image of that name and tag.',
    nextStep: 'Check the name and the tag.',
  },
  {
    kind: 'refused',
    test: /unauthorized|authentication required|no basic auth credentials|access to the resource is denied|access denied|denied:|incorrect username or password|insufficient_scope/i,
    say: 'the registry refused access.',
    nextStep: 'Log in with "docker login" in a terminal; Quayside uses the same credentials.',
  },
  {
    kind: 'unreachable',
    test: /http response to https client/i,
    say: 'the registry speaks plain HTTP, which the engine does not trust.',
    nextStep: 'Add it to "insecure-registries" of the engine\'s daemon.json, if it is yours.',
  },
  {
    kind: 'unreachable',
    test: /x509|certificate/i,
    say: "the engine does not trust the registry's certificate.",
    nextStep: "Add the registry's certificate to the engine.",
  },
  {
    kind: 'unreachable',
    test: /no such host|server misbehaving|temporary failure in name resolution|i\/o timeout|client\.timeout|connection refused|network is unreachable|no route to host|tls handshake timeout/i,
    say: 'the engine does not reach the registry.',
    nextStep: "Check the name of the registry and the engine's network or proxy.",
  },
];

/** Turns a registry's refusal into words. The registry's own come last, for who knows them. */
export function registryError(what: string, said: string): EngineError {
  const reason = reasons.find(({ test }) => test.test(said));
  const words = said.trim().replace(/[.\s]+$/, '');
  return reason
    ? new EngineError(reason.kind, `Could not ${what}: ${reason.say} (${words})`, { nextStep: reason.nextStep })
    : new EngineError('failed', `Could not ${what}: ${words}.`);
}
