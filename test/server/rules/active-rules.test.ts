import { describe, expect, test } from 'vitest';
import { analyze } from '../../../server/src/model/analyze';
import { parse } from '../../../server/src/parser/parse';
import { rulesFor } from '../../../server/src/rules/active-rules';
import { defaultLintOptions } from '../../../server/src/rules/options';
import { rules } from '../../../server/src/rules/registry';

const options = { ...defaultLintOptions, labelSchema: { maintainer: 'email' } as const };
const texts = rules
  .flatMap(({ bad, good }) => [...bad, ...good])
  .map((example) => (typeof example === 'string' ? example : example.dockerfile).replaceAll(/[⟦⟧]/g, ''));

function codesFor(text: string): string[] {
  return rulesFor(analyze(parse(text)), rules, options).map(({ rule }) => rule.code);
}

describe('rules for a file', () => {
  test('are those whose keywords and commands occur, and those that look at every file', () => {
    const codes = codesFor('FROM alpine:3.22\nCOPY a b\nRUN sudo wget x\n');
    expect(codes).toEqual(expect.arrayContaining(['DL3004', 'DL3007', 'DL3045', 'DL3047']));
    for (const code of ['DL3002', 'DL3008', 'ChownAfterCopy', 'CmdIgnored']) expect(codes).not.toContain(code);
  });

  test('count what stands behind ONBUILD', () => {
    const codes = codesFor('FROM alpine:3.22\nONBUILD COPY a /a/\nONBUILD RUN chown -R a /a\n');
    expect(codes).toEqual(expect.arrayContaining(['ChownAfterCopy', 'DL3045']));
  });

  test('are only those for which the options leave something to look for', () => {
    const text = 'FROM alpine:3.22\nLABEL a=b maintainer=c\n';
    expect(codesFor(text)).toEqual(expect.arrayContaining(['DL3049', 'DL3051', 'DL3058']));
    for (const code of ['DL3026', 'DL3050', 'DL3052']) expect(codesFor(text)).not.toContain(code);
    const strict = { ...options, strictLabels: true, trustedRegistries: ['docker.io'] };
    const codes = rulesFor(analyze(parse(text)), rules, strict).map(({ rule }) => rule.code);
    expect(codes).toEqual(expect.arrayContaining(['DL3026', 'DL3050']));
  });

  test('are all that would find something', () => {
    for (const text of texts) {
      const file = analyze(parse(text));
      const asked = new Set(rulesFor(file, rules, options).map(({ rule }) => rule));
      for (const rule of rules) {
        if (!asked.has(rule) && rule.subject?.needs?.(options) !== false)
          expect([...rule.check(file, options)], `${rule.code} in ${text}`).toEqual([]);
      }
    }
  });
});
