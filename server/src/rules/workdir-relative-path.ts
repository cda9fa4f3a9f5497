import type { Dockerfile } from '../model/dockerfile';
import { isAbsolutePath } from '../model/paths';
import type { Step } from '../model/scope';
import { stepOf } from '../model/variables';
import { buildkitUrl } from './buildkit-url';
import type { Finding, Rule } from './rule';
import { placeOf } from './steps';

export const workdirRelativePath: Rule = {
  code: 'WorkdirRelativePath',
  aliases: ['DL3000'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Start with an absolute WORKDIR',
  why:
    "A relative WORKDIR is taken from the working directory before it. Where no WORKDIR of this file came first, that is the base image's, which " +
    'may change with its next version. Write an absolute path first; later ones may be relative to it.',
  url: buildkitUrl('workdir-relative-path'),
  bad: ['FROM node:22\nWORKDIR ⟦app⟧\n', 'FROM node:22 AS base\nFROM base\nWORKDIR ⟦./app⟧\n'],
  good: [
    'FROM node:22\nWORKDIR /srv\nWORKDIR app\n',
    'FROM node:22 AS base\nWORKDIR /srv\nFROM base\nWORKDIR app\n',
    'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nWORKDIR C:/app\n',
    'FROM node:22\nARG DIR\nWORKDIR $DIR\n',
  ],
  subject: { keywords: ['WORKDIR'] },
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    if (file.byKeyword('WORKDIR').length === 0) return;
    for (const instruction of file.preamble) {
      if (instruction.name === 'WORKDIR') yield* relativePath(stepOf(instruction, undefined), file);
    }
    const settled = new Set<number>();
    for (const stage of file.stages) {
      const inherited = stage.base.stage !== undefined && settled.has(stage.base.stage.index);
      const first = inherited ? undefined : file.steps(stage).find(({ instruction }) => instruction.name === 'WORKDIR');
      if (inherited || first) settled.add(stage.index);
      if (first) yield* relativePath(first, file);
    }
  },
};

function* relativePath(step: Step, file: Dockerfile): Generator<Finding> {
  const [expanded] = file.expansions(step);
  if (!expanded) return;
  const { word, expansion } = expanded;
  // A drive alone is what a line ending in `C:\` leaves: its backslash continues the line.
  if (expansion.error || isAbsolutePath(expansion.text) || /^[A-Za-z]:$/.test(expansion.text)) return;
  const quote = /^["']/.test(word.raw) ? 1 : 0;
  const open = !step.stage || expansion.certainty !== 'certain';
  if (open && word.raw.startsWith('$', quote)) return;
  const at = word.start + quote;
  const dots = /^(?:\.\/)?/.exec(word.raw.slice(quote))?.[0].length ?? 0;
  const fix = { title: 'Make the path absolute', changes: [{ start: at, end: at + dots, text: '/' }], safe: false };
  yield {
    ...placeOf(step, word),
    message: `"${expansion.text}" is relative to the base image's working directory, which may change.`,
    fixes: step.trigger ? [] : [fix],
  };
}
