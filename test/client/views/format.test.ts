import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code, duration, escapeMarkdown, publishedPorts, size, status } from '../../../client/src/views/format';
import { container, now } from '../../support/samples';
import '../../support/property-seed';

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [0, 'Less than a second'],
  [second, '1 second'],
  [59 * second, '59 seconds'],
  [minute, 'About a minute'],
  [59 * minute, '59 minutes'],
  [hour, 'About an hour'],
  [47 * hour, '47 hours'],
  [3 * day, '3 days'],
  [15 * day, '2 weeks'],
  [61 * day, '2 months'],
  [800 * day, '2 years'],
])('%i ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [133_000_000, '133 MB'],
  [1_239_000_000, '1.24 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(size(bytes)).toBe(words);
});

test.each([
  [{}, 'Up 5 minutes'],
  [{ health: 'healthy' }, 'Up 5 minutes (healthy)'],
  [{ health: 'starting' }, 'Up 5 minutes (health: starting)'],
  [{ state: 'paused' }, 'Up 5 minutes (Paused)'],
  [{ state: 'exited', exitCode: 137 }, 'Exited (137) 5 minutes ago'],
  [{ state: 'created', since: undefined }, 'Created'],
  [{ state: 'unknown' }, 'State unknown'],
] as const)('the status of %j is %s', (changes, words) => {
  expect(status(container(changes), now)).toBe(words);
});

test('ports are shown once for IPv4 and IPv6, and with the address they are bound to', () => {
  const port = { container: 80, protocol: 'tcp', host: 8080 };
  expect(
    publishedPorts([
      { ...port, address: '0.0.0.0' },
      { ...port, address: '::' },
    ]),
  ).toEqual(['8080→80']);
  expect(
    publishedPorts([
      { container: 53, protocol: 'udp', host: 5353, address: '127.0.0.1' },
      { container: 9, protocol: 'tcp' },
    ]),
  ).toEqual(['127.0.0.1:5353→53/udp']);
});

test('untrusted text stays text in Markdown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeMarkdown(text)).not.toMatch(/(^|[^\\])(\\\\)*[[\]()<>`*_!#|]/);
      const inside = code(text);
      const fence = /^`+/.exec(inside)?.[0] ?? '';
      expect(inside.slice(fence.length, -fence.length)).not.toMatch(new RegExp(`(^|[^\`])${fence}([^\`]|$)`));
      expect(inside).not.toMatch(/[\r\n]/);
    }),
  );
});
