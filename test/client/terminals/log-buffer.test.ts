import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentLines } from '../../../client/src/terminals/log-buffer';
import '../../support/property-seed';

const all = Number.POSITIVE_INFINITY;
const line = (text: string) => ({ time: '2024-06-01T12:00:00Z', stream: 'stdout', text }) as const;

test('lines come back as they were added', () => {
  const lines = fc.array(
    fc.record({
      time: fc.constantFrom('', '2024-06-01T12:00:00.123456789Z'),
      stream: fc.constantFrom('stdout' as const, 'stderr' as const),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\x1b[31m größe 日本 \ufffd'.repeat(9_000))),
      source: fc.nat(65_535),
    }),
  );
  fc.assert(
    fc.property(lines, (added) => {
      const recent = new RecentLines(1 << 30);
      for (const { source, ...rest } of added) {
        recent.add(rest, source);
      }
      expect(recent.last(all, () => true)).toEqual({ lines: added, looked: added.length });
    }),
    { numRuns: 30 },
  );
});

test('the last lines are kept, as many as fit', () => {
  const recent = new RecentLines(1 << 18);
  for (let index = 0; index < 20_000; index++) {
    recent.add(line(`line ${index}`), 0);
  }
  const { lines, looked } = recent.last(all, () => true);
  expect(lines.at(-1)?.text).toBe('line 19999');
  expect(lines[0]?.text).toBe(`line ${20_000 - looked}`);
  expect(looked * 34).toBeLessThanOrEqual(1 << 18);
  expect(looked * 34).toBeGreaterThan(1 << 17);
  recent.clear();
  expect(recent.last(all, () => true)).toEqual({ lines: [], looked: 0 });
});

test('no more lines are looked at than needed', () => {
  const recent = new RecentLines(1 << 18);
  for (let index = 0; index < 100; index++) {
    recent.add(line(`line ${index}`), 0);
  }
  const texts = ({ lines, looked }: ReturnType<typeof recent.last>) => [...lines.map(({ text }) => text), looked];
  expect(texts(recent.last(2, ({ text }) => text.endsWith('0')))).toEqual(['line 80', 'line 90', 20]);
  expect(texts(recent.last(2, () => true, 1))).toEqual(['line 99', 1]);
  expect(texts(recent.last(2, () => false, 7))).toEqual([7]);
});
