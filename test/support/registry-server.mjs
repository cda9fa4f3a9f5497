// A registry in memory (OCI distribution specification, as far as docker needs it), over plain HTTP with basic authentication if there is a user:
//   node registry-server.mjs PORT [USER PASSWORD]
import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

const [port, user, password] = process.argv.slice(2);
const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
/** @type {Map<string, Buffer>} */
const blobs = new Map();
/** @type {Map<string, Buffer[]>} */
const uploads = new Map();
/** @type {Map<string, { type: string; data: Buffer }>} */
const manifests = new Map();

/** @param {Buffer} data */
const digestOf = (data) => `sha256:${createHash('sha256').update(data).digest('hex')}`;

const server = createServer(async (request, response) => {
  const body = await buffer(request);
  /** @type {(status: number, headers?: Record<string, string | number>, data?: Buffer | string) => void} */
  const answer = (status, headers = {}, data = '') => {
    response.writeHead(status, { 'Content-Length': data.length, ...headers });
    response.end(request.method === 'HEAD' ? undefined : data);
  };
  /** @type {(status: number, code: string) => void} */
  const refuse = (status, code) =>
    answer(status, { 'Content-Type': 'application/json' }, JSON.stringify({ errors: [{ code, message: code }] }));
  if (user && request.headers.authorization !== expected) {
    response.setHeader('WWW-Authenticate', 'Basic realm="test"');
    return refuse(401, 'UNAUTHORIZED');
  }
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://registry');
  const upload = /^\/v2\/(.+)\/blobs\/uploads\/([^/]*)$/.exec(pathname);
  const blob = /^\/v2\/.+\/blobs\/(sha256:[0-9a-f]+)$/.exec(pathname);
  const manifest = /^\/v2\/(.+)\/manifests\/([^/]+)$/.exec(pathname);
  if (upload) {
    const id = upload[2] || randomUUID();
    const parts = uploads.get(id) ?? [];
    uploads.set(id, [...parts, body]);
    if (request.method === 'PUT') {
      const data = Buffer.concat(uploads.get(id) ?? []);
      blobs.set(searchParams.get('digest') ?? '', data);
      return answer(201, {
        'Docker-Content-Digest': digestOf(data),
        Location: `/v2/${upload[1]}/blobs/${digestOf(data)}`,
      });
    }
    const length = (uploads.get(id) ?? []).reduce((sum, part) => sum + part.length, 0);
    return answer(202, {
      Location: `/v2/${upload[1]}/blobs/uploads/${id}`,
      Range: `0-${Math.max(length - 1, 0)}`,
      'Docker-Upload-UUID': id,
    });
  }
  if (blob) {
    const data = blobs.get(blob[1] ?? '');
    return data ? answer(200, { 'Docker-Content-Digest': blob[1] ?? '' }, data) : refuse(404, 'BLOB_UNKNOWN');
  }
  if (manifest) {
    const [, name, reference] = manifest;
    if (request.method === 'PUT') {
      const stored = { type: String(request.headers['content-type']), data: body };
      manifests.set(`${name}:${reference}`, stored);
      manifests.set(`${name}:${digestOf(body)}`, stored);
      return answer(201, { 'Docker-Content-Digest': digestOf(body) });
    }
    const stored = manifests.get(`${name}:${reference}`);
    return stored
      ? answer(200, { 'Content-Type': stored.type, 'Docker-Content-Digest': digestOf(stored.data) }, stored.data)
      : refuse(404, 'MANIFEST_UNKNOWN');
  }
  return pathname === '/v2/' ? answer(200) : refuse(404, 'NOT_FOUND');
});
server.listen(Number(port), '127.0.0.1', () => console.log('ready'));
