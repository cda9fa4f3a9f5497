import { fail, ok, type Result } from './result';

/** An image reference taken apart and completed as the engine does. */
export interface Reference {
  /** `docker.io` when none is written. */
  readonly domain: string;
  /** Without domain; `library/` added for official images. */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const component = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)';
const domainRegex = new RegExp(`^(?:${component}(?:\\.${component})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const pathRegex = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*)*$/;
const tagRegex = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const digestRegex = /^([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*):([0-9a-fA-F]{32,})$/;
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const invalid = fail('invalid reference format');

/** Parses an image reference as `reference.ParseNormalizedNamed` of the distribution library does. */
export function parseReference(text: string): Result<Reference> {
  if (/^[a-f0-9]{64}$/.test(text)) {
    return fail(`invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`);
  }
  const { domain, remainder } = splitDomain(text);
  const colon = remainder.indexOf(':');
  const remote = colon < 0 ? remainder : remainder.slice(0, colon);
  if (remote.toLowerCase() !== remote) {
    return fail(`invalid reference format: repository name (${remote}) must be lowercase`);
  }
  const at = remainder.indexOf('@');
  const digest = at < 0 ? undefined : remainder.slice(at + 1);
  const named = at < 0 ? remainder : remainder.slice(0, at);
  const tagAt = named.indexOf(':');
  const tag = tagAt < 0 ? undefined : named.slice(tagAt + 1);
  const path = tagAt < 0 ? named : named.slice(0, tagAt);
  if (!domainRegex.test(domain) || !pathRegex.test(path)) return invalid;
  if (tag !== undefined && !tagRegex.test(tag)) return invalid;
  if (domain.length + 1 + path.length > 255) return fail('repository name must not be more than 255 characters');
  if (digest !== undefined) {
    const reason = digestError(digest);
    if (reason !== undefined) return fail(reason);
  }
  return ok({ domain, path, tag, digest });
}

function splitDomain(text: string): { domain: string; remainder: string } {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  const isDomain = /[.:]/.test(first) || first === 'localhost' || first.toLowerCase() !== first;
  if (!isDomain) return { domain: 'docker.io', remainder: slash < 0 ? `library/${text}` : text };
  const rest = text.slice(slash + 1);
  if (first !== 'docker.io' && first !== 'index.docker.io') return { domain: first, remainder: rest };
  return { domain: 'docker.io', remainder: rest.includes('/') ? rest : `library/${rest}` };
}

/** Why a digest such as `sha256:…` is none; undefined when it is one. */
export function digestError(digest: string): string | undefined {
  const match = digestRegex.exec(digest);
  if (!match) return 'invalid reference format';
  const [, algorithm = '', hex = ''] = match;
  const length = Object.hasOwn(digestLengths, algorithm) ? digestLengths[algorithm] : undefined;
  if (length === undefined) return 'unsupported digest algorithm';
  if (hex.length !== length) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(hex) ? undefined : 'invalid checksum digest format';
}
