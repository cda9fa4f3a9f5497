import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../server/src/parser/parse';
import { parseScript } from '../../../server/src/shell/parse-script';
import type { ShellCommand, ShellScript } from '../../../server/src/shell/script';
import '../../support/property-seed';

const sh = ['/bin/sh', '-c'];

/** The script of the last instruction of a text. */
function scriptOf(text: string, shell: readonly string[] = sh): ShellScript | undefined {
  const last = parse(text).instructions.at(-1);
  const instruction = last?.args.kind === 'onbuild' ? last.args.instruction : last;
  return instruction && parseScript(instruction, shell, text);
}

function outline({ name, args, wrappers }: ShellCommand): string {
  const outer = wrappers.map((wrapper) => `${wrapper.name}>`).join('');
  return [outer + name, ...args.map(({ text }) => text)].join(' ');
}

function commands(text: string, shell?: readonly string[]): string[] | undefined {
  return scriptOf(text, shell)?.commands.map(outline);
}

describe('commands', () => {
  test.each([
    ['RUN a && b || c; d & e', ['a', 'b', 'c', 'd', 'e']],
    ['RUN a | b |& c', ['a', 'b', 'c']],
    ['RUN (a; b) && { c; }', ['a', 'b', 'c']],
    ['RUN if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['RUN for x in 1 2; do a $x; done; while b; do c; done', ['a $x', 'b', 'c']],
    ['RUN case "$x" in y) a ;; *) b ;; esac', ['a', 'b']],
    ['RUN f() { a; }; f', ['a', 'f']],
    ['RUN a "$(b `c`)" > "$(d)"', ['a $(b `c`)', 'b `c`', 'c', 'd']],
    ['RUN X=$(a) Y="$(b)" && c', ['a', 'b', 'c']],
    ['RUN a <(b) && [[ -n "$(c)" ]]', ['a <(b)', 'b', 'c']],
    ['RUN a \'b c\' "d" e\\ f', ['a b c d e f']],
    ['RUN ! a', ['a']],
    ['RUN $X install y', [' install y']],
    ['RUN X=1', []],
    ['RUN', undefined],
    ['RUN a ) && b', ['a', 'b']],
    ['RUN a && && b', ['a', 'b']],
    ['RUN a && ', ['a']],
    ['RUN a "b', ['a b']],
    ['RUN if a; then b', ['a', 'b']],
    ['ONBUILD RUN a', ['a']],
    ['CMD a --b', ['a --b']],
    ['ENTRYPOINT exec a "$@"', ['exec>a $@']],
    ['HEALTHCHECK --interval=5s CMD a || exit 1', ['a', 'exit 1']],
    ['HEALTHCHECK NONE', undefined],
    ['COPY a b', undefined],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('wrappers', () => {
  test.each([
    ['sudo a b', 'sudo>a b'],
    ['sudo -u root -E X=1 a', 'sudo>a'],
    ['sudo -uroot a', 'sudo>a'],
    ['sudo --user root -- a', 'sudo>a'],
    ['sudo -v', 'sudo -v'],
    ['sudo $CMD x', 'sudo> x'],
    ['env -i -u Y X=1 Z=2 a b', 'env>a b'],
    ['env X=1', 'env X=1'],
    ['command a', 'command>a'],
    ['command -v a', 'command -v a'],
    ['builtin a', 'builtin>a'],
    ['busybox a b', 'busybox>a b'],
    ['nice -n 5 a', 'nice>a'],
    ['nice -5 a', 'nice>a'],
    ['nohup a', 'nohup>a'],
    ['time -p a', 'a'],
    ['/usr/bin/time -f %e a', 'time>a'],
    ['timeout -k 5 10 a b', 'timeout>a b'],
    ['xargs -r -n 1 a b', 'xargs>a b'],
    ['xargs -I {} a {}', 'xargs>a {}'],
    ['xargs', 'xargs'],
    ['gosu app a', 'gosu>a'],
    ['sudo env X=1 nice a', 'sudo>env>nice>a'],
    ['/usr/bin/sudo /usr/bin/a', 'sudo>a'],
    ['echo sudo a', 'echo sudo a'],
  ])('%s', (text, expected) => {
    expect(commands(`RUN ${text}`)).toEqual([expected]);
  });

  test('assignments before and behind a wrapper are told', () => {
    expect(scriptOf('RUN A=1 env B="x y" c')?.commands[0]?.assignments).toMatchObject([
      { name: 'A', value: '1' },
      { name: 'B', value: 'x y' },
    ]);
  });
});

describe('scripts within scripts', () => {
  test.each([
    [`RUN sh -c 'a && b "c d"'`, [`sh -c a && b "c d"`, 'a', 'b c d']],
    [`RUN bash -euxo pipefail -c "a \\"b c\\""`, ['bash -euxo pipefail -c a "b c"', 'a b c']],
    [`RUN sudo bash -lc 'a'`, ['sudo>bash -lc a', 'a']],
    [`RUN su app -c 'a b'`, ['su app -c a b', 'a b']],
    [`RUN sh -c "$X"`, ['sh -c $X', ' ']],
    [`RUN sh -c $X`, ['sh -c $X']],
    [`RUN sh script.sh`, ['sh script.sh']],
    [`RUN sh -c "sh -c 'a'"`, [`sh -c sh -c 'a'`, 'sh -c a', 'a']],
    ['RUN sh <<EOF\na\nb\nEOF', ['sh', 'a', 'b']],
    ['RUN bash -e <<EOF\na\nEOF', ['bash -e', 'a']],
    ['RUN bash script <<EOF\na\nEOF', ['bash script']],
    ['RUN cat <<EOF > x && b\na $(c)\nEOF', ['cat', 'c', 'b']],
    [`RUN ["a", "b c", "\\u0064"]`, ['a b c d']],
    [`RUN ["sh", "-c", "a && b"]`, ['sh -c a && b', 'a', 'b']],
    [`RUN ["/bin/bash", "-c", "a \\"b c\\" \\u0026\\u0026 d"]`, ['bash -c a "b c" && d', 'a b c', 'd']],
    [`RUN ["sh", "-c", "sh -c 'a b'"]`, [`sh -c sh -c 'a b'`, 'sh -c a b', 'a b']],
    ['RUN []', undefined],
  ])('%s', (text, expected) => {
    const found = commands(text)?.map((line) => (line === '' ? ' ' : line));
    expect(found).toEqual(expected?.map((line) => (line === ' ' ? expect.anything() : line)));
  });
});

test('reads no script that is longer than any shell takes', () => {
  expect(commands(`RUN ${'a '.repeat(50_000)}`)).toHaveLength(1);
  expect(commands(`RUN ${'a '.repeat(600_000)}`)).toBeUndefined();
});

describe('heredocs', () => {
  test.each([
    ['RUN <<EOF\na\n# comment\nb \\\n  c\nEOF', ['a', 'b c']],
    ['RUN <<-EOF\n\ta\n\tEOF', ['a']],
    ['RUN <<"EOF" \\\n# comment\n\na\nEOF', ['a']],
    ['RUN <<EOF\n#!/bin/bash\na\nEOF', ['a']],
    ['RUN <<EOF\n#!/usr/bin/env -S bash -e\na\nEOF', ['a']],
    ['RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF', undefined],
    ['RUN <<-EOF\n\t#!/usr/bin/perl\n\tprint 1\n\tEOF', undefined],
    ['RUN python3 <<EOF\nimport os\nEOF', ['python3']],
    ['RUN <<EOF cat > x\na\nEOF', ['cat']],
    ['RUN a <<A && b <<B\n1\nA\n2\nB', ['a', 'b']],
    ['ONBUILD RUN <<EOF\na\nEOF', ['a']],
  ])('%s', (text, expected) => {
    expect(commands(text)).toEqual(expected);
  });
});

describe('the shell in force', () => {
  test.each([
    [['/bin/bash', '-o', 'pipefail', '-c'], 'bash', true],
    [['/bin/bash', '-euxo', 'pipefail', '-c'], 'bash', true],
    [['/bin/bash', '-c'], 'bash', false],
    [['conda', 'run', '-n', 'x', '/bin/bash', '-c'], 'bash', false],
    [['/usr/bin/env', 'sh', '-c'], 'sh', false],
    [['/opt/wrapper'], 'wrapper', false],
    [['powershell', '-Command'], undefined, false],
    [['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', '-c'], undefined, false],
    [['cmd', '/S', '/C'], undefined, false],
    [['/usr/bin/python3', '-c'], undefined, false],
  ])('%j', (shell, interpreter, pipefail) => {
    const script = scriptOf('RUN a | b', shell);
    expect(script?.interpreter).toBe(interpreter);
    expect(script?.pipes[0]?.pipefail ?? false).toBe(pipefail);
  });

  test('exec form runs without it', () => {
    expect(scriptOf('RUN ["a"]', ['cmd', '/S', '/C'])?.interpreter).toBe('');
  });
});

describe('pipes', () => {
  const pipes = (text: string) =>
    scriptOf(text)?.pipes.map(({ start, pipefail, unheeded }) =>
      [start, pipefail && 'p', unheeded && 'u'].filter(Boolean),
    );

  test.each([
    ["RUN a '|' | b", [[10]]],
    ['RUN a || b', []],
    ['RUN cat <<EOF | sh\na | b\nEOF', [[14]]],
    ['RUN <<EOF\na | b\nEOF', [[12]]],
    ['RUN set -o pipefail && a | b; set +o pipefail; c | d', [[25, 'p'], [49]]],
    ['RUN set -euxo pipefail; a | b', [[26, 'p']]],
    ["RUN bash -o pipefail -c 'a | b' | c", [[32], [27, 'p']]],
    ['RUN if a | b; then c | d; fi', [[9, 'u'], [21]]],
    ['RUN x "$(a | b)"', [[11, 'u']]],
    ['RUN X="$(a | b)"', [[11]]],
  ])('%s', (text, expected) => {
    const sorted = (list: (number | string | boolean)[][] | undefined) =>
      list?.sort((a, b) => Number(a[0]) - Number(b[0]));
    expect(sorted(pipes(text))).toEqual(sorted(expected));
  });
});

describe('places', () => {
  test('joiner, depth and subshell', () => {
    const found = scriptOf('RUN a && (b; c) || d | e; if f; then g; fi & h "$(i)"')?.commands;
    expect(
      found?.map(({ name, joiner, depth, subshell, substituted }) => [name, joiner, depth, subshell, substituted]),
    ).toEqual([
      ['a', 'first', 0, false, false],
      ['b', 'first', 1, true, false],
      ['c', ';', 1, true, false],
      ['d', '||', 0, true, false],
      ['e', '|', 0, true, false],
      ['f', 'first', 1, false, false],
      ['g', 'first', 1, false, false],
      ['h', '&', 0, false, false],
      ['i', 'first', 1, true, true],
    ]);
  });

  test('words say whether they are literal and quoted', () => {
    const args = scriptOf('RUN x a "b" \'$c\' "$d" *.e {f,g} ~/h `i` j[k]')?.commands[0]?.args;
    expect(args?.map(({ literal, quoted }) => [literal, quoted])).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [false, true],
      [false, false],
      [false, false],
      [true, false],
      [false, false],
      [false, false],
    ]);
  });

  test.each([
    ['RUN apt-get \\\n  # why\n\n  install \\\n  é x', ['apt-get', 'install', 'é', 'x']],
    ['RUN apt-get \\\r\n  install \\\r\n  x\r\n', ['apt-get', 'install', 'x']],
    ['# escape=`\nRUN a `\n  # b `\n  c', ['a', 'c']],
    ['ONBUILD RUN a \\\n b', ['a', 'b']],
    ['RUN ["sh", "-c", "a \\"b\\" c"]', ['a', '\\"b\\"', 'c']],
    ['RUN <<EOF\n\ta b\nEOF', ['a', 'b']],
    ['RUN <<EOF bash\n\ta b\nEOF', ['a', 'b']],
    ['RUN <<EOF\r\na \\\r\n  b\r\nEOF\r\n', ['a', 'b']],
    ['RUN sh <<EOF && c\r\na\r\nEOF\r\n', ['c']],
    ["RUN sh -c 'a \\\n  b'", ['a', 'b']],
  ])('words are those of the document: %j', (text, expected) => {
    const command = scriptOf(text)?.commands.at(-1);
    const spans = command ? [command.nameWord, ...command.args] : [];
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  test.each(['\n', '\r\n'])('a word that goes on behind a line break is one word (%j)', (lineEnd) => {
    const text = `RUN apt-\\${lineEnd}get "in\\${lineEnd}stall" 'x\\${lineEnd}y' z`;
    const command = scriptOf(text)?.commands[0];
    expect(command && outline(command)).toBe('apt-get install xy z');
    expect(command && text.slice(command.nameWord.start, command.nameWord.end)).toBe(`apt-\\${lineEnd}get`);
  });

  test('a comment at the end of a joined line hides the rest of it', () => {
    expect(commands('RUN a # b \\\n  && c')).toEqual(['a']);
  });
});

test('what the shell parser rejects is told and does not stop it', () => {
  const script = scriptOf('RUN a ) b ) c');
  expect(script?.commands.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(script?.errors.map(({ start }) => start)).toEqual([6, 10]);
});

describe('for any text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      ' ',
      '$(',
      ')',
      '`',
      '"',
      "'",
      '\\',
      '\n',
      '\r\n',
      '|',
      '&&',
      ';',
      '<<E',
      'E\n',
      'if ',
      'fi',
      '{',
      '}',
      '$X',
    ],
    ...[
      'sh -c ',
      'sudo ',
      '# ',
      '[',
      '"x"]',
      '["',
      '\u{1F40B}',
      '\t',
      'case x in ',
      'esac',
      'done',
      'do ',
      '((',
      '\uE000',
    ],
  );
  const keyword = fc.constantFrom(
    'RUN ',
    'CMD ',
    'ENTRYPOINT ',
    'HEALTHCHECK CMD ',
    'ONBUILD RUN ',
    'RUN <<E\n',
    '# escape=`\nRUN ',
  );

  test('what is nested too deeply for the parser library is left, and nothing throws', () => {
    expect(() => scriptOf(`RUN echo $((${'1+'.repeat(20_000)}1))`)).not.toThrow();
    expect(() => scriptOf(`RUN ${'( '.repeat(20_000)}x${' )'.repeat(20_000)}`)).not.toThrow();
  });

  test('spans lie in the script and the text keeps its length', () => {
    fc.assert(
      fc.property(keyword, fc.array(piece, { maxLength: 40 }), (start, pieces) => {
        const text = start + pieces.join('');
        const script = scriptOf(text);
        if (!script) return true;
        const words = script.commands.flatMap(({ nameWord, args }) => [nameWord, ...args]);
        const spans = [...words, ...script.commands.flatMap(({ redirects }) => redirects.map(({ span }) => span))];
        const { start: from, end: to } = script.span;
        return (
          script.text.length === to - from &&
          script.commands.every(({ index }, i) => index === i) &&
          spans.every((span) => from <= span.start && span.start <= span.end && span.end <= to) &&
          script.pipes.every((pipe) => text[pipe.start] === '|')
        );
      }),
      { numRuns: 500 },
    );
  });
});
