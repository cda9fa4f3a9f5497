import type { Instruction, Tree } from '../parser/nodes';
import { buildkitUrl } from './buildkit-url';
import type { Rule, TextChange } from './rule';

export const noEmptyContinuation: Rule = {
  code: 'NoEmptyContinuation',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Leave no empty lines inside a continued instruction',
  why:
    'After a line that ends in a continuation, an empty line is skipped and the instruction goes on, which is easily overlooked: the next ' +
    'lines look like a new instruction and are not. A future version of BuildKit will refuse such files. Remove the empty lines, or the ' +
    'continuation before them.',
  url: buildkitUrl('no-empty-continuation'),
  bad: ['FROM alpine:3.22\nRUN echo one && \\\n\n⟦    echo two⟧\n'],
  good: ['FROM alpine:3.22\nRUN echo one && \\\n    # two\n    echo two\n'],
  fixable: true,
  *check({ tree }) {
    for (const instruction of tree.instructions) {
      const { emptyContinuations, lastLine } = instruction;
      if (emptyContinuations.length === 0) continue;
      const plural = emptyContinuations.length > 1;
      yield {
        ...lineSpan(tree, lastLine),
        message: `${plural ? 'Empty lines stand' : 'An empty line stands'} inside this continued instruction.`,
        fixes: [
          {
            title: plural ? 'Remove the empty lines' : 'Remove the empty line',
            changes: removals(tree, instruction),
            safe: true,
          },
        ],
        related: emptyContinuations.map(({ start, end }) => ({ start, end, message: 'This line is empty.' })),
      };
    }
  },
};

function lineSpan({ text, lineStarts }: Tree, line: number): { start: number; end: number } {
  const start = lineStarts[line] ?? 0;
  const next = lineStarts[line + 1];
  const end = start + text.slice(start, next === undefined ? text.length : next - 1).trimEnd().length;
  return { start, end };
}

function removals({ text, lineStarts }: Tree, { emptyContinuations, startLine }: Instruction): TextChange[] {
  let line = startLine;
  return emptyContinuations.map(({ start }) => {
    while ((lineStarts[line + 1] ?? Number.POSITIVE_INFINITY) <= start) line++;
    return { start, end: lineStarts[line + 1] ?? text.length, text: '' };
  });
}
