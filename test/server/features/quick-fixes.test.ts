import { expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver-types';
import { offsetAt } from '../../../server/src/features/positions';
import { fixAllKind, quickFixes } from '../../../server/src/features/quick-fixes';
import type { Dockerfile } from '../../../server/src/model/dockerfile';
import { type Diagnosed, lint } from '../../../server/src/rules/lint';
import { defaultLintOptions } from '../../../server/src/rules/options';
import type { Rule } from '../../../server/src/rules/rule';
import { atCursor, dockerfile } from '../../support/cursor';

/** A rule of BuildKit's kind that wants no word `bad`; its fix is safe. */
const noBad: Rule = {
  code: 'WorkdirRelativePath',
  aliases: ['DL3000'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'No bad words',
  why: 'They are bad.',
  bad: [],
  good: [],
  fixable: true,
  *check(file) {
    for (const { index } of file.text.matchAll(/bad/g)) {
      const span = { start: index, end: index + 3 };
      yield {
        ...span,
        message: 'Bad.',
        fixes: [{ title: 'Use good', changes: [{ ...span, text: 'good' }], safe: true }],
      };
    }
  },
};
/** A rule of ours without a fix. */
const noUgly: Rule = {
  ...noBad,
  code: 'RunAsRoot',
  aliases: [],
  source: 'quayside',
  *check(file) {
    for (const { index } of file.text.matchAll(/ugly/g)) yield { start: index, end: index + 4, message: 'Ugly.' };
  },
};

const found = (file: Dockerfile): Diagnosed[] => lint(file, defaultLintOptions, { rules: [noBad, noUgly] });

function actionsAt(marked: string, only?: string[]): { actions: CodeAction[]; apply: (title: string) => string } {
  const { file, text, position } = atCursor(marked);
  const request = {
    uri: 'file:///Dockerfile',
    version: 3,
    range: { start: position, end: position },
    only,
    versioned: true,
  };
  const actions = quickFixes(file, found(file), request);
  const apply = (title: string) => {
    const action = actions.find((candidate) => candidate.title === title);
    const [change] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    if (!change) throw new Error(`No action '${title}' among ${actions.map((one) => one.title).join(', ')}`);
    const edits = [...change.edits].sort(
      (a, b) => offsetAt(file.tree, b.range.start) - offsetAt(file.tree, a.range.start),
    );
    return edits.reduce((result, { range, ...edit }) => {
      const newText = 'newText' in edit ? edit.newText : '';
      return result.slice(0, offsetAt(file.tree, range.start)) + newText + result.slice(offsetAt(file.tree, range.end));
    }, text);
  };
  return { actions, apply };
}

test('a fix carries its problem, is preferred, and edits this version only', () => {
  const { actions, apply } = actionsAt('FROM a\nRUN b‸ad\n');
  const [first] = actions;
  expect(first).toMatchObject({ title: 'Use good', kind: 'quickfix', isPreferred: true });
  expect(first?.diagnostics?.map(({ code }) => code)).toEqual(['WorkdirRelativePath']);
  expect(first?.edit?.documentChanges?.[0]).toMatchObject({ textDocument: { uri: 'file:///Dockerfile', version: 3 } });
  expect(apply('Use good')).toBe('FROM a\nRUN good\n');
});

test('clients without versioned edits get plain ones', () => {
  const file = dockerfile('FROM a\nRUN bad\n');
  const position = { line: 1, character: 5 };
  const request = { uri: 'file:///D', version: 1, range: { start: position, end: position }, only: undefined };
  const [action] = quickFixes(file, found(file), { ...request, versioned: false });
  expect(action?.edit?.changes?.['file:///D']).toHaveLength(1);
});

test('the same fix can be applied everywhere in the file', () => {
  const { actions, apply } = actionsAt('FROM a\nRUN b‸ad\nRUN bad bad\n');
  expect(apply('Fix all WorkdirRelativePath in this file')).toBe('FROM a\nRUN good\nRUN good good\n');
  expect(actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title)).toEqual(['Use good']);
  expect(actionsAt('FROM a\nRUN b‸ad\n').actions.map(({ title }) => title)).not.toContain(
    'Fix all WorkdirRelativePath in this file',
  );
});

test('safe fixes are all applied at once when the client asks for that', () => {
  const { actions, apply } = actionsAt('FROM a‸\nRUN bad\nRUN bad\n', [fixAllKind]);
  expect(actions.map(({ kind }) => kind)).toEqual([fixAllKind]);
  expect(apply('Fix all problems that can be fixed safely')).toBe('FROM a\nRUN good\nRUN good\n');
  expect(actionsAt('FROM a‸\nRUN bad\n', ['source.fixAll']).actions).toHaveLength(1);
  expect(actionsAt('FROM a‸\nRUN x\n', [fixAllKind]).actions).toEqual([]);
});

test('only what touches the range and the kinds asked for is offered', () => {
  expect(actionsAt('FROM a\nRUN x‸ bad\n').actions).toEqual([]);
  expect(actionsAt('FROM a\nRUN b‸ad\n', ['refactor']).actions).toEqual([]);
});

test.each([
  ['a misspelt keyword', 'FROM a\nCO‸PI x y\n', 'Change to COPY', 'FROM a\nCOPY x y\n'],
  ['a misspelt flag', 'FROM a\nCOPY --frm‸=b x y\n', 'Change to from', 'FROM a\nCOPY --from=b x y\n'],
])('%s is mended', (_what, marked, title, result) => {
  expect(actionsAt(marked).apply(title)).toBe(result);
});

const line = 'Disable WorkdirRelativePath for this line';
const whole = 'Disable WorkdirRelativePath for this file';
const ours = 'Disable RunAsRoot for this line';
const oursWhole = 'Disable RunAsRoot for this file';

test.each([
  ['a line', 'FROM a\nRUN b‸ad\n', line, 'FROM a\n# check=skip=WorkdirRelativePath\nRUN bad\n'],
  [
    'a line with a comment',
    'FROM a\n# check=skip=X\nRUN b‸ad\n',
    line,
    'FROM a\n# check=skip=X,WorkdirRelativePath\nRUN bad\n',
  ],
  [
    'a line in hadolint style',
    '# hadolint ignore=DL1\nFROM a\nRUN b‸ad\n',
    line,
    '# hadolint ignore=DL1\nFROM a\n# hadolint ignore=DL3000\nRUN bad\n',
  ],
  [
    'a second code in hadolint style',
    'FROM a\n# hadolint ignore=DL1\nRUN b‸ad\n',
    line,
    'FROM a\n# hadolint ignore=DL1,DL3000\nRUN bad\n',
  ],
  ['a rule of ours', 'FROM a\n  RUN u‸gly\n', ours, 'FROM a\n  # hadolint ignore=RunAsRoot\n  RUN ugly\n'],
  ['CRLF', 'FROM a\r\nRUN b‸ad\r\n', line, 'FROM a\r\n# check=skip=WorkdirRelativePath\r\nRUN bad\r\n'],
  [
    'the file below a shebang',
    '#!/usr/bin/env x\nFROM a\nRUN b‸ad\n',
    whole,
    '#!/usr/bin/env x\n# check=skip=WorkdirRelativePath\nFROM a\nRUN bad\n',
  ],
  ['the file', 'FROM a\nRUN b‸ad\n', whole, '# check=skip=WorkdirRelativePath\nFROM a\nRUN bad\n'],
  [
    'the file below directives',
    '# syntax=x\nFROM a\nRUN b‸ad\n',
    whole,
    '# syntax=x\n# check=skip=WorkdirRelativePath\nFROM a\nRUN bad\n',
  ],
  [
    'the file with a check directive',
    '# check=skip=X;error=true\nFROM a\nRUN b‸ad\n',
    whole,
    '# check=skip=X,WorkdirRelativePath;error=true\nFROM a\nRUN bad\n',
  ],
  [
    'the file with another check directive',
    '# check=error=true\nFROM a\nRUN b‸ad\n',
    whole,
    '# check=error=true;skip=WorkdirRelativePath\nFROM a\nRUN bad\n',
  ],
  [
    'a rule of ours in the file',
    'FROM a\nRUN u‸gly\n',
    oursWhole,
    '# hadolint global ignore=RunAsRoot\nFROM a\nRUN ugly\n',
  ],
  [
    'a further rule in the file',
    '# hadolint global ignore=DL1\nFROM a\nRUN u‸gly\n',
    oursWhole,
    '# hadolint global ignore=DL1,RunAsRoot\nFROM a\nRUN ugly\n',
  ],
])('switching off: %s', (_what, marked, title, result) => {
  const { apply } = actionsAt(marked);
  expect(apply(title)).toBe(result);
  const rest = found(dockerfile(result)).filter(({ start }) => start >= result.indexOf('RUN'));
  expect(rest).toEqual([]);
});

test('what a build rejects cannot be switched off', () => {
  expect(actionsAt('FROM a\nCO‸PI x y\n').actions.filter(({ title }) => title.startsWith('Disable'))).toEqual([]);
});
