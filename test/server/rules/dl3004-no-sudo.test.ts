import { expect, test } from 'vitest';
import { dl3004 } from '../../../server/src/rules/dl3004-no-sudo';
import { check } from '../../support/lint';
import { ruleCases } from '../../support/rule-cases';

ruleCases(dl3004, {
  onBuild: true,
  marks: [
    'RUN ⟦sudo⟧ apt-get update',
    'RUN a && ⟦sudo⟧ -u x b | ⟦/usr/bin/sudo⟧ c',
    "RUN sh -c '⟦sudo⟧ a'",
    'RUN x="$(⟦sudo⟧ cat /y)"',
    'RUN ⟦sudo⟧ -v',
    'RUN <<EOF\n⟦sudo⟧ a\nEOF',
    'RUN apt-get install -y sudo',
    'RUN echo sudo a',
    'CMD sudo a',
  ],
  fixes: [
    ['RUN sudo a', 'RUN a'],
    ['RUN a && sudo \\\n  b', 'RUN a && b'],
    ['RUN sudo -E a', 'RUN sudo -E a'],
    ["RUN sudo bash -c 'a'", "RUN bash -c 'a'"],
  ],
});

test.each([
  ['FROM debian:13\nRUN sudo a', true],
  ['FROM debian:13\nUSER root\nRUN sudo a', true],
  ['FROM debian:13\nUSER app\nRUN sudo a', false],
  ['FROM debian:13 AS b\nUSER app\nFROM b\nRUN sudo a', false],
  ['FROM debian:13\nARG U\nUSER $U\nRUN sudo a', false],
  ['FROM jenkins/jenkins:2.516\nRUN sudo a', false],
  ['FROM debian:13\nONBUILD RUN sudo a', false],
])('removing sudo is safe only for root: %j', (text, safe) => {
  const [found] = check(text, { rules: [dl3004] }).diagnostics;
  expect(found?.fixes.map((fix) => fix.safe)).toEqual([safe]);
});
