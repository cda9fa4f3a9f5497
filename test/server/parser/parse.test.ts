import { describe, expect, it } from 'vitest';
import type { Arguments, Instruction, Tree } from '../../../server/src/parser/nodes';
import { parse } from '../../../server/src/parser/parse';

/** The logical lines of a text. */
const lines = (text: string) => parse(text).instructions.map((node) => node.line.text);

const codes = (tree: Tree) => tree.problems.map(({ code, start, end }) => [code, tree.text.slice(start, end)]);

/** A short form of arguments: kind, then the words. */
function short(args: Arguments): unknown {
  switch (args.kind) {
    case 'text':
      return ['text', args.text.text];
    case 'words':
      return ['words', ...args.words.map((word) => word.text)];
    case 'exec':
      return ['exec', ...args.items.map((item) => item.value)];
    case 'pairs':
      return ['pairs', ...args.pairs.map(({ name, value, form }) => [name.text, value?.text, form])];
    case 'healthcheck':
      return ['healthcheck', args.type.text, short(args.command)];
    case 'onbuild':
      return ['onbuild', args.instruction.name, short(args.instruction.args)];
    default:
      return ['none'];
  }
}

const only = (text: string): Instruction => {
  const [node] = parse(text).instructions;
  if (!node) throw new Error('no instruction');
  return node;
};

describe('lines', () => {
  it.each<[string, string, string[]]>([
    ['one per LF', 'FROM a\nRUN b\n', ['FROM a', 'RUN b']],
    ['no final line break', 'FROM a', ['FROM a']],
    ['CRLF', 'FROM a\r\nRUN b \\\r\n  c\r\n', ['FROM a', 'RUN b   c']],
    ['several CRs before LF', 'FROM a\r\r\n', ['FROM a']],
    ['a lone CR is no line end', 'RUN a\rb\n', ['RUN a\rb']],
    ['blank and comment lines', '\n  \n# c\nFROM a\n\n', ['FROM a']],
    ['indentation of the first line is dropped', '  \u2003FROM a', ['FROM a']],
    ['indentation of further lines stays', 'RUN a \\\n   b', ['RUN a    b']],
    ['nothing is put between the parts', 'RUN a\\\nb', ['RUN ab']],
    ['blanks behind the escape token', 'RUN a \\ \t \nb', ['RUN a b']],
    ['other white space behind it', 'RUN a \\\u00a0\nRUN b', ['RUN a \\\u00a0', 'RUN b']],
    ['two escape tokens', 'RUN a \\\\\nRUN b', ['RUN a \\\\', 'RUN b']],
    ['three escape tokens', 'RUN a \\\\\\\nRUN b', ['RUN a \\\\\\', 'RUN b']],
    ['escape token alone', '\\\nFROM a', ['FROM a']],
    ['keyword over two lines', 'FR\\\nOM a', ['FROM a']],
    ['the other token', 'RUN a `\nRUN b', ['RUN a `', 'RUN b']],
    ['escape directive', '# escape=`\nRUN a `\n b\nRUN c \\\nRUN d', ['RUN a  b', 'RUN c \\', 'RUN d']],
    ['comment inside', 'RUN a \\\n  # c \\\n b', ['RUN a  b']],
    ['comment inside a quoted value', 'ENV a="x \\\n# y\nz"', ['ENV a="x z"']],
    ['blank line inside', 'RUN a \\\n\n \t\n b', ['RUN a  b']],
    ['end of file inside', 'RUN a \\\n', ['RUN a ']],
    ['end of file after blank lines inside', 'RUN a \\\n\n# c\n', ['RUN a ']],
    ['comment behind an instruction is text', 'FROM a # b', ['FROM a # b']],
    ['byte order mark', '\ufeffFROM a', ['FROM a']],
    ['byte order mark elsewhere', 'FROM a\n\ufeffRUN b', ['FROM a', '\ufeffRUN b']],
  ])('%s', (_, text, expected) => expect(lines(text)).toEqual(expected));

  it('numbers the lines of instructions', () => {
    const [from, run, copy] = parse('FROM a\nRUN b \\\n\n# c\n d\nCOPY <<E /x\ny\nE\n').instructions;
    const numbers = (node: Instruction | undefined) => [node?.startLine, node?.lastLine, node?.endLine];
    expect([from, run, copy].map(numbers)).toEqual([
      [0, 0, 0],
      [1, 4, 4],
      [5, 5, 7],
    ]);
  });

  it('finds blank lines inside', () => {
    const text = 'RUN a \\\r\n  \r\n# c\n\nb\nRUN c';
    const [first, second] = parse(text).instructions;
    expect(first?.emptyContinuations.map(({ start, end }) => [start, text.slice(start, end)])).toEqual([
      [9, '  '],
      [17, ''],
    ]);
    expect(second?.emptyContinuations).toEqual([]);
  });

  it('spans instructions from keyword to last word or terminator', () => {
    const text = '  RUN a \\\n  b  \\\n # c\n\n COPY <<E /x\ny\nE\n';
    const spans = parse(`${text}FROM b  `).instructions.map(({ start, end }) => `${text}FROM b  `.slice(start, end));
    expect(spans[0]).toBe('RUN a \\\n  b  \\\n # c\n\n COPY <<E /x\ny\nE');
    expect(spans[1]).toBe('FROM b');
  });

  it('reports lines over 65535 bytes and goes on', () => {
    const fits = `RUN ${'x'.repeat(65531)}`;
    const wide = `RUN ${'é'.repeat(32766)}`;
    expect(parse(`FROM a\n${fits}\nRUN b`).problems).toEqual([]);
    const tree = parse(`FROM a\n${fits}y\n${wide}\nRUN b`);
    expect(codes(tree)).toEqual([
      ['LineTooLong', `${fits}y`],
      ['LineTooLong', wide],
    ]);
    expect(tree.instructions).toHaveLength(4);
  });

  it('takes any number of ONBUILDs in one line', () => {
    const [node] = parse(`${'ONBUILD '.repeat(8000)}RUN x`).instructions;
    let depth = 0;
    for (let at = node; at?.args.kind === 'onbuild'; at = at.args.instruction) depth += 1;
    expect(depth).toBeGreaterThan(1);
    expect(depth).toBeLessThan(100);
  });

  it.each<[string, string]>([
    ['', 'The Dockerfile cannot be empty.'],
    ['# c\n\n', 'File with no instructions.'],
  ])('reports a file without instructions: %j', (text, message) => {
    expect(parse(text).problems).toMatchObject([{ code: 'NoInstructions', message, start: 0, end: text.length }]);
  });
});

describe('comments', () => {
  const attached = (text: string) =>
    parse(text).instructions.map((node) => node.comments.map((comment) => comment.text));

  it.each<[string, string, string[][]]>([
    ['belong to the next instruction', '# a\n#b \nFROM x\n# c\nRUN y', [['a', 'b'], ['c']]],
    ['a blank line does not detach them', '# a\n\nFROM x', [['a']]],
    ['an empty comment does', '# a\n#\n# b\nFROM x', [['b']]],
    ['an indented empty comment does not', '# a\n  #\nFROM x', [['a', '']]],
    ['those inside an instruction are nobodys', 'FROM x\nRUN a \\\n# b\n c\nRUN d', [[], [], []]],
    ['directives are none', '# escape=`\n# a\nFROM x', [['a']]],
  ])('%s', (_, text, expected) => expect(attached(text)).toEqual(expected));

  it('tells where they stand', () => {
    expect(parse('# a\nRUN b \\\n  # c\n d').comments).toMatchObject([
      { start: 0, end: 3, line: 0, indented: false, inside: false, text: 'a' },
      { start: 14, end: 17, line: 2, indented: true, inside: true, text: 'c' },
    ]);
  });
});

describe('arguments', () => {
  it.each<[string, unknown]>([
    ['RUN echo  a # b', ['text', 'echo  a # b']],
    ['RUN', ['none']],
    ['RUN   ', ['none']],
    ['run\techo', ['text', 'echo']],
    ['CMD ["a", "b"]', ['exec', 'a', 'b']],
    ["CMD ['a']", ['text', "['a']"]],
    ['ENTRYPOINT []', ['exec']],
    ['SHELL ["a"] b', ['text', '["a"] b']],
    ['MAINTAINER  a b ', ['text', 'a b']],
    ['STOPSIGNAL 9', ['text', '9']],
    ['USER a b', ['text', 'a b']],
    ['WORKDIR ["a"]', ['text', '["a"]']],
    ['EXPOSE 80 "81 82"\t83', ['words', '80', '"81', '82"', '83']],
    ['EXPOSE ["80"]', ['words', '["80"]']],
    ['FROM a\u00a0b', ['words', 'a\u00a0b']],
    ['FROM a AS b # c', ['words', 'a', 'AS', 'b', '#', 'c']],
    ['COPY a b', ['words', 'a', 'b']],
    ['COPY ["a b", "c"]', ['exec', 'a b', 'c']],
    ['ADD ["a", b]', ['words', '["a",', 'b]']],
    ['VOLUME /a /b', ['words', '/a', '/b']],
    ['ENV a=1 b="x y" c', ['pairs', ['a', '1', 'equals'], ['b', '"x y"', 'equals'], ['c', undefined, 'bare']]],
    ['ENV a b=c  d', ['pairs', ['a', 'b=c  d', 'legacy']]],
    ['ENV a', ['pairs', ['a', undefined, 'bare']]],
    ['LABEL "a b"="c d" e=', ['pairs', ['"a b"', '"c d"', 'equals'], ['e', '', 'equals']]],
    ['ARG a b=1 "c=d"', ['pairs', ['a', undefined, 'bare'], ['b', '1', 'equals'], ['"c', 'd"', 'equals']]],
    ['HEALTHCHECK NONE', ['healthcheck', 'NONE', ['none']]],
    ['HEALTHCHECK --interval=5s CMD curl x', ['healthcheck', 'CMD', ['text', 'curl x']]],
    ['HEALTHCHECK cmd  ["a"]', ['healthcheck', 'cmd', ['exec', 'a']]],
    ['ONBUILD RUN --mount=type=ssh a', ['onbuild', 'RUN', ['text', 'a']]],
    ['ONBUILD', ['none']],
    ['ONBUILD ONBUILD CMD ["a"]', ['onbuild', 'ONBUILD', ['onbuild', 'CMD', ['exec', 'a']]]],
    ['FOO a "b c"', ['words', 'a', '"b', 'c"']],
  ])('%s', (text, expected) => expect(short(only(text).args)).toEqual(expected));

  it.each<[string, string, string]>([
    ['run x', 'run', 'RUN'],
    ['Copy a b', 'Copy', 'COPY'],
    ['foo x', 'foo', 'FOO'],
    ['expoſe 80', 'expoſe', 'expoſe'],
    ['\\', '', ''],
  ])('names the instruction of %j', (text, keyword, name) => {
    const node = only(text);
    expect([node.keyword.text, node.name]).toEqual([keyword, name]);
  });

  it('keeps flags and arguments of a nested instruction on its own words', () => {
    const text = 'ONBUILD  copy \\\n  --from=a b c';
    const outer = only(text);
    const inner = outer.args.kind === 'onbuild' ? outer.args.instruction : undefined;
    expect(inner?.parent).toBe(outer);
    expect(outer.flags).toEqual([]);
    expect(inner?.flags.map((flag) => text.slice(flag.start, flag.end))).toEqual(['--from=a']);
    expect(text.slice(inner?.start, inner?.end)).toBe('copy \\\n  --from=a b c');
  });
});

describe('problems of arguments', () => {
  it.each<[string, [string, string][]]>([
    ['ENV a=b c', [['MissingEquals', 'c']]],
    [
      'ENV a=b c d',
      [
        ['MissingEquals', 'c'],
        ['MissingEquals', 'd'],
      ],
    ],
    ['LABEL a', [['MissingValue', 'a']]],
    ['ONBUILD ENV a', [['MissingValue', 'a']]],
    ['ARG a b', []],
    [
      'CMD ["a", 1, null]',
      [
        ['JsonArrayNotStrings', '1'],
        ['JsonArrayNotStrings', 'null'],
      ],
    ],
    ['HEALTHCHECK CMD [{"a": 1}]', [['JsonArrayNotStrings', '{"a": 1}']]],
    ['ONBUILD COPY [true, "b"]', [['JsonArrayNotStrings', 'true']]],
    ['USER [1]', []],
    ['FOO [1]', []],
  ])('%s', (text, expected) => expect(codes(parse(text))).toEqual(expected));
});
