import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import type { Credentials } from '../../../client/src/engine/credentials';
import { isAllowed } from '../../../client/src/registry/authorization';
import { listTags } from '../../../client/src/registry/tags';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

type Handle = (request: IncomingMessage, response: ServerResponse, host: string) => unknown;

/** A registry of this machine; answers its host. */
async function registry(handle: Handle): Promise<string> {
  const server = createServer((request, response) => void handle(request, response, host));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return host;
}

const answer = (response: ServerResponse, body: unknown, headers: Record<string, string> = {}, status = 200) =>
  response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
const challenge = (response: ServerResponse, how: string) => answer(response, {}, { 'WWW-Authenticate': how }, 401);
const never = new AbortController().signal;
const list = (host: string, credentials?: Credentials, signal = never) =>
  listTags({ registry: host, repository: 'team/api' }, credentials, signal);
const basic = `Basic ${Buffer.from('ann:p:w').toString('base64')}`;
const ann: Credentials = { username: 'ann', password: 'p:w', serveraddress: 'x' };

test('tags come in pages, each once, and without those that sign images', async () => {
  const asked: string[] = [];
  const host = await registry(({ url = '' }, response) => {
    asked.push(url);
    if (url.includes('last=b')) answer(response, { tags: ['b', 'c'] });
    else {
      const tags = ['a', 'b', `sha256-${'0'.repeat(64)}.sig`, 'no tag', 7];
      answer(response, { tags }, { Link: '</v2/team/api/tags/list?n=1000&last=b>; rel="next"' });
    }
  });
  expect(await list(host)).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual(['/v2/team/api/tags/list?n=1000', '/v2/team/api/tags/list?n=1000&last=b']);
});

test.each([
  ['the login', ann, `GET ${basic}`],
  ['nobody', undefined, 'GET undefined'],
  ['an identity token', { identitytoken: 'secret', serveraddress: 'x' }, 'POST undefined'],
] as const)('a token service gives a token for %s', async (_who, credentials, expected) => {
  const seen: string[] = [];
  const host = await registry(async (request, response, own) => {
    const { url = '', method, headers } = request;
    if (url.startsWith('/token')) {
      const query = new URLSearchParams(method === 'POST' ? await text(request) : url.slice(url.indexOf('?')));
      seen.push(`${method} ${headers.authorization}`);
      expect(query.get('service')).toBe('reg');
      expect(query.get('scope')).toBe('repository:team/api:pull');
      expect(query.get('refresh_token')).toBe(method === 'POST' ? 'secret' : null);
      answer(response, method === 'POST' ? { access_token: 't' } : { token: 't' });
    } else if (headers.authorization === 'Bearer t') answer(response, { tags: ['1'] });
    else challenge(response, `Bearer realm="http://${own}/token",service="reg",scope="repository:team/api:pull"`);
  });
  expect(await list(host, credentials)).toEqual(['1']);
  expect(seen).toEqual([expected]);
});

test('a registry may want the login itself', async () => {
  const host = await registry(({ headers }, response) =>
    headers.authorization === basic ? answer(response, { tags: ['1'] }) : challenge(response, 'Basic realm="x"'),
  );
  expect(await list(host, ann)).toEqual(['1']);
  await expect(list(host)).rejects.toThrow('log in with "docker login"');
});

test('a redirect is followed on this scheme, and the login stays with the registry', async () => {
  const seen: (string | undefined)[] = [];
  const other = await registry(({ headers }, response) => {
    seen.push(headers.authorization);
    answer(response, { tags: ['1'] });
  });
  const host = await registry(({ headers }, response) =>
    headers.authorization
      ? answer(response, '', { Location: `http://${other}/list` }, 307)
      : challenge(response, 'Basic realm="x"'),
  );
  expect(await list(host, ann)).toEqual(['1']);
  expect(seen).toEqual([undefined]);
});

const refused: [what: string, handle: Handle, says: RegExp][] = [
  [
    'redirects to elsewhere',
    (_request, response) => answer(response, '', { Location: 'http://registry.invalid/' }, 302),
    /another address/,
  ],
  [
    'redirects to another scheme',
    (_request, response, host) => answer(response, '', { Location: `https://${host}/` }, 302),
    /another address/,
  ],
  [
    'redirects without end',
    ({ url }, response) => answer(response, '', { Location: `${url}x` }, 302),
    /another address/,
  ],
  [
    'wants a login in the open',
    (_request, response) => challenge(response, 'Bearer realm="http://token.invalid/"'),
    /not safe/,
  ],
  [
    'gives no token',
    ({ url }, response, host) =>
      url?.startsWith('/token')
        ? answer(response, {}, {}, 401)
        : challenge(response, `Bearer realm="http://${host}/token"`),
    /refuses the login/,
  ],
  ['does not know the image', (_request, response) => answer(response, {}, {}, 404), /has no image team\/api/],
  ['is asked too often', (_request, response) => answer(response, {}, {}, 429), /Try again later/],
  ['fails', (_request, response) => answer(response, {}, {}, 500), /HTTP status 500/],
  ['is none', (_request, response) => answer(response, '<html>'), /did not answer like a registry/],
  ['sends too much', (_request, response) => answer(response, 'x'.repeat(17_000_000)), /more than a list/],
  ['hangs up', ({ socket }) => socket.destroy(), /cannot be reached/],
];

test.each(refused)('a registry that %s is told about', async (_what, handle, says) => {
  const error: unknown = await list(await registry(handle)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'RegistryError', message: expect.stringMatching(says) });
});

test('pages of other places, and more of them than anybody reads, end the list', async () => {
  const away = await registry((_request, response) =>
    answer(response, { tags: ['1'] }, { Link: '<http://127.0.0.1:1/v2/>; rel="next"' }),
  );
  expect(await list(away)).toEqual(['1']);
  let pages = 0;
  const endless = await registry((_request, response) => {
    pages += 1;
    answer(response, { tags: [`t${pages}`] }, { Link: `</v2/?page=${pages}>; rel="next"` });
  });
  expect((await list(endless)).length).toBe(pages);
  expect(pages).toBeLessThan(100);
});

test('who cancels waits no longer', async () => {
  const controller = new AbortController();
  const host = await registry(() => controller.abort());
  await expect(list(host, undefined, controller.signal)).rejects.toThrow(controller.signal.reason);
});

test.each(['a b', 'user@host', 'host/path', '', 'host?x'])('%j is no registry', async (host) => {
  await expect(list(host)).rejects.toThrow('is not the name of an image');
});

test.each([
  ['https://registry.example.com/', true],
  ['http://localhost:5000/', true],
  ['http://127.0.0.1/', true],
  ['http://[::1]:5000/', true],
  ['http://registry.example.com/', false],
  ['http://127.0.0.1.example.com/', false],
  ['file:///etc/passwd', false],
])('%s: %s', (url, allowed) => {
  expect(isAllowed(new URL(url))).toBe(allowed);
});
