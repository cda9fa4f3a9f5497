import { expect, test } from 'vitest';
import { eventOf } from '../../../client/src/engine/events';
import { reduce } from '../../../client/src/store/reduce';
import { isSilent } from '../../../client/src/store/state';
import { container, image, stateWith } from '../../support/samples';

const db = container({ name: 'db' });
const web = container({ name: 'web' });
const state = stateWith({ containers: [db, web], images: [image()] });

test('a changed container keeps its place, a new one comes first, a removed one goes', () => {
  const paused = reduce(state, { type: 'container', id: web.id, container: { ...web, state: 'paused' } });
  expect([...paused.containers.values()].map(({ name, state: is }) => `${name} ${is}`)).toEqual([
    'db running',
    'web paused',
  ]);
  const more = reduce(state, { type: 'container', id: 'new', container: container({ id: 'new', name: 'new' }) });
  expect([...more.containers.keys()]).toEqual(['new', db.id, web.id]);
  const less = reduce(state, { type: 'container', id: db.id, container: undefined });
  expect([...less.containers.keys()]).toEqual([web.id]);
});

test('what does not change keeps its identity', () => {
  expect(reduce(state, { type: 'container', id: 'unknown', container: undefined })).toBe(state);
  const seenAgain = { ...db, since: (db.since ?? 0) + 12, networks: [...db.networks] };
  expect(reduce(state, { type: 'container', id: db.id, container: seenAgain })).toBe(state);
  const listed = reduce(state, { type: 'listed', lists: { images: [] } });
  expect(listed.containers).toBe(state.containers);
  expect(listed.images.size).toBe(0);
});

test('a lost engine shows no rows; a released one keeps them until it is asked again', () => {
  const diagnosis = { kind: 'not-running', what: '', why: '', nextStep: '' } as const;
  expect(reduce(state, { type: 'lost', diagnosis })).toMatchObject({
    connection: { status: 'down', diagnosis },
    containers: new Map(),
  });
  expect(reduce(state, { type: 'released' }).containers).toBe(state.containers);
  expect(reduce(state, { type: 'switched' }).containers.size).toBe(0);
});

const port = { container: 80, host: 8080, protocol: 'tcp' };
const busy = container({ health: 'healthy', ports: [port], networks: [{ name: 'n', id: 'n', address: '10.0.0.2' }] });
const over = container({ state: 'exited', exitCode: 1 });

test.each([
  ['start', over, {}, { state: 'running', since: 5 }],
  [
    'die',
    busy,
    { exitCode: '137' },
    { state: 'exited', exitCode: 137, since: 5, ports: [], networks: [{ address: '' }] },
  ],
  ['died', busy, { containerExitCode: '3' }, { state: 'exited', exitCode: 3 }],
  ['pause', busy, {}, { state: 'paused', ports: [port] }],
  ['unpause', busy, {}, { state: 'running' }],
  ['rename', busy, { oldName: '/db', name: 'cache' }, { name: 'cache' }],
  ['health_status: unhealthy', busy, {}, { health: 'unhealthy' }],
])('%s changes the container as the event tells', (action, before, attributes, after) => {
  const actor = { ID: before.id, Attributes: { name: 'db', ...attributes } };
  const event = eventOf(JSON.stringify({ Type: 'container', Action: action, Actor: actor, timeNano: 5e6 }));
  const known = stateWith({ containers: [before] });
  const happened = event && reduce(known, { type: 'happened', event }).containers.get(before.id);
  expect(happened).toMatchObject(after);
  expect(happened && 'health' in happened).toBe(action.startsWith('health') || !/^(start|died?)$/.test(action));
});

test.each(['exec_create: sh', 'rename', 'top'])('%s alone changes nothing', (action) => {
  const event = eventOf(JSON.stringify({ Type: 'container', Action: action, Actor: { ID: db.id } }));
  expect(event && reduce(state, { type: 'happened', event })).toBe(state);
});

test('silence is known of an engine that is connected or being connected to, and ends with the answer', () => {
  const silent = reduce(state, { type: 'silent', silent: true });
  expect([isSilent(silent), silent.containers]).toEqual([true, state.containers]);
  expect(reduce(silent, { type: 'silent', silent: true })).toBe(silent);
  expect(isSilent(reduce(silent, { type: 'silent', silent: false }))).toBe(false);
  const released = reduce(state, { type: 'released' });
  expect(reduce(released, { type: 'silent', silent: true })).toBe(released);
});
