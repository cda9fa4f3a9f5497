import { describe, expect, it } from 'vitest';
import { heredocWord } from '../../../server/src/parser/heredoc';
import { parse } from '../../../server/src/parser/parse';

const names = (line: string) => parse(`${line}\n`).instructions[0]?.heredocs.map((heredoc) => heredoc.name);

describe('heredoc markers', () => {
  it.each<[string, string[]]>([
    ['RUN <<EOF', ['EOF']],
    ['RUN cat <<A <<B', ['A', 'B']],
    ['run <<-EOF sh', ['EOF']],
    ['COPY <<a.txt <<b.txt /dir/', ['a.txt', 'b.txt']],
    ['ADD <<EOF /x', ['EOF']],
    ['ONBUILD RUN <<EOF', ['EOF']],
    ['ONBUILD COPY <<EOF /x', ['EOF']],
    ['RUN --mount=type=cache,target=/x <<EOF', ['EOF']],
    ['RUN << EOF', ['EOF']],
    ['RUN <<\t EOF', ['EOF']],
    ['RUN <<- EOF', ['EOF']],
    ['RUN << -EOF', ['-EOF']],
    ['RUN echo 1 << 3', ['3']],
    ['RUN echo $((1 << 3))', ['3))']],
    ['RUN echo a # <<EOF', ['EOF']],
    ['RUN <<EOF;', ['EOF;']],
    ['RUN <<EOF|sh', ['EOF|sh']],
    ['RUN <<EOF>f', ['EOF>f']],
    ['RUN <<"E F"', ['E F']],
    ["RUN <<'E'F", ['EF']],
    ["RUN <<eo\\'f", ["eo'f"]],
    ['RUN <<a\\ b', ['a b']],
    ['RUN <<$EOF', ['$EOF']],
    ['RUN <<${EOF}', ['${EOF}']],
    ['RUN 3<<EOF', ['EOF']],
    ['RUN <\\\n<EOF', ['EOF']],
    ['RUN <<"a\\"b"', ['a"b']],
    ['RUN echo ${x:=1} <<EOF', ['EOF']],
    ['RUN echo ${x:-${y:-"a }"}} <<EOF', ['EOF']],
    ['RUN echo ${x/a b/c} <<EOF', ['EOF']],
    ["RUN echo ${x-'a b'} <<EOF", ['EOF']],
    ['RUN echo $$ $1 $? <<EOF', ['EOF']],
    ['# escape=`\nRUN <<a\\ b', ['a b']],
    ['RUN cat<<EOF', []],
    ['RUN "<<EOF"', []],
    ["RUN '<<EOF'", []],
    ['RUN \\<<EOF', []],
    ['RUN <<<EOF', []],
    ['RUN <EOF', []],
    ['RUN $((1<<3))', []],
    ['RUN <<', []],
    ['RUN <<-', []],
    ["RUN <<''", []],
    ['RUN <<EOF "', []],
    ["RUN <<EOF it's", []],
    ['RUN <<EOF ${', []],
    ['RUN <<EOF ${}', []],
    ['RUN <<EOF ${x=1}', []],
    ['RUN <<EOF ${x:-', []],
    ['RUN <<EOF ${x/a}', []],
    ['RUN ["<<EOF"]', []],
    ['COPY ["<<EOF", "/x"]', []],
    ['ENV a=<<EOF', []],
    ['CMD <<EOF', []],
    ['ONBUILD ENV a=<<EOF', []],
    ['ONBUILD ONBUILD RUN <<EOF', []],
    ['FOO <<EOF', []],
  ])('%s', (line, expected) => expect(names(line)).toEqual(expected));

  it.each<[string, boolean, boolean, number | undefined]>([
    ['<<EOF', false, true, undefined],
    ['<<-EOF', true, true, undefined],
    ["<<-'EOF'", true, false, undefined],
    ['5<<EO"F"', false, false, 5],
    ["<<eo\\'f", false, true, undefined],
  ])('reads the parts of %s', (marker, chomp, expand, fd) => {
    const text = `RUN ${marker} x`;
    const [heredoc] = parse(text).instructions[0]?.heredocs ?? [];
    expect(heredoc).toMatchObject({ marker, chomp, expand, fd, start: 4, end: 4 + marker.length });
    expect(text.slice(heredoc?.nameSpan.start, heredoc?.nameSpan.end)).toBe(marker.replace(/^\d*<<-?/, ''));
  });

  it.each<[string, boolean]>([
    ['<<EOF', true],
    ['3<<-EOF', true],
    ['a<<EOF', false],
    ['<<', false],
    ['<<"', false],
    ['a', false],
  ])('tells whether %j alone is one', (word, expected) => {
    expect(heredocWord(word) !== undefined).toBe(expected);
  });
});

describe('heredoc bodies', () => {
  const bodies = (text: string) =>
    parse(text).instructions.map((node) => node.heredocs.map(({ body }) => text.slice(body.start, body.end)));

  it.each<[string, string, string[][]]>([
    ['to the line that equals the name', 'RUN <<E\na\n E\nE \nE\nRUN b', [['a\n E\nE \n'], []]],
    ['several in order', 'RUN <<A <<B\na\nB\nA\nb\nB\n', [['a\nB\n', 'b\n']]],
    ['empty', 'RUN <<A <<B\nA\nB\nCMD x', [['', ''], []]],
    ['tabs before the end with chomp', 'RUN <<-E\n\ta\n\t\tE\nCMD x', [['\ta\n'], []]],
    ['blanks before the end with chomp', 'RUN <<-E\n E\nE\n', [[' E\n']]],
    ['CRLF', 'RUN <<E\r\na\r\nE\r\nCMD x', [['a\r\n'], []]],
    ['nothing inside means anything', 'RUN <<E\n# c\nFROM x \\\n\nE\nCMD x', [['# c\nFROM x \\\n\n'], []]],
    ['after a continued line', 'RUN <<E \\\n b\nx\nE\n', [['x\n']]],
    ['quoted name', 'RUN <<"a b"\nx\na b\nCMD y', [['x\n'], []]],
  ])('%s', (_, text, expected) => expect(bodies(text)).toEqual(expected));

  it('reports a missing terminator on the marker and takes the rest as body', () => {
    const text = 'RUN <<A <<B\nx\nA\ny\nFROM z';
    const tree = parse(text);
    expect(tree.problems).toMatchObject([{ code: 'UnterminatedHeredoc', start: 8, end: 11 }]);
    expect(bodies(text)).toEqual([['x\n', 'y\nFROM z']]);
    expect(tree.instructions[0]).toMatchObject({ end: text.length, endLine: 4, lastLine: 0 });
  });

  it('gives a nested instruction the heredocs of its ONBUILD', () => {
    const [node] = parse('ONBUILD RUN <<E\nx\nE\n').instructions;
    const inner = node?.args.kind === 'onbuild' ? node.args.instruction : undefined;
    expect(inner?.heredocs).toEqual(node?.heredocs);
    expect(inner?.endLine).toBe(2);
  });
});
