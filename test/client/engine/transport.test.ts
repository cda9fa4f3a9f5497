import { afterEach, expect, test } from 'vitest';
import { containerCalls } from '../../../client/src/engine/containers';
import { imageCalls } from '../../../client/src/engine/images';
import { segment, Transport } from '../../../client/src/engine/transport';
import { json, serve, serveBytes } from './fake-server';

const open: Transport[] = [];

function transportTo(path: string): Transport {
  const transport = new Transport({ kind: 'socket', path });
  open.push(transport);
  return transport;
}

afterEach(() => {
  for (const transport of open.splice(0)) {
    transport.close();
  }
});

const list = (path: string, deadline = 5_000, signal?: AbortSignal) =>
  transportTo(path).call({ what: 'list containers', deadline, signal }, (docker) => docker.listContainers());

test.each([
  [
    'is cut off after its head',
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[{"Id":',
    true,
    'unreachable',
    /closed before the answer was complete/,
  ],
  [
    'is cut off in its chunks',
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[{"Id',
    true,
    'unreachable',
    /closed before/,
  ],
  ['never begins', '', false, 'timeout', /did not answer within 0.2 s/],
  [
    'never ends',
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[',
    false,
    'timeout',
    /did not answer/,
  ],
  [
    'is not JSON',
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n[{"I]',
    false,
    'failed',
    /not valid JSON/,
  ],
  ['is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', true, 'unreachable', /list containers/],
])('a call settles when the answer %s', async (_case, bytes, close, kind, message) => {
  const path = await serveBytes(bytes, close);
  await expect(list(path, 200)).rejects.toMatchObject({
    name: 'EngineError',
    kind,
    message: expect.stringMatching(message),
  });
});

test('a call can be cancelled before and after the head of the answer', async () => {
  for (const bytes of ['', 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[']) {
    const path = await serveBytes(bytes, false);
    const controller = new AbortController();
    const call = list(path, 60_000, controller.signal);
    controller.abort();
    await expect(call).rejects.toMatchObject({ kind: 'cancelled' });
  }
});

test('closing ends calls that are under way', async () => {
  const path = await serveBytes('', false);
  const transport = transportTo(path);
  const call = transport.call({ what: 'wait', deadline: Number.POSITIVE_INFINITY }, (docker) =>
    docker.listContainers(),
  );
  transport.close();
  await expect(call).rejects.toMatchObject({ kind: 'cancelled' });
});

test('at most sixteen calls are under way at a time', async () => {
  let [now, most] = [0, 0];
  const path = await serve((_request, response) => {
    now++;
    most = Math.max(most, now);
    setImmediate(() => {
      now--;
      json(response, []);
    });
  });
  const transport = transportTo(path);
  await Promise.all(
    Array.from({ length: 100 }, () => transport.call({ what: 'list' }, (docker) => docker.listContainers())),
  );
  expect(most).toBeLessThanOrEqual(16);
});

test('an odd record becomes an odd row, and the others stay', async () => {
  const path = await serve((_request, response) =>
    json(response, [
      null,
      7,
      { Id: 'a1', Names: 'x', Ports: {}, State: 'dancing' },
      { Id: 'b2', Names: ['/ok'], State: 'running', Status: 'Up 2 hours' },
    ]),
  );
  const containers = await containerCalls(transportTo(path)).list();
  expect(containers.map(({ id, name, state }) => [id, name, state])).toEqual([
    ['unreadable-0', '', 'unknown'],
    ['unreadable-1', '', 'unknown'],
    ['a1', '', 'unknown'],
    ['b2', 'ok', 'running'],
  ]);
});

test('a page of a proxy is no list', async () => {
  const path = await serve((_request, response) =>
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>hello</html>'),
  );
  expect(await containerCalls(transportTo(path)).list()).toEqual([]);
});

test('the body of a created container is not put into the address', async () => {
  const seen: string[] = [];
  const path = await serve((request, response) => {
    seen.push(request.url ?? '');
    json(response, { Id: 'abc' }, 201);
  });
  const id = await containerCalls(transportTo(path)).create({ name: 'db', body: { Image: 'x', Env: ['SECRET=1'] } });
  expect([id, ...seen]).toEqual(['abc', '/containers/create?name=db']);
});

test('DOCKER_HOST does not lead calls elsewhere', async () => {
  const path = await serve((_request, response) => json(response, [{ Id: 'here' }]));
  const before = process.env['DOCKER_HOST'];
  process.env['DOCKER_HOST'] = 'tcp://127.0.0.1:1';
  try {
    expect(await containerCalls(transportTo(path)).list()).toMatchObject([{ id: 'here' }]);
    expect(process.env['DOCKER_HOST']).toBe('tcp://127.0.0.1:1');
  } finally {
    if (before === undefined) {
      delete process.env['DOCKER_HOST'];
    } else {
      process.env['DOCKER_HOST'] = before;
    }
  }
});

test.each(['', '  ', '.', '..'])('the id %j is refused before anything is sent', async (id) => {
  expect(() => segment(id)).toThrow('The name is empty');
});

test('ids stay one segment of the path, references keep their slashes', async () => {
  const seen: string[] = [];
  const path = await serve((request, response) => {
    seen.push(request.url ?? '');
    json(response, {});
  });
  await containerCalls(transportTo(path)).inspect('../x?y#');
  await imageCalls(transportTo(path)).inspect('host:5000/a/b:1');
  expect(seen).toEqual(['/containers/..%2Fx%3Fy%23/json', '/images/host%3A5000/a/b%3A1/json']);
});

test('"already so" is a success', async () => {
  const path = await serve((_request, response) => response.writeHead(304).end());
  await expect(containerCalls(transportTo(path)).start('a')).resolves.toBeUndefined();
});

test('a socket that does not exist is told with its code', async () => {
  await expect(list('/nowhere/d.sock')).rejects.toMatchObject({ kind: 'unreachable', details: { code: 'ENOENT' } });
});
