import { expect, test } from 'vitest';
import { reduce } from '../../../client/src/store/reduce';
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
