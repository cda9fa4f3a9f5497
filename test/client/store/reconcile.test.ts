import { expect, test } from 'vitest';
import { outdatedContainers } from '../../../client/src/store/reconcile';
import { container } from '../../support/samples';

const front = { name: 'front', id: 'n1', address: '10.0.0.2' };
const back = { name: 'back', id: 'n2', address: '10.0.1.2' };

test('only containers that a list tells otherwise are looked at', () => {
  const known = ['same', 'renamed', 'ended', 'joined', 'gone'].map((name) =>
    container({ name, state: 'running', networks: [front, back] }),
  );
  const listed = [
    // Lists know no addresses of some engines, and times only roughly.
    container({
      name: 'same',
      since: 1,
      networks: [
        { ...back, address: '' },
        { ...front, id: '' },
      ],
    }),
    { ...container({ name: 'renamed', networks: [front, back] }), name: 'other' },
    container({ name: 'ended', state: 'exited', networks: [front, back] }),
    container({ name: 'joined', networks: [front] }),
    container({ name: 'new', networks: [] }),
  ];
  expect(outdatedContainers(new Map(known.map((each) => [each.id, each])), listed)).toEqual([
    'renamed-id',
    'ended-id',
    'joined-id',
    'new-id',
    'gone-id',
  ]);
});
