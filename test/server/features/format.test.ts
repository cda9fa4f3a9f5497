import fc from 'fast-check';
import { expect, test } from 'vitest';
import { format, formatOnEnter, formatted } from '../../../server/src/features/format';
import { sameMeaning } from '../../../server/src/features/format/same-meaning';
import { defaultFormatStyle, type FormatStyle } from '../../../server/src/features/format/style';
import { parse } from '../../../server/src/parser/parse';
import { atCursor, dockerfile } from '../../support/cursor';
import { sampleDockerfiles } from '../../support/dockerfiles';
import '../../support/property-seed';

const write = (text: string, style: Partial<FormatStyle> = {}) =>
  formatted(dockerfile(text), { ...defaultFormatStyle, ...style });

const cases: [what: string, before: string, after: string, style?: Partial<FormatStyle>][] = [
  ['blanks at ends of lines', 'FROM a  \nRUN x \\  \n  y\t\n# c \n', 'FROM a\nRUN x \\\n  y\n# c\n'],
  ['blanks before and behind keywords', '  FROM a\n\tRUN   x\n', 'FROM a\nRUN x\n'],
  ['a missing last line break', 'FROM a', 'FROM a\n'],
  ['empty lines at the end', 'FROM a\n\n\n', 'FROM a\n'],
  ['many empty lines', 'FROM a\n\n\n\n\nRUN x\n', 'FROM a\n\n\nRUN x\n'],
  ['empty continued lines', 'FROM a\nRUN x \\\n\n  y\n', 'FROM a\nRUN x \\\n  y\n'],
  ['the odd keyword', 'FROM a\nrun x\nCOPY a b\n', 'FROM a\nRUN x\nCOPY a b\n'],
  ['the odd keyword of a lower-case file', 'from a as b\nRun x\ncopy a b\n', 'from a as b\nrun x\ncopy a b\n'],
  ['keywords in upper case', 'from a as b\nonbuild run x\n', 'FROM a AS b\nONBUILD RUN x\n', { keywordCase: 'upper' }],
  ['keywords left alone', 'from a\nRun x\n', 'from a\nRun x\n', { keywordCase: 'keep' }],
  ['CRLF', 'FROM a \r\n\r\n\r\n\r\n\r\nRUN x  \r\n', 'FROM a\r\n\r\n\r\nRUN x\r\n'],
  ['lined up arguments', 'FROM    a\nCOPY    b c\nRUN     x\n', 'FROM    a\nCOPY    b c\nRUN     x\n'],
  ['columns inside arguments', 'FROM a\nCOPY a    /x\nCOPY bcd  /y\n', 'FROM a\nCOPY a    /x\nCOPY bcd  /y\n'],
  [
    'heredocs',
    'FROM a\nRUN <<EOF  \n  x  \n\n\n\n\nEOF\nCOPY <<E /x\n y \nE\n',
    'FROM a\nRUN <<EOF\n  x  \n\n\n\n\nEOF\nCOPY <<E /x\n y \nE\n',
  ],
  ['indented comments', 'FROM a\n  # check=skip=all\nRUN x\n', 'FROM a\n  # check=skip=all\nRUN x\n'],
  [
    'nested indentation',
    'FROM a\nRUN if x; then \\\n      y; \\\n    fi\n',
    'FROM a\nRUN if x; then \\\n      y; \\\n    fi\n',
  ],
  [
    'continued lines moved together',
    'FROM a\nRUN if x; then \\\n      y; \\\n    fi\n',
    'FROM a\nRUN if x; then \\\n    y; \\\n  fi\n',
    { step: '  ', indentContinuedLines: true },
  ],
  [
    'continued lines without indentation',
    'FROM a\nRUN x \\\n# c\n&& y\n',
    'FROM a\nRUN x \\\n\t# c\n\t&& y\n',
    { step: '\t', indentContinuedLines: true },
  ],
  [
    'lines that break inside quotes',
    'FROM a\nRUN echo "a \\\nb" \\\n&& y\n',
    'FROM a\nRUN echo "a \\\nb" \\\n&& y\n',
    { step: '  ', indentContinuedLines: true },
  ],
  [
    'continued lines of other instructions',
    'FROM a\nCOPY a \\\n b \\\n  c/\nENV A=1 \\\n        B=2\nCMD ["a", \\\n"b"]\n',
    'FROM a\nCOPY a \\\n  b \\\n   c/\nENV A=1 \\\n  B=2\nCMD ["a", \\\n  "b"]\n',
    { step: '  ', indentContinuedLines: true },
  ],
  [
    'lines below the first argument, and blanks that are part of the image',
    'FROM a\nLABEL a=1 \\\n      b=2\nENV A b \\\n c\nCMD a \\\n b\n',
    'FROM a\nLABEL a=1 \\\n      b=2\nENV A b \\\n c\nCMD a \\\n b\n',
    { step: '  ', indentContinuedLines: true },
  ],
];

/** Cases of one package per line. */
const packages: [what: string, before: string, after: string, style?: Partial<FormatStyle>][] = [
  [
    'on the line of the keyword',
    'RUN apt-get update && apt-get install -y --no-install-recommends curl git && rm -rf /var/lib/apt/lists/*',
    'RUN apt-get update && apt-get install -y --no-install-recommends \\\n    curl \\\n    git \\\n    && rm -rf /var/lib/apt/lists/*',
  ],
  [
    'on a continued line',
    'RUN apt-get update \\\n  && apt-get install -y -t stable curl git \\\n  && rm -rf /x',
    'RUN apt-get update \\\n  && apt-get install -y -t stable \\\n      curl \\\n      git \\\n  && rm -rf /x',
  ],
  [
    'with the indentation that some have already',
    'RUN apk add --no-cache \\\n  a b \\\n  # why\n  c d',
    'RUN apk add --no-cache \\\n  a \\\n  b \\\n  # why\n  c \\\n  d',
  ],
  [
    'with continued lines moved',
    'RUN x \\\n      && apk add a b\\\n      && y',
    'RUN x \\\n    && apk add \\\n        a \\\n        b\\\n    && y',
    { indentContinuedLines: true },
  ],
  [
    'of pip and npm',
    'RUN pip3 install a "b>1"; npm i -g c d',
    'RUN pip3 install \\\n    a \\\n    "b>1"; npm i -g \\\n    c \\\n    d',
  ],
  [
    'with ; behind them',
    'RUN set -eux; \\\n\tapk add a b; \\\n\ty',
    'RUN set -eux; \\\n\tapk add \\\n\t    a \\\n\t    b; \\\n\ty',
  ],
  ['with && behind them', 'RUN apk add a b && \\\n    y', 'RUN apk add \\\n    a \\\n    b && \\\n    y'],
  ['of one package', 'RUN apk add a && b', 'RUN apk add a && b'],
  ['inside quotes', 'RUN sh -c "apk add a b"', 'RUN sh -c "apk add a b"'],
  ['in exec form', 'RUN ["apk", "add", "a", "b"]', 'RUN ["apk", "add", "a", "b"]'],
  ['in a heredoc', 'RUN <<EOF\napk add a b\nEOF', 'RUN <<EOF\napk add a b\nEOF'],
];

test.each(packages)('one package per line %s', (_what, before, after, style) => {
  const all = { onePackagePerLine: true, ...style };
  expect(write(`FROM a\n${before}\n`, all)).toBe(`FROM a\n${after}\n`);
  expect(write(`FROM a\n${after}\n`, all)).toBe(`FROM a\n${after}\n`);
  expect(write(`FROM a\n${before}\n`, style)).not.toContain('add \\\n    a');
});

test('lines are continued with the escape character and line break of the file', () => {
  const lines = ['# escape=`', 'FROM a', 'RUN apk add a b', ''];
  const expected = ['# escape=`', 'FROM a', 'RUN apk add `', '    a `', '    b', ''];
  expect(write(lines.join('\r\n'), { onePackagePerLine: true })).toBe(expected.join('\r\n'));
});

test.each(cases)('%s', (_what, before, after, style) => {
  expect(write(before, style)).toBe(after);
  expect(write(after, style)).toBe(after);
});

test('formatting is idempotent and keeps the tree, whatever the text', () => {
  const piece = fc.constantFrom(
    'FROM a',
    'run ',
    '  ',
    '\t',
    '\n',
    '\n\n\n\n',
    '\r\n',
    '\\\n',
    '\\ \n',
    '\\\n\n',
    '# c',
    '# check=skip=all',
    '# escape=`',
    '`\n',
    '<<EOF',
    'EOF',
    'Env A=b ',
    '"',
    "'",
    'x',
    'RUN apk add a  b',
    ' && pip install c d ',
    'LABEL a=1 ',
    'ONBUILD ',
    'COPY   a  b',
    '\ufeff',
    '\r',
  );
  const property = fc.property(
    fc.array(piece, { maxLength: 25 }),
    fc.constantFrom('  ', '\t'),
    fc.boolean(),
    fc.boolean(),
    (pieces, step, indentContinuedLines, onePackagePerLine) => {
      const text = pieces.join('');
      const style: FormatStyle = { keywordCase: 'upper', step, indentContinuedLines, onePackagePerLine };
      const once = formatted(dockerfile(text), style);
      expect(sameMeaning(parse(text), parse(once), indentContinuedLines || onePackagePerLine)).toBe(true);
      expect(formatted(dockerfile(once), style)).toBe(once);
    },
  );
  fc.assert(property, { numRuns: 1000 });
});

test('well-written files stay as they are', () => {
  for (const text of sampleDockerfiles) expect(write(text)).toBe(text);
});

test('only the lines of a range are formatted', () => {
  const file = dockerfile('FROM a  \nRUN x  \nRUN y  \n');
  const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } };
  expect(format(file, defaultFormatStyle, range)).toEqual([
    { range: { start: { line: 1, character: 5 }, end: { line: 1, character: 7 } }, newText: '' },
  ]);
});

test.each([
  ['a first continued line', 'FROM a\nRUN x \\\n‸', '    '],
  ['a further continued line', 'FROM a\nRUN x \\\n  y \\\n‸', '  '],
  ['a line that is not continued', 'FROM a\nRUN x\n‸', undefined],
  ['a heredoc', 'FROM a\nRUN <<EOF\nx \\\n‸\nEOF', undefined],
  ['a comment', 'FROM a\n# x \\\n‸', undefined],
])('Enter behind %s', (_what, marked, indentation) => {
  const { file, position } = atCursor(marked);
  const edits = formatOnEnter(file, position, { tabSize: 4, insertSpaces: true });
  expect(edits.map(({ newText }) => newText)).toEqual(indentation === undefined ? [] : [indentation]);
});
