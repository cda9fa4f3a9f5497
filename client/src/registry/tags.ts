import type { RegistryTagsParams } from '../../../server/src/protocol';
import type { Credentials } from '../engine/credentials';
import { list, record, text } from '../engine/raw';
import { type Ask, authorization, isAllowed, RegistryError } from './authorization';

/** How many pages are read at most, and tags and bytes taken. */
const limits = { pages: 20, tags: 20_000, bytes: 16_000_000, redirects: 3 };
const pageSize = 1000;

/** Milliseconds for everything that has to be asked. */
const patience = 30_000;

/**
 * The tags that a registry lists for a repository (OCI Distribution Specification, "Listing Tags"), in the registry's order.
 * Registries are asked over HTTPS, and over plain HTTP only on this machine. Rejects with a RegistryError that says what is
 * wrong, or with the signal's reason.
 */
export async function listTags(
  { registry, repository }: RegistryTagsParams,
  credentials: Credentials | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const ask = asker(registry, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
  try {
    return await readPages(await firstPage(registry, repository), ask, repository, credentials);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof RegistryError ? error : unreachable(registry, error);
  }

  /** As docker does, registries of this machine are tried over TLS first. */
  async function firstPage(host: string, path: string): Promise<URL> {
    const url = addressOf(host, path);
    const plain = new URL(url.href.replace(/^https:/, 'http:'));
    if (!isAllowed(plain)) return url;
    return ask(new URL('/v2/', url)).then(
      () => url,
      () => plain,
    );
  }
}

function addressOf(registry: string, repository: string): URL {
  const host = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
  const address = `https://${host}/v2/${repository}/tags/list?n=${pageSize}`;
  if (!/^[\w.:[\]-]+$/.test(registry) || !/^[\w./-]+$/.test(repository) || !URL.canParse(address)) {
    throw new RegistryError(`"${registry}/${repository}" is not the name of an image.`);
  }
  return new URL(address);
}

async function readPages(
  first: URL,
  ask: Ask,
  repository: string,
  credentials: Credentials | undefined,
): Promise<readonly string[]> {
  const tags = new Set<string>();
  let header: string | undefined;
  let next: URL | undefined = first;
  for (let page = 0; next && page < limits.pages && tags.size < limits.tags; page += 1) {
    const url: URL = next;
    let answer = await ask(url, header);
    if (answer.status === 401) {
      header = await authorization(answer.headers.get('www-authenticate'), url, repository, credentials, ask);
      answer = await ask(url, header);
    }
    if (!answer.ok) throw refusal(answer.status, url.host, repository);
    const body = record(await answer.json());
    for (const tag of list(body['tags']).map(text)) if (isTag(tag) && tags.size < limits.tags) tags.add(tag);
    next = nextPage(answer.headers.get('link'), url);
  }
  return [...tags];
}

/** Tags as the specification writes them; those that sign other images are of no use to anybody. */
function isTag(tag: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(tag) && !/^sha256-[0-9a-f]{64}/.test(tag);
}

/** The address in `<address>; rel="next"`, when it leads to the same registry. */
function nextPage(link: string | null, from: URL): URL | undefined {
  const [, address] = /<([^>]*)>\s*;[^,]*\brel="?next\b/i.exec(link ?? '') ?? [];
  const url = address !== undefined && URL.canParse(address, from.href) ? new URL(address, from) : undefined;
  return url?.origin === from.origin && url.href !== from.href ? url : undefined;
}

/** Asks for an address, follows the few redirects that stay on its scheme, and reads no more than the limit. */
function asker(registry: string, signal: AbortSignal): Ask {
  return async (start, header, form) => {
    let url = start;
    for (let redirects = 0; redirects <= limits.redirects; redirects += 1) {
      const own = url.origin === start.origin;
      const answer = await fetch(url, {
        signal,
        redirect: 'manual',
        headers: { Accept: 'application/json', ...(header !== undefined && own && { Authorization: header }) },
        ...(form && { method: 'POST', body: form }),
      });
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || location === null) return limited(answer, registry);
      await answer.body?.cancel();
      const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
      if (target?.protocol !== url.protocol || !isAllowed(target) || form) break;
      url = target;
    }
    throw new RegistryError(`${registry} sends Quayside to another address, where it does not go.`);
  };
}

async function limited(answer: Response, registry: string): Promise<Response> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > limits.bytes) throw new RegistryError(`${registry} sends more than a list of tags.`);
    parts.push(part);
  }
  const { status, headers } = answer;
  return new Response(status === 204 || status === 304 ? null : Buffer.concat(parts), { status, headers });
}

function refusal(status: number, host: string, repository: string): RegistryError {
  const where = host === 'registry-1.docker.io' ? 'Docker Hub' : host;
  if (status === 401 || status === 403) {
    return new RegistryError(
      `${where} does not show the tags of ${repository}: it is private, or there is no such image. For a private one, log in with "docker login".`,
    );
  }
  if (status === 404) return new RegistryError(`${where} has no image ${repository}. Check the name.`);
  if (status === 429) {
    return new RegistryError(`${where} has had too many questions from here. Try again later, or log in.`);
  }
  return new RegistryError(`${where} did not list the tags of ${repository} (HTTP status ${status}).`);
}

function unreachable(registry: string, error: unknown): RegistryError {
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new RegistryError(`${registry} did not answer within ${patience / 1000} seconds.`);
  }
  if (error instanceof SyntaxError) return new RegistryError(`${registry} did not answer like a registry.`);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new RegistryError(`${registry} cannot be reached: ${reason}. Check its name, and the network or proxy.`);
}
