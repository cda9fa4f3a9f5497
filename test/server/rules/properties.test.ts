import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compatibleFixes, fixAll } from '../../../server/src/rules/fixes';
import { rules } from '../../../server/src/rules/registry';
import { check, unmarked } from '../../support/lint';
import '../../support/property-seed';

const examples = rules.flatMap(({ bad, good }) =>
  [...bad, ...good].map((example) => unmarked(typeof example === 'string' ? example : example.dockerfile)),
);
/** Lines of all examples, cut and mixed, with what breaks files: odd line ends, lone continuations, stray marks of heredocs. */
const lines = examples.flatMap((example) => example.split('\n'));
const odd = [
  '',
  '\\',
  '# c',
  'RUN <<EOF',
  'EOF',
  'ONBUILD',
  '\uFEFF',
  '\0',
  'RUN "',
  "RUN '",
  'RUN $(',
  '# hadolint ignore=',
  '# check=skip=',
  '--',
];
const line = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...lines) },
  { weight: 2, arbitrary: fc.constantFrom(...odd) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const piece = fc
  .tuple(line, fc.nat(80), fc.constantFrom('', ' \\', ' '))
  .map(([text, length, end]) => (length < 20 ? text.slice(0, length) : text) + end);
const anyFile = fc
  .tuple(fc.array(piece, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([pieces, lineEnd]) => pieces.join(lineEnd));

const everything = { options: { severities: Object.fromEntries(rules.map(({ code }) => [code, 'info' as const])) } };

test('any file can be checked: no rule throws, and what is found and changed lies in the text, in order', () => {
  fc.assert(
    fc.property(anyFile, (text) => {
      const { diagnostics } = check(text, everything);
      let before = 0;
      for (const { start, end, code, fixes } of diagnostics) {
        expect(start, code).toBeGreaterThanOrEqual(before);
        expect(end, code).toBeGreaterThanOrEqual(start);
        expect(end, code).toBeLessThanOrEqual(text.length);
        before = start;
        for (const { changes } of fixes) {
          expect(changes.length, code).toBeGreaterThan(0);
          for (const change of changes) {
            expect(0 <= change.start && change.start <= change.end && change.end <= text.length, code).toBe(true);
          }
        }
      }
    }),
    { numRuns: 400 },
  );
});

/** Examples one after the other: stages of one file, which a build mostly accepts. */
const mostlyGood = fc
  .tuple(fc.array(fc.constantFrom(...examples), { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n'))
  .map(([parts, lineEnd]) => parts.join('\n').replaceAll('\n', lineEnd));

test('fixes break no file that a build accepts, and fixing comes to an end', () => {
  let accepted = 0;
  fc.assert(
    fc.property(mostlyGood, (text) => {
      const before = check(text, everything);
      if (before.diagnostics.some(({ source }) => source === 'syntax')) return;
      accepted += 1;
      const end = fixAll(before, (next) => check(next, everything));
      expect(end.diagnostics.filter(({ source }) => source === 'syntax').map(({ message }) => message)).toEqual([]);
      expect(compatibleFixes(end.diagnostics)).toEqual([]);
      if (text.includes('\r\n')) expect(end.file.text.replaceAll('\r\n', '')).not.toContain('\n');
    }),
    { numRuns: 400 },
  );
  expect(accepted).toBeGreaterThan(100);
});
