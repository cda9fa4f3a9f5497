import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../server/src/config/config-file';

const empty = { severities: {}, ignored: [], trustedRegistries: [], labelSchema: {} };

test.each([
  ['', {}],
  ['# nothing\n', {}],
  ['ignored: [DL3008, SC1010]\n', { ignored: ['DL3008', 'SC1010'] }],
  ['ignored:\n  - DL3008\n  - DL3009\n', { ignored: ['DL3008', 'DL3009'] }],
  ['ignored: DL3008\n', { ignored: ['DL3008'] }],
  ['ignored:\n', { ignored: [] }],
  ['trustedRegistries: docker.io\n', { trustedRegistries: ['docker.io'] }],
  [
    'override:\n  error: [A]\n  warning: [B]\n  info: [C]\n  style: [D]\n',
    { severities: { A: 'error', B: 'warning', C: 'info', D: 'hint' } },
  ],
  // A code in several lists gets the most severe of them.
  ['override: {style: [A], error: [A], info: [A]}\n', { severities: { A: 'error' } }],
  [
    'label-schema:\n  author: text\n  url: url\n  empty: ""\n  none:\n',
    { labelSchema: { author: 'text', url: 'url', empty: 'text', none: 'text' } },
  ],
  [
    'strict-labels: true\ndisable-ignore-pragma: false\nno-fail: true\n',
    { strictLabels: true, disableIgnorePragma: false, noFail: true },
  ],
  ['failure-threshold: style\n', { failureThreshold: 'hint' }],
  ['failure-threshold: none\n', { failureThreshold: 'off' }],
  ['format: json\nverbose: true\nno-color: true\n', {}],
  ['{"override": {"warning": ["DL3000"]}}', { severities: { DL3000: 'warning' } }],
])('reads %j', (text, expected) => {
  expect(parseConfig(text)).toEqual({ config: { ...empty, ...expected }, problems: [] });
});

describe('tells what is wrong, and reads the rest', () => {
  test.each([
    ['ignored: [A]\nignore: [B]\n', 1, "Unknown key 'ignore'", { ignored: ['A'] }],
    ['override:\n  warn: [A]\n  info: [B]\n', 1, "Unknown severity 'warn'", { severities: { B: 'info' } }],
    ['failure-threshold: high\n', 0, 'one of error, warning, info, style', {}],
    ['strict-labels: yes please\nignored: [A]\n', 0, 'true or false', { ignored: ['A'] }],
    [
      'label-schema:\n  a: number\n  b: url\n',
      1,
      "'label-schema.a' is one of text, url",
      { labelSchema: { b: 'url' } },
    ],
    ['trustedRegistries:\n  a: b\n', 1, 'is a list', {}],
    ['override: [A]\n', 0, 'is a map', {}],
    ['ignored:\n  - A\n  - [B]\n', 2, 'plain string', { ignored: ['A'] }],
    ['- A\n', 0, 'is a map of keys', {}],
    ['text\n', 0, 'is a map of keys', {}],
  ])('%j', (text, line, message, expected) => {
    const { config, problems } = parseConfig(text);
    expect(problems.map(({ range }) => range.start.line)).toEqual([line]);
    expect(problems[0]?.message).toContain(message);
    expect(config).toMatchObject(expected);
  });

  test('marks the very words', () => {
    const text = 'ignored: [A]\noverride:\n  warn: [B]\n';
    expect(parseConfig(text).problems.map(({ start, end }) => text.slice(start, end))).toEqual(['warn']);
  });

  test('of YAML itself, whatever it is', () => {
    for (const text of [
      'a: b: c\n',
      'ignored: [\n',
      '\t- x\n',
      '"',
      'a: *b\n',
      'ignored: [A]\nignored: [B]\n',
      '--- a\n--- b\n',
    ]) {
      const { problems } = parseConfig(text);
      expect(problems.length, text).toBeGreaterThan(0);
      for (const { start, end } of problems) {
        expect(start).toBeLessThanOrEqual(end);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }
  });
});
