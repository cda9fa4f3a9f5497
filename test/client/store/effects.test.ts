import { expect, test } from 'vitest';
import { eventOf } from '../../../client/src/engine/events';
import { effectsOf } from '../../../client/src/store/effects';

const soon = [50, 500];

test.each([
  ['container', 'start', {}, [{ type: 'look', id: 'x', again: [] }]],
  ['container', 'die', {}, [{ type: 'look', id: 'x', again: soon }]],
  ['container', 'pause', {}, [{ type: 'look', id: 'x', again: soon }]],
  ['container', 'health_status: healthy', {}, [{ type: 'look', id: 'x', again: [] }]],
  ['container', 'destroy', {}, [{ type: 'gone', id: 'x' }]],
  ['container', 'exec_create: sh -c ls', {}, []],
  ['container', 'top', {}, []],
  ['image', 'tag', {}, [{ type: 'list', kind: 'images' }]],
  ['image', 'delete', {}, [{ type: 'list', kind: 'images', again: soon }]],
  ['image', 'push', {}, []],
  ['volume', 'create', {}, [{ type: 'list', kind: 'volumes' }]],
  ['volume', 'mount', {}, []],
  ['network', 'create', {}, [{ type: 'list', kind: 'networks' }]],
  ['network', 'connect', { container: 'c' }, [{ type: 'look', id: 'c', again: [] }]],
  ['plugin', 'enable', {}, []],
])('%s %s', (type, action, attributes, effects) => {
  const event = eventOf(JSON.stringify({ Type: type, Action: action, Actor: { ID: 'x', Attributes: attributes } }));
  expect(event && effectsOf(event)).toEqual(effects);
});

test.each(['', '{', '[]', '{"Type":"container"}', 'null'])('%j is no event', (line) => {
  expect(eventOf(line)).toBeUndefined();
});
