import type { ServerResponse } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { Attention } from '../../../client/src/engine/attention';
import { Connection } from '../../../client/src/engine/connection';
import { type Follower, type FollowOptions, follow } from '../../../client/src/engine/follow';
import { serve } from './fake-server';

let end = new AbortController();

afterEach(() => end.abort());

/** An engine that answers pings when it is told to, and whose event stream the test writes. */
async function followed(options: Partial<FollowOptions> = {}) {
  const engine = {
    pings: 0,
    answers: true,
    owed: [] as ServerResponse[],
    events: undefined as ServerResponse | undefined,
  };
  const path = await serve((request, response) => {
    if (request.url?.includes('/events')) {
      response.flushHeaders();
      engine.events = response;
    } else {
      engine.pings++;
      engine.owed.push(response);
      settle();
    }
  });
  const settle = () => {
    if (engine.answers) {
      for (const response of engine.owed.splice(0)) {
        response.end('OK');
      }
    }
  };
  const told: string[] = [];
  const follower: Follower = {
    onConnected: async () => void told.push('connected'),
    onEvent: ({ id }) => told.push(id),
    onSilent: (silent) => {
      if (silent || told.at(-1) === 'silent') {
        told.push(silent ? 'silent' : 'answers');
      }
    },
    onLost: (error) => told.push(error.message),
  };
  const attention = new Attention();
  const start = () => {
    const connection = new Connection(
      { name: 'x', source: 'context', url: '', address: { kind: 'socket', path } },
      () => Promise.reject(new Error('no tunnel here')),
    );
    end = new AbortController();
    void follow(connection, follower, end.signal, { heartbeat: 1, patience: 30, backOff: [1], ...options }, attention);
  };
  const event = async (id: string) => {
    engine.events?.write(`${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: id } })}\n`);
    await vi.waitFor(() => expect(told).toContain(id), { timeout: 60_000, interval: 1 });
  };
  /** Waits for the last word: a busy machine may make the engine seem silent for a moment before. */
  const said = (word: string) => vi.waitFor(() => expect(told.at(-1)).toBe(word), { timeout: 60_000, interval: 1 });
  return { engine, attention, start, event, said, told, settle };
}

test('an engine that owes a sign of life is told to be silent, until it answers', async () => {
  const { engine, start, said, settle } = await followed();
  start();
  await said('connected');
  engine.answers = false;
  await said('silent');
  engine.answers = true;
  settle();
  await said('answers');
});

test('an engine is told to be silent before it is reached, too', async () => {
  const { engine, start, said, settle } = await followed();
  engine.answers = false;
  start();
  await said('silent');
  engine.answers = true;
  settle();
  await said('connected');
});

test('an idle engine is asked nothing while nobody is there, and at once when somebody comes', async () => {
  // Were it asked by the clock only, it would be asked too late for this test.
  const { engine, attention, start, event, said, settle } = await followed({ heartbeat: 3_600_000 });
  attention.set(false);
  start();
  await said('connected');
  const names = Array.from({ length: 30 }, (_, index) => `c${index}`);
  for (const name of names) {
    await event(name);
  }
  expect(engine.pings).toBe(1);
  engine.answers = false;
  attention.set(true);
  await said('silent');
  expect(engine.pings).toBe(2);
  engine.answers = true;
  settle();
  await said('answers');
});

test('a broken event stream is a loss, after which the engine is followed anew', async () => {
  const { engine, start, said, told } = await followed({ heartbeat: 60_000, patience: 60_000 });
  start();
  await said('connected');
  await vi.waitFor(() => expect(engine.events).toBeDefined(), 60_000);
  engine.events?.end();
  await vi.waitFor(() => expect(told.filter((word) => word === 'connected')).toHaveLength(2), 60_000);
  expect(told).toContain('Could not follow the engine: the engine closed the connection.');
});
