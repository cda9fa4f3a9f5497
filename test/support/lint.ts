import { analyze } from '../../server/src/model/analyze';
import type { ModelOptions } from '../../server/src/model/dockerfile';
import { parse } from '../../server/src/parser/parse';
import type { FixableFile } from '../../server/src/rules/fixes';
import { lint } from '../../server/src/rules/lint';
import { defaultLintOptions, type LintOptions } from '../../server/src/rules/options';
import type { Rule } from '../../server/src/rules/rule';

export interface Setup {
  readonly options?: Partial<LintOptions>;
  readonly model?: ModelOptions;
  /** The rules to run; all when absent. */
  readonly rules?: readonly Rule[];
}

/** Checks a text; a rule that throws fails the test. */
export function check(text: string, { options = {}, model = {}, rules }: Setup = {}): FixableFile {
  const file = analyze(parse(text), model);
  const diagnostics = lint(
    file,
    { ...defaultLintOptions, ...options },
    {
      ...(rules && { rules }),
      onRuleError: (rule, error) => {
        throw new Error(`${rule.code} threw`, { cause: error });
      },
    },
  );
  return { file, diagnostics };
}

/** The codes found, in document order. */
export function codes(text: string, setup: Setup = {}): string[] {
  return check(text, setup).diagnostics.map(({ code }) => code);
}

/** The text in which each finding is enclosed in `⟦` and `⟧`; equal spans are enclosed once. */
export function marked({ file, diagnostics }: FixableFile): string {
  const spans = new Map(diagnostics.map(({ start, end }) => [`${start} ${end}`, { start, end }]));
  const marks = [...spans.values()].flatMap(({ start, end }) => [
    { at: start, mark: '⟦', order: 1 },
    { at: end, mark: '⟧', order: start === end ? 2 : 0 },
  ]);
  marks.sort((a, b) => b.at - a.at || b.order - a.order);
  let text = file.text;
  for (const { at, mark } of marks) text = text.slice(0, at) + mark + text.slice(at);
  return text;
}

/** The text without marks. */
export function unmarked(text: string): string {
  return text.replaceAll(/[⟦⟧]/g, '');
}
