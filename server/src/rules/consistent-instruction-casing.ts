import { instructionSpec } from '../instructions/registry';
import { buildkitUrl } from './buildkit-url';
import { casingOf, inCasing } from './keyword-casing';
import type { Rule } from './rule';

export const consistentInstructionCasing: Rule = {
  code: 'ConsistentInstructionCasing',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Write all keywords in the same case',
  why:
    'Keywords may be written in any case, and upper case is the custom. A file that mixes cases is harder to read. The case that most of the ' +
    'file uses is taken as the intended one.',
  url: buildkitUrl('consistent-instruction-casing'),
  bad: ['FROM alpine:3.22\n⟦run⟧ echo one\n⟦Copy⟧ a b\n', 'from alpine:3.22\nrun echo one\n⟦CMD⟧ ["sh"]\n'],
  good: [
    'FROM alpine:3.22\nRUN echo one\n',
    'from alpine:3.22\nrun echo one\n',
    'arg V=3\nFROM alpine:$V\nRUN echo one\n',
  ],
  fixable: true,
  *check(file) {
    const from = file.stages[0]?.from.index ?? Number.POSITIVE_INFINITY;
    // Most files are upper case throughout: the name is the keyword in upper case.
    if (file.tree.instructions.every(({ name, start }) => file.text.startsWith(name, start))) return;
    // What is no keyword is told of as such.
    const inStages = file.tree.instructions.slice(from).filter(({ name }) => instructionSpec(name));
    let balance = 0;
    for (const { keyword } of inStages) {
      const casing = casingOf(keyword.text);
      if (casing !== 'mixed') balance += casing === 'lower' ? 1 : -1;
    }
    const majority = balance > 0 ? 'lower' : 'upper';
    for (const { keyword } of inStages) {
      const { text, start, end } = keyword;
      const wanted = inCasing(text, majority);
      if (text === wanted) continue;
      yield {
        start,
        end,
        message: `'${text}' should match the case of most keywords in this file: ${majority} case.`,
        fixes: [{ title: `Change to ${wanted}`, changes: [{ start, end, text: wanted }], safe: true }],
      };
    }
  },
};
