import { parseReference } from '../syntax/values/reference';

/** An image reference taken apart: `registry/repository:tag@digest`. */
export interface ImageReference {
  /** As written. */
  readonly text: string;
  /** `docker.io` when none is written. */
  readonly registry: string;
  /** True when the registry is written out. */
  readonly explicitRegistry: boolean;
  /** Without registry; `library/` added for official images. */
  readonly repository: string;
  /** As people say it: `node`, `ghcr.io/owner/name`. */
  readonly familiarName: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Takes a reference apart; undefined when it is none. */
export function imageReference(text: string): ImageReference | undefined {
  const parsed = parseReference(text);
  if (!parsed.ok) return undefined;
  const { domain, path, tag, digest } = parsed.value;
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const official = domain === 'docker.io';
  const familiarPath = official && path.startsWith('library/') ? path.slice('library/'.length) : path;
  return {
    text,
    registry: domain,
    explicitRegistry: first === domain || first === 'index.docker.io',
    repository: path,
    familiarName: official ? familiarPath : `${domain}/${path}`,
    tag,
    digest,
  };
}
