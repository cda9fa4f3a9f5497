import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/parser/parse';

/** Key, value and readers: `p` the parser, `s` the scan for syntax and check. */
const short = (text: string) =>
  parse(text).directives.map(({ key, value, seenBy }) => [
    key,
    value,
    (seenBy.parser ? 'p' : '') + (seenBy.prescan ? 's' : ''),
  ]);

describe('directives', () => {
  it.each<[string, string, string[][]]>([
    ['plain', '# syntax=docker/dockerfile:1\nFROM a', [['syntax', 'docker/dockerfile:1', 'ps']]],
    ['any case and blanks', '#\tCheck  =\t skip=all ;error=true  \n', [['check', 'skip=all ;error=true', 'ps']]],
    [
      'several',
      '# syntax=a\n# escape=`\n# check=skip=X\n',
      [
        ['syntax', 'a', 'ps'],
        ['escape', '`', 'ps'],
        ['check', 'skip=X', 'ps'],
      ],
    ],
    ['CRLF', '# escape=`\r\nFROM a', [['escape', '`', 'ps']]],
    ['byte order mark', '\ufeff# escape=`\nFROM a', [['escape', '`', 'ps']]],
    [
      'indented: only the parser',
      '  # escape=`\n# syntax=a\n',
      [
        ['escape', '`', 'p'],
        ['syntax', 'a', 'p'],
      ],
    ],
    [
      'shebang: only the scan',
      '#!/bin/sh\n# syntax=a\n# escape=`\n',
      [
        ['syntax', 'a', 's'],
        ['escape', '`', 's'],
      ],
    ],
    ['a comment ends them', '# hello\n# escape=`\n', []],
    ['an unknown key ends them', '# foo=bar\n# escape=`\n', []],
    ['a blank line ends them', '\n# escape=`\n', []],
    ['an instruction ends them', 'FROM a\n# escape=`\n', []],
    ['a key with other characters is none', '# esc-ape=`\n# 1escape=`\n', []],
    ['no value is none', '# escape=\n', []],
    ['a blank is a value', '# syntax=  \n', [['syntax', ' ', 'ps']]],
    [
      'repeated: the scan stops',
      '# syntax=a\n# syntax=b\n# check=skip=all\n',
      [
        ['syntax', 'a', 'ps'],
        ['syntax', 'b', ''],
        ['check', 'skip=all', 'p'],
      ],
    ],
  ])('%s', (_, text, expected) => expect(short(text)).toEqual(expected));

  it.each<[string, string, string]>([
    ['# escape=x\nFROM a', 'InvalidEscapeDirective', 'x'],
    ['# escape= \nFROM a', 'InvalidEscapeDirective', ' '],
    ['# escape=\\\\\nFROM a', 'InvalidEscapeDirective', '\\\\'],
    ['# escape=`\n# Escape=`\nFROM a', 'DuplicateDirective', '# Escape=`'],
  ])('reports %j', (text, code, words) => {
    const { problems } = parse(text);
    expect(problems.map((problem) => [problem.code, text.slice(problem.start, problem.end)])).toEqual([[code, words]]);
  });

  it('takes effect only where the parser sees it', () => {
    expect(parse('# escape=`\nFROM a').escape).toBe('`');
    expect(parse('#!/bin/sh\n# escape=`\nFROM a').escape).toBe('\\');
    expect(parse('# escape=`\n# escape=\\\nFROM a').escape).toBe('`');
  });

  it('points at key and value', () => {
    const text = '#  Escape = `  \nFROM a';
    const [directive] = parse(text).directives;
    expect(directive).toMatchObject({
      start: 0,
      end: 13,
      keySpan: { start: 3, end: 9 },
      valueSpan: { start: 12, end: 13 },
    });
  });
});
