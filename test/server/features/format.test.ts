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
    { indent: '  ' },
  ],
  [
    'continued lines without indentation',
    'FROM a\nRUN x \\\n# c\n&& y\n',
    'FROM a\nRUN x \\\n\t# c\n\t&& y\n',
    { indent: '\t' },
  ],
  [
    'lines that break inside quotes',
    'FROM a\nRUN echo "a \\\nb" \\\n&& y\n',
    'FROM a\nRUN echo "a \\\nb" \\\n&& y\n',
    { indent: '  ' },
  ],
];

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
    'ONBUILD ',
    'COPY   a  b',
    '\ufeff',
    '\r',
  );
  const property = fc.property(
    fc.array(piece, { maxLength: 25 }),
    fc.constantFrom(undefined, '  ', '\t'),
    (pieces, indent) => {
      const text = pieces.join('');
      const style: FormatStyle = { keywordCase: 'upper', indent };
      const once = formatted(dockerfile(text), style);
      expect(sameMeaning(parse(text), parse(once), indent !== undefined)).toBe(true);
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
