import { describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/model/analyze';
import { parse } from '../../../server/src/parser/parse';
import { lint } from '../../../server/src/rules/lint';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { ruleByName } from '../../../server/src/rules/registry';
import type { Finding, Rule } from '../../../server/src/rules/rule';
import { check } from '../../support/lint';

function rule(code: string, findings: readonly Finding[], more: Partial<Rule> = {}): Rule {
  const text = { summary: '', why: '', bad: [], good: [] };
  return {
    code,
    aliases: [],
    source: 'hadolint',
    severity: 'info',
    fixable: false,
    check: () => findings,
    ...text,
    ...more,
  };
}

const at = (start: number, end = start + 1): Finding => ({ start, end, message: 'here' });

describe('lint', () => {
  test('gives findings in document order, what is worse first at one place', () => {
    const rules = [
      rule('Late', [at(9), at(0, 4)]),
      rule('Mild', [at(5)], { severity: 'hint' }),
      rule('Bad', [at(5)], { severity: 'error' }),
    ];
    const { diagnostics } = check('FROM alpine:3.22\n', { rules });
    expect(diagnostics.map(({ code, start }) => `${code} ${start}`)).toEqual(['Late 0', 'Bad 5', 'Mild 5', 'Late 9']);
  });

  test('a rule that throws does not take the others down', () => {
    const broken = rule('Broken', []);
    const error = new Error('defect');
    const rules = [
      {
        ...broken,
        check: () => {
          throw error;
        },
      },
      rule('Works', [at(0)]),
    ];
    const told: unknown[] = [];
    const found = lint(analyze(parse('FROM a\n')), defaultLintOptions, {
      rules,
      onRuleError: ({ code }, reason) => told.push([code, reason]),
    });
    expect(found.map(({ code }) => code)).toEqual(['Works']);
    expect(told).toEqual([['Broken', error]]);
  });

  test.each([
    [{}, 'info'],
    [{ severities: { Known: 'error' } as const }, 'error'],
    [{ severities: { DL9000: 'warning' } as const }, 'warning'],
    [{ severities: { Known: 'hint', DL9000: 'error' } as const }, 'hint'],
    [{ severities: { DL9000: 'off' } as const }, undefined],
    [{ ignored: ['DL9000'] }, undefined],
    [{ ignored: ['Known'], severities: { Known: 'error' } as const }, undefined],
  ])('with %j a rule has the severity %j', (options, expected) => {
    const rules = [rule('Known', [at(0)], { aliases: ['DL9000'] })];
    expect(check('FROM a\n', { rules, options }).diagnostics[0]?.severity).toBe(expected);
  });

  test('a rule that is off by default runs when it is given a severity', () => {
    const rules = [rule('Off', [at(0)], { enabledByDefault: false })];
    expect(check('FROM a\n', { rules }).diagnostics).toEqual([]);
    expect(check('FROM a\n', { rules, options: { severities: { Off: 'info' } } }).diagnostics).toHaveLength(1);
  });

  test('what a build rejects is an error with a suggestion where there is one', () => {
    const { diagnostics } = check('FRM alpine\n', { rules: [] });
    expect(diagnostics[0]).toMatchObject({ source: 'syntax', severity: 'error', code: 'UnknownInstruction' });
    expect(diagnostics[0]?.fixes).toEqual([
      { title: 'Change to FROM', changes: [{ start: 0, end: 3, text: 'FROM' }], safe: false },
    ]);
  });

  test.each([
    ['EXPOSE 70000', ['DL3011', 'DL1000']],
    ['EXPOSE $UNSET-80', ['DL1000']],
    ['EXPOSE 70000-$UNSET', ['DL3011', 'DL1000']],
    ['EXPOSE ${X:-70000}', ['DL1000']],
    ['ONBUILD FROM b', ['DL3043', 'DL1000']],
  ])('what a build rejects in %j goes by the codes that hadolint has for it', (line, aliases) => {
    expect(check(`FROM scratch\n${line}\n`, { rules: [] }).diagnostics[0]?.aliases).toEqual(aliases);
  });

  test('takes any number of findings', () => {
    const many = Array.from({ length: 150_000 }, () => at(0));
    expect(check('FROM a\n', { rules: [rule('Many', many)] }).diagnostics).toHaveLength(many.length);
  });

  test('rules run in files that a build rejects', () => {
    const { diagnostics } = check('FROM debian\nRNU x\n');
    expect(diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining(['DL3006', 'UnknownInstruction']));
  });
});

test.each([
  ['DL3006', 'DL3006'],
  ['DL3025', 'DL3025'],
  ['DL4000', 'MaintainerDeprecated'],
  ['JSONArgsRecommended', 'JSONArgsRecommended'],
  ['DL0000', undefined],
])('the name %s means the rule %s', (name, code) => expect(ruleByName(name)?.code).toBe(code));
