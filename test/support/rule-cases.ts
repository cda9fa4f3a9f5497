import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../server/src/rules/fixes';
import type { Rule } from '../../server/src/rules/rule';
import { check, marked, unmarked } from './lint';

export interface RuleCases {
  /** Lines of a stage, or whole files when they start with FROM or ARG; `⟦` and `⟧` enclose what the rule marks. */
  readonly marks: readonly string[];
  /** What the first fix of the first finding makes of a text. */
  readonly fixes?: readonly (readonly [before: string, after: string])[];
  /** The base image of texts without FROM; `debian:13` when absent. */
  readonly from?: string;
  /** True when the rule looks into ONBUILD: each text is also checked with its RUNs as triggers. */
  readonly onBuild?: boolean;
}

/** Tests one rule on texts of its own, also with CRLF line ends. */
export function ruleCases(rule: Rule, { marks, fixes = [], from = 'debian:13', onBuild = false }: RuleCases): void {
  const whole = (text: string) => (/^(?:FROM|ARG|#)/.test(text) ? text : `FROM ${from}\n${text}`);
  const found = (text: string) => {
    const { file, diagnostics } = check(text, { rules: [rule], options: { severities: { [rule.code]: 'warning' } } });
    return { file, diagnostics: diagnostics.filter(({ code }) => code === rule.code) };
  };

  describe(`${rule.code} ${rule.summary}`, () => {
    test.each(marks)('%j', (text) => {
      const expected = whole(text);
      expect(marked(found(unmarked(expected)))).toBe(expected);
      const crlf = expected.replaceAll('\n', '\r\n');
      expect(marked(found(unmarked(crlf)))).toBe(crlf);
    });

    test.runIf(onBuild).each(onBuild ? marks : [])('ONBUILD %j', (text) => {
      const expected = whole(text).replaceAll(/^RUN/gm, 'ONBUILD RUN');
      expect(marked(found(unmarked(expected)))).toBe(expected);
    });

    test.each(fixes)('%j is mended', (before, after) => {
      const text = whole(before);
      const fix = found(text).diagnostics[0]?.fixes[0];
      expect(applyChanges(text, fix?.changes ?? [])).toBe(whole(after));
    });
  });
}
