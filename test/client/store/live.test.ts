import type { ServerResponse } from 'node:http';
import { expect, test, vi } from 'vitest';
import { Connection } from '../../../client/src/engine/connection';
import { thisMachine } from '../../../client/src/engine/machine';
import { Live } from '../../../client/src/store/live';
import { Store } from '../../../client/src/store/store';
import { json, serve } from '../engine/fake-server';

/** Records as API 1.52 has them: events without `status`, `id` and `from`, details without the addresses of one network at the top. */
const listed = {
  Id: 'c1',
  Names: ['/db'],
  Image: 'redis:7',
  ImageID: 'i1',
  State: 'created',
  Status: 'Created',
  Created: 1,
};
const details = {
  Id: 'c1',
  Name: '/db',
  Image: 'i1',
  Created: '2026-01-01T00:00:00Z',
  Config: { Image: 'redis:7', Labels: {} },
  State: { Status: 'running', StartedAt: '2026-01-01T00:00:01Z' },
  NetworkSettings: { Ports: {}, Networks: { bridge: { NetworkID: 'n1', IPAddress: '172.17.0.2' } } },
};

test.each([
  ['1.41', '1.41'],
  ['1.52', '1.51'],
])('an engine of API %s is listed and followed in %s', async (offered, spoken) => {
  const asked = new Set<string>();
  let events: ServerResponse | undefined;
  const path = await serve((request, response) => {
    const [version = '', route = ''] = /^(?:\/v([\d.]+))?(\/[^?]*)/.exec(request.url ?? '')?.slice(1) ?? [];
    asked.add(version);
    response.setHeader('Api-Version', offered);
    switch (route) {
      case '/_ping':
        response.end('OK');
        break;
      case '/events':
        response.flushHeaders();
        events = response;
        break;
      case '/volumes':
        json(response, { Volumes: [{ Name: 'data', Driver: 'local' }] });
        break;
      case '/containers/c1/json':
        json(response, details);
        break;
      default:
        json(response, route === '/containers/json' ? [listed] : []);
    }
  });
  const endpoint = { name: 'x', source: 'context', url: '', address: { kind: 'socket', path } } as const;
  const store = new Store();
  const live = new Live(
    store,
    new Connection(endpoint, () => Promise.reject(new Error('no tunnel here'))),
    thisMachine(),
  );
  const release = live.hold();
  await live.current(new AbortController().signal);
  expect(store.state.containers.get('c1')?.state).toBe('created');
  expect([...store.state.volumes.keys()]).toEqual(['data']);
  await vi.waitFor(() => expect(events).toBeDefined(), 60_000);
  events?.write(`${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: 'c1' }, timeNano: 1e18 })}\n`);
  await vi.waitFor(
    () =>
      expect(store.state.containers.get('c1')).toMatchObject({
        state: 'running',
        networks: [{ name: 'bridge', address: '172.17.0.2' }],
      }),
    60_000,
  );
  release();
  expect([...asked]).toEqual(['', spoken]);
});
