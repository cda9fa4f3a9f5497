import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildContext } from '../../../client/src/build/build-context';
import { buildCalls } from '../../../client/src/engine/builds';
import { Transport } from '../../../client/src/engine/transport';

let folder = '';
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quayside-build-'));
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** An engine that answers builds which ask for files with one status and text, and takes archives. */
async function startEngine(sessions: boolean, status: number, answer: unknown) {
  const builds: string[] = [];
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://engine');
    let length = 0;
    request.on('data', (data: Buffer) => {
      length += data.length;
    });
    request.on('end', () => {
      if (request.url?.startsWith('/session')) {
        response.writeHead(404).end('{"message":"page not found"}');
        return;
      }
      const isSync = searchParams.get('remote') === 'client-session';
      builds.push(
        `${isSync ? 'sync' : 'archive'} ${searchParams.get('dockerfile')} ${length > 0 ? 'with' : 'without'} body`,
      );
      response.writeHead(isSync ? status : 200).end(`${JSON.stringify(isSync ? answer : { stream: 'built' })}\n`);
    });
  });
  if (sessions) {
    server.on('upgrade', (_request, socket) => {
      socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
    });
  }
  const path = join(folder, 'd.sock');
  server.listen(path);
  await once(server, 'listening');
  const { build } = buildCalls(new Transport({ kind: 'socket', path }));
  const records: unknown[] = [];
  const built = build(
    { tags: [], target: '', platform: '', buildArgs: {}, noCache: false, pull: false },
    buildContext(folder, join(folder, 'Dockerfile')),
    { lent: { credentials: async () => undefined, secrets: new Map(), sshAgent: undefined } },
    (raw) => records.push(raw),
    new AbortController().signal,
  );
  return { built, builds, records };
}

const message = 'failed to solve: rpc error: code = Unknown desc = no local sources enabled';

test.each([
  ['says so', true, 200, { errorDetail: { message }, error: message }, ['sync', 'archive']],
  ['says so with a status', true, 500, { message }, ['sync', 'archive']],
  ['has no sessions', false, 200, {}, ['archive']],
])(
  'an engine that can not ask for files, and %s, is sent an archive',
  async (_what, sessions, status, answer, kinds) => {
    const { built, builds, records } = await startEngine(sessions, status, answer);
    await built;
    const bodies = { sync: 'sync Dockerfile without body', archive: 'archive Dockerfile with body' };
    expect(builds).toEqual(kinds.map((kind) => bodies[kind as keyof typeof bodies]));
    expect(records).toEqual([{ stream: 'built' }]);
  },
);

test('a build that fails otherwise is not built again', async () => {
  const answer = { errorDetail: { message: 'exit code: 1' }, error: 'exit code: 1' };
  const { built, builds, records } = await startEngine(true, 200, answer);
  await built;
  expect([builds.length, records]).toEqual([1, [answer]]);
});
