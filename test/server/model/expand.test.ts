import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Binding, expandWord } from '../../../server/src/model/expand';
import { propertyRuns } from '../../support/property-seed';

const values: Readonly<Record<string, string>> = {
  V: 'value',
  EMPTY: '',
  PATHS: '/usr/lib/lib.so',
  BLANKS: '  a b  c ',
  STAR: '*',
  DOLLAR: '<$0>',
  PARTS: 'bab',
};
const lookup = (name: string): Binding => ({
  value: Object.hasOwn(values, name) ? values[name] : undefined,
  certainty: 'certain',
});
const expand = (raw: string, token: '\\' | '`' = '\\') => expandWord(raw, { escape: token, lookup });

describe('quotes and escapes', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    ['a\\b\\ c', 'ab c'],
    ['end\\', 'end'],
    ['"a\\b \\" \\$V \\\\"', 'a\\b " $V \\'],
    ["'a\\b $V \"'", 'a\\b $V "'],
    ['a"b"c\'d\'', 'abcd'],
    ['$', '$'],
    ['$.$(x) $', '$.$(x) $'],
    ['"$V"', 'value'],
    ['\\$V', '$V'],
    ['😀$V😀', '😀value😀'],
  ])('%s gives %s', (raw, text) => {
    expect(expand(raw)).toMatchObject({ text, error: undefined });
  });

  test('the escape token is the one of the directive', () => {
    expect(expand('C:\\dir`$V', '`').text).toBe('C:\\dir$V');
    expect(expand('"`"\\`$"', '`').text).toBe('"\\$');
  });

  test('quotes are plain text in heredocs, escapes are not', () => {
    expect(expandWord(`"$V" it's a\\tb \\\\`, { escape: '\\', plainQuotes: true, lookup }).text).toBe(
      `"value" it's atb \\`,
    );
  });

  test('what an expansion gives is not looked at again', () => {
    const binding: Binding = { value: '$V "\'', certainty: 'certain' };
    expect(expandWord('$X', { escape: '\\', lookup: () => binding }).text).toBe('$V "\'');
  });
});

describe('names', () => {
  test.each([
    ['$V.', ['V']],
    ['$V_x', ['V_x']],
    ['$über', ['über']],
    ['$10x', ['10']],
    ['$$A', ['$']],
    ['$@$*$#$?$-$!$0', ['@', '*', '#', '?', '-', '!', '0']],
    ['${V}${V:-$EMPTY}', ['V', 'EMPTY', 'V']],
    ['${V+$missing}', ['missing', 'V']],
  ])('%s refers to %j', (raw, names) => {
    expect(expand(raw).references.map(({ name }) => name)).toEqual(names);
  });

  test('references know their places, also inside quotes', () => {
    const raw = 'a"${V:-x}"$EMPTY';
    expect(expand(raw).references.map(({ start, end }) => raw.slice(start, end))).toEqual(['${V:-x}', '$EMPTY']);
    expect(expand(raw).references.map(({ nameStart, name }) => raw.slice(nameStart, nameStart + name.length))).toEqual([
      'V',
      'EMPTY',
    ]);
  });

  test('a reference is matched when the name is set, even to nothing', () => {
    expect(expand('$V$EMPTY$nothing').references.map(({ matched }) => matched)).toEqual([true, true, false]);
  });
});

describe('substitutions', () => {
  // The three columns: the name is unset, empty, set.
  test.each([
    ['${N-w}', 'w', '', 'value'],
    ['${N:-w}', 'w', 'w', 'value'],
    ['${N+w}', '', 'w', 'w'],
    ['${N:+w}', '', '', 'w'],
    ['${N?w}', 'N: w', '', 'value'],
    ['${N:?w}', 'N: w', 'N: w', 'value'],
    ['${N?}', 'N: is not allowed to be unset', '', 'value'],
    ['${N:?}', 'N: is not allowed to be unset', 'N: is not allowed to be empty', 'value'],
    ['${N#v*}', '', '', 'alue'],
    ['${N%e}', '', '', 'valu'],
    ['${N/a/o}', '', '', 'volue'],
    ['${N//?/x}', '', '', 'xxxxx'],
  ])('%s', (raw, ...expected) => {
    const results = [undefined, '', 'value'].map((value) => {
      const { text, error } = expandWord(raw, { escape: '\\', lookup: () => ({ value, certainty: 'certain' }) });
      return error?.message ?? text;
    });
    expect(results).toEqual(expected);
  });

  test.each([
    ['${nothing:-"a b" \\} ${V}}', 'a b } value'],
    ['${PATHS#*/}', 'usr/lib/lib.so'],
    ['${PATHS##*/}', 'lib.so'],
    ['${PATHS%/*}', '/usr/lib'],
    ['${PATHS%%/*}', ''],
    ['${PATHS/lib/x}', '/usr/x/lib.so'],
    ['${PATHS//lib/x}', '/usr/x/x.so'],
    ['${PATHS//\\//_}', '_usr_lib_lib.so'],
    ['${PATHS//}', undefined],
    ["${V##'*'}", ''],
    ['${STAR#\\*}', ''],
    ['${V#$STAR}', 'value'],
    ['${V##$STAR}', ''],
    ['${V//a/\\/}', 'v\\/lue'],
    ['${V/nope/x}', 'value'],
    // A raw escape in quotes counts twice, so it stands for itself.
    ['${V/"v\\a"/x}', 'value'],
    ['${PARTS//a/$DOLLAR}', 'b<a>b'],
    ['${PARTS/a/$DOLLAR}', 'b<$0>b'],
    ['${PARTS///-}', '-b-a-b-'],
    ['${PARTS//b*/x}', 'x'],
  ])('%s gives %j', (raw, text) => {
    const result = expand(raw);
    if (text === undefined) expect(result.error).toBeDefined();
    else expect(result).toMatchObject({ text, error: undefined });
  });
});

describe('errors', () => {
  test.each([
    ['"a', 'unexpected end of statement while looking for matching double-quote', '"a'],
    ["x'a", 'unexpected end of statement while looking for matching single-quote', "'a"],
    ['${', "syntax error: missing '}'", '${'],
    ['${}', 'syntax error: bad substitution', '${}'],
    ['${:x}', 'syntax error: bad substitution', '${:x}'],
    ['${{x}}', 'syntax error: bad substitution', '${{x}'],
    ['a${V', 'unsupported modifier (\uFFFD) in substitution', '${V'],
    ['${V=x}', 'unsupported modifier (=) in substitution', '${V=x}'],
    ['${V:=x}', 'unsupported modifier (:=) in substitution', '${V:=x}'],
    ['${V:#x}', 'unsupported modifier (:#) in substitution', '${V:#x}'],
    ['${#V}', 'unsupported modifier (V) in substitution', '${#V}'],
    ['${V:-x', "syntax error: missing '}'", '${V:-x'],
    ['${V/x}', "syntax error: missing '/' in ${}", '${V/x}'],
    ['${V/x/y', "syntax error: missing '}'", '${V/x/y'],
    ['${V#\\a}', "invalid pattern (\\a) in substitution: invalid escape '\\a'", '${V#\\a}'],
    ['${V:-${nothing?gone}}', 'nothing: gone', '${nothing?gone}'],
  ])('%s: %s', (raw, message, marked) => {
    const { error } = expand(raw);
    expect(error?.message).toBe(message);
    expect(raw.slice(error?.start, error?.end)).toBe(marked);
  });
});

describe('splitting', () => {
  test.each([
    ['a  b', ['a', 'b']],
    ['x${BLANKS}y', ['x', 'a', 'b', 'c', 'y']],
    ['x"${BLANKS}"y', ['x  a b  c y']],
    ['a\\ b c', ['a b', 'c']],
    ['$nothing', []],
    ['a"b c"d e', ['ab cd', 'e']],
  ])('%s gives %j', (raw, words) => {
    expect(expandWord(raw, { escape: '\\', lookup, split: true }).words).toEqual(words);
  });
});

describe('values that are not known', () => {
  const uncertain = (certainty: Binding['certainty'], value?: string) => ({
    escape: '\\' as const,
    lookup: (): Binding => ({ value, certainty }),
  });

  test('a reference to an unknown value stays as written', () => {
    expect(expandWord('$A/${B:-x}', uncertain('unknown'))).toMatchObject({ text: '$A/${B:-x}', certainty: 'unknown' });
  });

  test('an argument without a value counts as unset, and fails no check for it', () => {
    expect(expandWord('x$A${B:-y}', uncertain('open'))).toMatchObject({ text: 'xy', certainty: 'open' });
    expect(expandWord('${A:?needed}', uncertain('open')).error).toBeUndefined();
  });

  test('values that double with each line are given up, not kept', () => {
    const value = 'x'.repeat(200_000);
    expect(expandWord('$A$A', uncertain('certain', value))).toMatchObject({ text: '$A$A', certainty: 'unknown' });
  });

  test('patterns that would take too long are given up', () => {
    const value = 'a'.repeat(100_000);
    expect(expandWord('${A//a*b/x}', uncertain('certain', value)).certainty).toBe('unknown');
  });
});

describe('properties', () => {
  const numRuns = propertyRuns;
  const pieces = fc.constantFrom(
    ...[
      '$',
      '{',
      '}',
      ':',
      '-',
      '+',
      '?',
      '#',
      '%',
      '/',
      '"',
      "'",
      '\\',
      '`',
      '*',
      ' ',
      'a',
      'V',
      '1',
      'é',
      '\n',
      '=',
      '@',
    ],
  );
  const raw = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

  test('any text expands or says why not, within its own bounds', () => {
    fc.assert(
      fc.property(raw, fc.constantFrom('\\' as const, '`' as const), fc.boolean(), (text, token, plainQuotes) => {
        const { error, references } = expandWord(text, { escape: token, plainQuotes, lookup });
        if (error) expect(0 <= error.start && error.start < error.end).toBe(true);
        for (const { name, start, end, nameStart } of references) {
          expect(text.slice(nameStart, nameStart + name.length)).toBe(name);
          expect(text[start]).toBe('$');
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns },
    );
  });

  test('text without special characters is left alone', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w ./:=-]*$/), (text) => {
        expect(expand(text).text).toBe(text);
      }),
      { numRuns },
    );
  });

  test('deep nesting ends', () => {
    const depth = 5000;
    expect(expand('${a:-'.repeat(depth) + '}'.repeat(depth)).error?.message).toContain('nested too deeply');
  });
});
