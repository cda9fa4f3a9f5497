import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/parser/parse';

const parsed = (text: string) => {
  const [node] = parse(text).instructions;
  return [...(node?.flags.map((flag) => flag.text) ?? []), '|', node?.rest.text];
};

describe('flags', () => {
  it.each<[string, (string | undefined)[]]>([
    ['RUN --a=b --c d', ['--a=b', '--c', '|', 'd']],
    ['FOO --a  b', ['--a', '|', 'b']],
    ['RUN -a --b', ['|', '-a --b']],
    ['RUN "--a" b', ['|', '"--a" b']],
    ['RUN --a -- --b c', ['--a', '|', '--b c']],
    ['RUN --"" --b c', ['|', '--b c']],
    ['RUN --a --', ['--a', '|', '']],
    ['RUN --a="b c"d e', ['--a=b cd', '|', 'e']],
    ["RUN --a='b \\' c' d", ["--a=b ' c", '|', 'd']],
    ['RUN --a=b\\ c d', ['--a=b c', '|', 'd']],
    ['RUN --a="b c', ['--a=b c', '|', '']],
    ['RUN --a=\\\\\\', ['--a=\\', '|', '']],
    ['# escape=`\nRUN --a=b` c\\ d', ['--a=b c\\', '|', 'd']],
    ['COPY --chown=à b c', ['--chown=à', '|', 'b c']],
    ['COPY --chown=aàb c', ['--chown=aà', '|', 'b c']],
    ['COPY --chown=ü b c', ['--chown=ü', '|', 'b c']],
    ['RUN --a=b \\\n  --c=d \\\n  e', ['--a=b', '--c=d', '|', 'e']],
  ])('%s', (text, expected) => expect(parsed(text)).toEqual(expected));

  it('takes name and value apart with their places', () => {
    const text = 'RUN --mount=type=cache,\\\ntarget=/x --"net"work=host --rm x';
    const [node] = parse(text).instructions;
    const at = (span: { start: number; end: number } | undefined) => span && text.slice(span.start, span.end);
    expect(
      node?.flags.map((flag) => [flag.name, at(flag.nameSpan), flag.value, at(flag.valueSpan), flag.quoted]),
    ).toEqual([
      ['mount', 'mount', 'type=cache,target=/x', 'type=cache,\\\ntarget=/x', false],
      ['network', '"net"work', 'host', 'host', true],
      ['rm', 'rm', undefined, undefined, false],
    ]);
    const [mount] = node?.flags ?? [];
    expect(at(node?.line.spanOf((mount?.valueIndex ?? 0) + 11, (mount?.valueIndex ?? 0) + 17))).toBe('target');
  });

  it('puts an empty value right behind its equals sign', () => {
    const [node] = parse('COPY --from= a b').instructions;
    expect(node?.flags[0]).toMatchObject({ value: '', valueSpan: { start: 12, end: 12 } });
  });
});
