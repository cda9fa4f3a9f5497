import { describe, expect, test } from 'vitest';
import { copyIgnoredFile } from '../../../server/src/rules/copy-ignored-file';
import { check, marked, unmarked } from '../../support/lint';
import { memoryContext } from '../../support/memory-context';

describe('CopyIgnoredFile', () => {
  test.each([
    ['a\n', 'COPY ⟦a⟧ b /', true],
    ['a\n', 'COPY ⟦a/b/c⟧ ⟦./a⟧ ⟦/a⟧ /', true],
    ['a\n', 'ADD ["⟦a⟧", "/"]'.replace('"⟦', '⟦"').replace('⟧"', '"⟧'), true],
    ['a\n', 'COPY ⟦b/../a⟧ a/../b /', true],
    ['a\n', 'COPY --from=x a /', true],
    ['a\n', 'ADD https://h/a git@h:a /', true],
    ['a\n', 'COPY <<a /x\nbody\na', true],
    ['a\n', 'ENV f=a\nCOPY ⟦$f⟧ /', true],
    ['a\n', 'ARG f\nCOPY $f /', true],
    ['*.md\n', 'COPY ⟦*.md⟧ ⟦x.md⟧ d/x.md /', true],
    ['a\n!a/b\n', 'COPY a /', true],
    ['*\n', 'COPY ⟦.⟧ /', true],
    ['a\n', 'COPY . /', true],
    ['**\n', 'COPY ⟦/⟧ /', true],
    ['', 'COPY a /', true],
    ['a\n', 'ONBUILD COPY a /', true],
    ['a\n', 'COPY a /', false],
  ])('%j: %s', (ignore, body, hasFile) => {
    const text = `FROM scratch\n${body}\n`;
    const context = memoryContext(hasFile ? { '.dockerignore': ignore } : {});
    const found = check(unmarked(text), { rules: [copyIgnoredFile], model: { context } });
    const own = found.diagnostics.filter(({ code }) => code === 'CopyIgnoredFile');
    expect(marked({ file: found.file, diagnostics: own })).toBe(text);
  });

  test('says which pattern and which file', () => {
    const context = memoryContext({ '.dockerignore': 'x\n**/*.log\n' });
    const { diagnostics } = check('FROM scratch\nCOPY d/a.log /\n', { rules: [copyIgnoredFile], model: { context } });
    expect(diagnostics[0]?.message).toBe(
      '"d/a.log" is excluded by "**/*.log" in .dockerignore, so COPY does not find it.',
    );
  });

  test('without a context there is nothing to say', () => {
    expect(check('FROM scratch\nCOPY a /\n', { rules: [copyIgnoredFile] }).diagnostics).toEqual([]);
  });
});
