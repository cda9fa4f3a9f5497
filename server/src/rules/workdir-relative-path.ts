import { isAbsolutePath } from '../model/paths';
import { buildkitUrl } from './buildkit-url';
import type { Rule } from './rule';
import { placeOf } from './step-place';

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
  fixable: true,
  fixChangesImage: true,
  *check(file) {
    if (file.byKeyword('WORKDIR').length === 0) return;
    const settled = new Set<number>();
    for (const stage of file.stages) {
      let set = stage.base.stage !== undefined && settled.has(stage.base.stage.index);
      const first = set ? undefined : file.steps(stage).find(({ instruction }) => instruction.name === 'WORKDIR');
      set ||= first !== undefined;
      if (set) settled.add(stage.index);
      const [expanded] = first ? file.expansions(first) : [];
      if (!first || !expanded) continue;
      const { word, expansion } = expanded;
      if (expansion.error || isAbsolutePath(expansion.text)) continue;
      if (expansion.certainty !== 'certain' && word.raw.replace(/^["']/, '').startsWith('$')) continue;
      const span = placeOf(first, word);
      const quote = /^["']/.test(word.raw) ? 1 : 0;
      const at = word.start + quote;
      const dots = /^(?:\.\/)?/.exec(word.raw.slice(quote))?.[0].length ?? 0;
      const fix = {
        title: 'Make the path absolute',
        changes: [{ start: at, end: at + dots, text: '/' }],
        safe: false,
      };
      yield {
        ...span,
        message: `"${expansion.text}" is relative to the base image's working directory, which may change.`,
        fixes: first.trigger ? [] : [fix],
      };
    }
  },
};
