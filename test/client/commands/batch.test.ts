import { expect, test } from 'vitest';
import { actOnEach } from '../../../client/src/commands/batch';
import type { Context } from '../../../client/src/commands/command';
import { EngineError } from '../../../client/src/engine/errors';
import { FakeUi } from '../../support/fake-ui';

test('items act together, those of one kind one after the other, and a failure stops none', async () => {
  const running = new Set<string>();
  const seen: string[] = [];
  let together = 0;
  const failures = await actOnEach(
    { ui: new FakeUi(), log: () => undefined } as unknown as Context,
    ['a1', 'a2', 'b1', 'a3'],
    {
      doing: 'Poking',
      done: 'poked',
      noun: 'thing',
      name: (item) => item,
      line: (item) => ['poke', item],
      inTurn: (item) => item.slice(0, 1),
      act: async (item) => {
        expect([...running].some((other) => other[0] === item[0])).toBe(false);
        running.add(item);
        together = Math.max(together, running.size);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(item);
        seen.push(item);
        if (item === 'a2') throw new EngineError('failed', 'no');
      },
    },
  );
  expect(together).toBe(2);
  expect(seen.filter((item) => item.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  expect(failures.map(({ item }) => item)).toEqual(['a2']);
});
