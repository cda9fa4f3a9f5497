import { describe, expect, it } from 'vitest';
import type { Span } from '../../../server/src/parser/nodes';
import { parse } from '../../../server/src/parser/parse';

const pairs = (text: string) => {
  const args = parse(text).instructions[0]?.args;
  return args?.kind === 'pairs' ? args.pairs : [];
};

describe('pairs', () => {
  it.each<[string, string[]]>([
    ["ENV a='b \\' c=d", ["a='b \\'", 'c=d']],
    ['ENV a="b \\" c" d=e', ['a="b \\" c"', 'd=e']],
    ['ENV a=b\\ c d=e', ['a=b\\ c', 'd=e']],
    ['ENV a=\\"b c=d', ['a=\\"b', 'c=d']],
    ['ENV a="b c=d', ['a="b c=d']],
    ['ENV a=b\u2003c=d', ['a=b', 'c=d']],
    ['ENV a=b\\\\\\', ['a=b\\\\']],
    ['ENV a="b\\\\\\', ['a="b\\\\']],
    ['ENV a=""b', ['a=""b']],
    ['# escape=`\nENV a=b` c d=\\', ['a=b` c', 'd=\\']],
    ['ENV "a=b c"', ['"a=b c"']],
    ['ENV a==b', ['a==b']],
    ['ENV =b', ['=b']],
  ])('%s', (text, expected) => {
    expect(
      pairs(text).map(({ name, value, form }) => name.text + (form === 'equals' ? '=' : ' ') + value?.text),
    ).toEqual(expected);
  });

  it('points at names and values over continuations', () => {
    const text = 'ENV A=1 \\\n  BC="x \\\n y" \\\n D=\\\n\n E=5';
    const at = (span: Span | undefined) => text.slice(span?.start, span?.end);
    expect(pairs(text).map((pair) => [at(pair), at(pair.name), at(pair.value)])).toEqual([
      ['A=1', 'A', '1'],
      ['BC="x \\\n y"', 'BC', '"x \\\n y"'],
      ['D=', 'D', ''],
      ['E=5', 'E', '5'],
    ]);
  });
});

describe('JSON arrays', () => {
  const exec = (json: string) => {
    const args = parse(`CMD ${json}`).instructions[0]?.args;
    return args?.kind === 'exec' ? args.items.map((item) => item.value) : undefined;
  };

  it.each<[string, string[] | undefined]>([
    ['["a","b"]', ['a', 'b']],
    ['[ "a" ,\t"b" ]', ['a', 'b']],
    ['[ ]', []],
    ['["\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4"]', ['"\\/\b\f\n\r\tä']],
    ['["\\ud83d\\ude00", "\\ud83d"]', ['😀', '\ufffd']],
    ['["a",]', undefined],
    ['[,"a"]', undefined],
    ['["a" "b"]', undefined],
    ['["a"', undefined],
    ['["a]', undefined],
    ['["C:\\x"]', undefined],
    ['["\\u12g4"]', undefined],
    ['["a\tb"]', undefined],
    ["['a']", undefined],
    ['["a"] b', undefined],
    ['["a"][]', undefined],
    ['[a]', undefined],
    ['["a", 1e999]', undefined],
    ['[01]', undefined],
    ['{"a": "b"}', undefined],
    ['"a"', undefined],
    ['["a", -1.5e3, true]', ['a', '-1.5e3', 'true']],
    ['["a", ["b, ]", {"c": [1]}], null ]', ['a', '["b, ]", {"c": [1]}]', 'null']],
  ])('%s', (json, expected) => expect(exec(json)).toEqual(expected));

  it('points at the items with their quotes', () => {
    const text = 'CMD [ "a", \\\n "b c" ]';
    const args = parse(text).instructions[0]?.args;
    const items = args?.kind === 'exec' ? args.items : [];
    expect(items.map(({ start, end }) => text.slice(start, end))).toEqual(['"a"', '"b c"']);
  });
});
