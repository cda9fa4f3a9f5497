import type { Credentials } from '../engine/credentials';
import { record, text } from '../engine/raw';

/** What a registry's refusal or silence means, in a sentence for people. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
}

/** Asks an address with a value of `Authorization`; with a form it posts that. */
export type Ask = (url: URL, authorization?: string, form?: URLSearchParams) => Promise<Response>;

/** True for addresses that Quayside talks to: HTTPS, and plain HTTP on this machine. */
export function isAllowed({ protocol, hostname }: URL): boolean {
  const here = hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && here);
}

/**
 * The value of `Authorization` that a registry's challenge asks for: the credentials themselves for `Basic`; for `Bearer` a
 * token of the service that the challenge names (Distribution, "Token Authentication Specification"), which knows the user
 * by these credentials or gives a token to anybody.
 */
export async function authorization(
  challenge: string | null,
  registry: URL,
  repository: string,
  credentials: Credentials | undefined,
  ask: Ask,
): Promise<string | undefined> {
  const basic =
    credentials && 'password' in credentials
      ? `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
      : undefined;
  if (!/^Bearer\s/i.test(challenge ?? '')) return basic;
  const given = new Map(
    [...(challenge ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
  const realm = given.get('realm') ?? '';
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  if (!url || !isAllowed(url) || (url.protocol === 'http:' && registry.protocol !== 'http:')) {
    throw new RegistryError(`${registry.host} wants a login at an address that is not safe.`);
  }
  const query = { service: given.get('service') ?? '', scope: given.get('scope') ?? `repository:${repository}:pull` };
  const answer = await askForToken(url, query, basic, credentials, ask);
  const body = answer.ok ? record(await answer.json()) : {};
  const token = text(body['token']) || text(body['access_token']);
  if (!token) throw new RegistryError(`${registry.host} refuses the login of "docker login". Log in again.`);
  return `Bearer ${token}`;
}

function askForToken(
  realm: URL,
  query: { readonly service: string; readonly scope: string },
  basic: string | undefined,
  credentials: Credentials | undefined,
  ask: Ask,
): Promise<Response> {
  if (credentials && 'identitytoken' in credentials) {
    const form = { ...query, grant_type: 'refresh_token', client_id: 'quayside' };
    return ask(realm, undefined, new URLSearchParams({ ...form, refresh_token: credentials.identitytoken }));
  }
  const url = new URL(realm);
  for (const [key, value] of Object.entries(query)) if (value !== '') url.searchParams.set(key, value);
  return ask(url, basic);
}
