import { describe, expect, test } from 'vitest';
import { parseCheckOptions } from '../../../server/src/rules/check-options';
import type { Rule } from '../../../server/src/rules/rule';
import { check, codes, type Setup } from '../../support/lint';

/** A rule that marks each keyword of an instruction. */
function marks(keyword: string, rule: Partial<Rule> & { readonly code: string }): Rule {
  return {
    aliases: [],
    source: 'hadolint',
    severity: 'warning',
    summary: '',
    why: '',
    bad: [],
    good: [],
    fixable: false,
    *check(file) {
      for (const { keyword: word } of file.byKeyword(keyword)) yield { ...word, message: 'here' };
    },
    ...rule,
  };
}

const runRule = marks('RUN', { code: 'RunFound', aliases: ['DL9001'], source: 'buildkit' });
const userRule = marks('USER', { code: 'DL9002' });
const casing = marks('RUN', { code: 'ConsistentInstructionCasing', source: 'buildkit' });
const experimental = marks('ARG', {
  code: 'InvalidDefinitionDescription',
  source: 'buildkit',
  enabledByDefault: false,
});

function found(text: string, options: Setup['options'] = {}): string {
  return codes(text, { rules: [runRule, userRule, casing, experimental], options }).join(' ');
}

describe('check directive', () => {
  test.each([
    ['# check=skip=RunFound\nFROM a\nRUN b\n', 'ConsistentInstructionCasing'],
    ['# check=skip=DL9001,ConsistentInstructionCasing\nFROM a\nRUN b\n', ''],
    ['#check=error=true;skip=ConsistentInstructionCasing\nFROM a\nRUN b\n', 'RunFound'],
    ['# check=skip=all\nFROM a\nRUN b\nUSER c\n', ''],
    // BuildKit cuts at the first space.
    ['# check=skip=X, RunFound\nFROM a\nRUN b\n', 'RunFound ConsistentInstructionCasing'],
    // A comment before it ends the directives.
    ['# Web\n# check=skip=all\nFROM a\nRUN b\n', 'RunFound ConsistentInstructionCasing'],
    ['# check=experimental=InvalidDefinitionDescription\nARG a\nFROM a\n', 'InvalidDefinitionDescription'],
    ['# check=experimental=all\nARG a\nFROM a\n', 'InvalidDefinitionDescription'],
    // An experimental check cannot be skipped.
    ['# check=experimental=all;skip=all\nARG a\nFROM a\n', 'InvalidDefinitionDescription'],
  ])('%j finds %j', (text, expected) => expect(found(text)).toBe(expected));

  test.each([
    ['skip=all', ''],
    ['skip=X, RunFound', 'ConsistentInstructionCasing'],
    ['error=false', 'RunFound ConsistentInstructionCasing'],
  ])('the build argument BUILDKIT_DOCKERFILE_CHECK replaces it: %j', (given, expected) => {
    const model = { buildArgs: { BUILDKIT_DOCKERFILE_CHECK: given } };
    const text = '# check=skip=ConsistentInstructionCasing\nFROM a\nRUN b\n';
    expect(codes(text, { rules: [runRule, casing], model }).join(' ')).toBe(expected);
  });

  test('error=true makes what the checks find an error', () => {
    const { diagnostics } = check('# check=error=true\nFROM a\nRUN b\nUSER c\n', { rules: [runRule, userRule] });
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'RunFound error',
      'DL9002 warning',
    ]);
  });
});

describe('inline check comment', () => {
  test.each([
    [
      'FROM a\n# check=skip=RunFound\nRUN b\nRUN c\n',
      'ConsistentInstructionCasing RunFound ConsistentInstructionCasing',
    ],
    ['FROM a\n\n# check=skip=DL9001\n\nRUN b\n', 'ConsistentInstructionCasing'],
    // Not for checks of the whole file, not indented, and only the first one counts.
    ['FROM a\n# check=skip=ConsistentInstructionCasing\nRUN b\n', 'RunFound ConsistentInstructionCasing'],
    ['FROM a\n  # check=skip=RunFound\nRUN b\n', 'RunFound ConsistentInstructionCasing'],
    ['FROM a\n# check=skip=X\n# check=skip=RunFound\nRUN b\n', 'RunFound ConsistentInstructionCasing'],
    ['FROM a\n# check=skip=DL9002\nUSER b\n', ''],
    [
      '# check=experimental=all\n# x\nARG a\n# y\nARG b\nFROM a\n',
      'InvalidDefinitionDescription InvalidDefinitionDescription',
    ],
    ['ARG a\n# check=experimental=all\nARG b\nFROM a\n', 'InvalidDefinitionDescription'],
  ])('%j finds %j', (text, expected) => expect(found(text)).toBe(expected));
});

describe('hadolint pragmas', () => {
  const [run, casingCode] = ['RunFound', 'ConsistentInstructionCasing'];
  test.each([
    ['FROM a\n# hadolint ignore=DL9001\nRUN b\n', casingCode],
    ['FROM a\n# hadolint ignore=RunFound,ConsistentInstructionCasing\nRUN b\n', ''],
    ['FROM a\n#hadolint  ignore = DL9001 , ConsistentInstructionCasing # why\nRUN b\n', ''],
    ['FROM a\n# hadolint ignore=DL9001 because of it\nRUN b\n', casingCode],
    // Stacked, with a comment and a blank line between.
    ['FROM a\n# hadolint ignore=DL9001\n# hadolint ignore=ConsistentInstructionCasing\n# text\n\nRUN b\n', ''],
    ['FROM a\n# hadolint ignore=DL9001\nUSER c\nRUN b\n', `DL9002 ${run} ${casingCode}`],
    // One ill-formed name voids the comment.
    ['FROM a\n# hadolint ignore=crazy,DL9001\nRUN b\n', `${run} ${casingCode}`],
    ['FROM a\n# hadolint ignored=DL9001\nRUN b\n', `${run} ${casingCode}`],
    ['FROM a\nRUN b\nRUN c\n# hadolint global ignore=DL9001,ConsistentInstructionCasing\n', ''],
    ['# hadolint stage ignore=DL9002\nFROM a\nUSER b\nFROM c\nUSER d\n', 'DL9002'],
    ['FROM a\nUSER b\n# hadolint stage ignore=DL9002\nUSER c\nFROM d\n', 'DL9002'],
    ['FROM a\nONBUILD RUN b\n', `${run} ${casingCode}`],
    ['FROM a\n# hadolint ignore=DL9001,ConsistentInstructionCasing\nONBUILD RUN b\n', ''],
  ])('%j finds %j', (text, expected) => expect(found(text)).toBe(expected));

  test('a comment inside an instruction counts for what follows it there', () => {
    const words = marks('RUN', { code: 'DL9003' });
    const rule: Rule = {
      ...words,
      *check(file) {
        for (const at of file.text.matchAll(/bad/g)) yield { start: at.index, end: at.index + 3, message: 'here' };
      },
    };
    const text = 'FROM a\nRUN bad && \\\n  # hadolint ignore=DL9003\n  bad && \\\n  bad\nRUN bad\n';
    expect(codes(text, { rules: [rule] })).toEqual(['DL9003', 'DL9003']);
  });

  test('disable-ignore-pragma takes their effect away, but not that of check comments', () => {
    const text = '# check=skip=ConsistentInstructionCasing\n# hadolint global ignore=DL9001\nFROM a\nRUN b\n';
    expect(found(text, { disableIgnorePragma: true })).toBe('RunFound');
  });

  test('a finding is hidden where it is and where it says that its comments are', () => {
    const later: Rule = {
      ...runRule,
      *check(file) {
        const [first, second] = file.byKeyword('RUN');
        if (first && second) yield { ...first.keyword, message: 'here', suppressAt: second };
      },
    };
    const setup = { rules: [later] };
    expect(codes('FROM a\nRUN b\nRUN c\n', setup)).toEqual(['RunFound']);
    expect(codes('FROM a\nRUN b\n# check=skip=RunFound\nRUN c\n', setup)).toEqual([]);
    expect(codes('FROM a\n# check=skip=RunFound\nRUN b\nRUN c\n', setup)).toEqual(['RunFound']);
    expect(codes('FROM a\n# hadolint ignore=DL9001\nRUN b\nRUN c\n', setup)).toEqual([]);
  });
});

describe('what a build rejects', () => {
  test('cannot be hidden, but no longer goes by the code that is', () => {
    const all = '# check=skip=all\n# hadolint global ignore=DL3061,DL1000,NoBuildStage\nRUN a\nFROM b\n';
    expect(codes(all, { rules: [], options: { ignored: ['NoBuildStage'] } })).toEqual(['NoBuildStage']);
  });
});

test.each([
  ['skip=A,B', { skip: ['A', 'B'], experimental: [], error: false }],
  ['skip = A , B ; error = T', { skip: ['A', 'B'], experimental: [], error: true }],
  ['skip=A;skip=B', { skip: ['B'], experimental: [], error: false }],
  ['skip=all;skip=B', { skip: 'all', experimental: [], error: false }],
  ['skip=all,B', { skip: ['all', 'B'], experimental: [], error: false }],
  ['experimental=all;error=false', { skip: [], experimental: 'all', error: false }],
  ['skip=A;error=1;experimental=B;skip=C', { skip: ['A'], experimental: ['B;skip=C'], error: true }],
  ['Skip=A', undefined],
  ['error=yes', undefined],
  ['', undefined],
])('check options %j', (text, expected) => {
  const options = parseCheckOptions(text);
  const list = (value: ReadonlySet<string> | 'all') => (value === 'all' ? value : [...value]);
  expect(options && { ...options, skip: list(options.skip), experimental: list(options.experimental) }).toEqual(
    expected,
  );
});
