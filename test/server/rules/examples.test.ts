import { describe, expect, test } from 'vitest';
import { unknownConfig } from '../../../server/src/model/base-images';
import { applyChanges, type FixableFile, fixAll } from '../../../server/src/rules/fixes';
import { rules } from '../../../server/src/rules/registry';
import type { Example, Rule } from '../../../server/src/rules/rule';
import { check, marked, type Setup, unmarked } from '../../support/lint';
import { memoryContext } from '../../support/memory-context';

/** The text of an example and how to check it: with its rule alone, enabled, and the example's options and files. */
function open(rule: Rule, example: Example): { text: string; setup: Setup } {
  const { dockerfile, options, files, images } = typeof example === 'string' ? { dockerfile: example } : example;
  const context = files && memoryContext(files);
  const baseImage =
    images && ((reference: string) => ({ ...unknownConfig, platform: images[reference] ?? 'linux/amd64' }));
  return {
    text: dockerfile,
    setup: {
      rules: [rule],
      options: { severities: { [rule.code]: 'warning' }, ...options },
      model: { ...(context && { context }), ...(baseImage && { baseImage }) },
    },
  };
}

function found(rule: Rule, { file, diagnostics }: FixableFile): FixableFile {
  return { file, diagnostics: diagnostics.filter(({ code }) => code === rule.code) };
}

/** What the stages of a file become, without what an edit moves. */
function images({ file }: FixableFile): unknown {
  return file.stages.map((stage) => ({ base: stage.base.text, name: stage.name, config: file.configOf(stage) }));
}

function rejected({ diagnostics }: FixableFile): string[] {
  return diagnostics.filter(({ source }) => source === 'syntax').map(({ code }) => code);
}

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (_, rule) => {
  test('is documented', () => {
    expect(rule.summary).toMatch(/^[A-Z`].*[^.]$/s);
    expect(rule.summary.length).toBeLessThanOrEqual(80);
    expect(rule.why).toMatch(/[.!]`?$/);
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
    if (rule.url) expect(URL.canParse(rule.url)).toBe(true);
  });

  test('marks each bad example where it says', () => {
    for (const example of rule.bad) {
      const { text, setup } = open(rule, example);
      expect(text, 'the example has marks').toContain('⟦');
      expect(marked(found(rule, check(unmarked(text), setup)))).toBe(text);
    }
  });

  test('is silent on each good example', () => {
    for (const example of rule.good) {
      const { text, setup } = open(rule, example);
      expect(marked(found(rule, check(text, setup)))).toBe(text);
    }
  });

  test('has fixes that mend and break nothing', () => {
    let fixes = 0;
    for (const example of rule.bad) {
      const { text, setup } = open(rule, example);
      const before = check(unmarked(text), setup);
      for (const finding of found(rule, before).diagnostics) {
        for (const fix of finding.fixes) {
          fixes += 1;
          const after = check(applyChanges(before.file.text, fix.changes), setup);
          expect(rejected(after), `${fix.title}\n${after.file.text}`).toEqual(rejected(before));
          if (!fix.needsInput) {
            const count = found(rule, after).diagnostics.length;
            expect(count, `${fix.title}\n${after.file.text}`).toBeLessThan(found(rule, before).diagnostics.length);
          }
          if (fix.safe && !rule.fixChangesImage) expect(images(after), fix.title).toEqual(images(before));
        }
      }
    }
    expect(fixes > 0).toBe(rule.fixable);
  });

  test('is mended by all safe fixes together, and then there is nothing left to mend', () => {
    for (const example of rule.bad) {
      const { text, setup } = open(rule, example);
      for (const lineEnd of ['\n', '\r\n']) {
        const source = unmarked(text).replaceAll('\n', lineEnd);
        const mended = fixAll(check(source, setup), (next) => check(next, setup));
        const again = fixAll(mended, (next) => check(next, setup));
        expect(again.file.text).toBe(mended.file.text);
        if (mended.file.text !== source)
          expect(mended.file.text.replaceAll('\r\n', '').includes('\n')).toBe(
            lineEnd === '\n' && mended.file.text.includes('\n'),
          );
      }
    }
  });

  test('no safe fix makes another rule find more', () => {
    for (const example of rule.bad) {
      const { text, setup } = open(rule, example);
      const all = { ...(setup.model && { model: setup.model }), ...(setup.options && { options: setup.options }) };
      const before = check(unmarked(text), all);
      for (const fix of found(rule, before).diagnostics.flatMap(({ fixes }) => fixes.filter(({ safe }) => safe))) {
        const after = check(applyChanges(before.file.text, fix.changes), all);
        const known = new Set(before.diagnostics.map(({ code }) => code));
        expect(
          after.diagnostics.filter(({ code }) => !known.has(code)).map(({ code }) => code),
          fix.title,
        ).toEqual([]);
      }
    }
  });
});

test('codes are unique, and an alias that is a code belongs to a rule that adds to that one', () => {
  const all = rules.map(({ code }) => code);
  expect(new Set(all).size).toBe(all.length);
  for (const { code, aliases } of rules) {
    expect(new Set([code, ...aliases]).size).toBe(aliases.length + 1);
  }
});
