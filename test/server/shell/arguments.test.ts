import { describe, expect, test } from 'vitest';
import { hasOption, parseArguments } from '../../../server/src/shell/arguments';
import type { ShellWord } from '../../../server/src/shell/script';

const takesValue = { short: 'tc', long: ['target', 'ldflags'] };

function parsed(line: string) {
  const words = line.split(' ').map((text): ShellWord => ({ start: 0, end: 0, text, literal: true, quoted: false }));
  return parseArguments(words, takesValue);
}

describe('parseArguments', () => {
  test.each([
    ['install -y a b', 'install a b', 'y'],
    ['-yq a', 'a', 'y q'],
    ['-t x a', 'a', 't=x'],
    ['-tx a', 'a', 't=x'],
    ['-yt x a', 'a', 'y t=x'],
    ['--target x a', 'a', 'target=x'],
    ['--target=x a', 'a', 'target=x'],
    ['--other x', 'x', 'other'],
    ['-ldflags x a', 'a', 'ldflags=x'],
    ['-q=2 a', 'a', 'q=2'],
    ['- a -- -b --c', '- a -b --c', ''],
    ['-t', '', 't'],
  ])('%s', (line, operands, options) => {
    const { operands: words, options: found } = parsed(line);
    expect(words.map(({ text }) => text).join(' ')).toBe(operands);
    expect(found.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join(' ')).toBe(options);
  });

  test('hasOption knows any of the names', () => {
    expect(hasOption(parsed('-y a'), 'x', 'y')).toBe(true);
    expect(hasOption(parsed('a y'), 'x', 'y')).toBe(false);
  });
});
