import type { Step } from '../model/scope';
import { stepOf } from '../model/variables';
import type { Tree } from '../parser/nodes';
import { buildkitUrl } from './buildkit-url';
import type { Finding, Fix, Rule } from './rule';
import { placeOf } from './steps';

const singular: readonly string[] = ['CMD', 'ENTRYPOINT', 'HEALTHCHECK'];

export const multipleInstructionsDisallowed: Rule = {
  code: 'MultipleInstructionsDisallowed',
  aliases: ['DL4003', 'DL4004', 'DL3012'],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Write CMD, ENTRYPOINT and HEALTHCHECK once per stage',
  why:
    'An image has one CMD, one ENTRYPOINT and one HEALTHCHECK: the last one of a stage counts, the ones above it do nothing. Remove them, or join ' +
    'what they do in one script. A later stage may set its own.',
  url: buildkitUrl('multiple-instructions-disallowed'),
  bad: [
    'FROM alpine:3.22\n⟦CMD ["one"]⟧\nCMD ["two"]\n',
    'FROM alpine:3.22\n⟦ENTRYPOINT ["one"]⟧\nRUN echo\n⟦ENTRYPOINT ["two"]⟧\nENTRYPOINT ["three"]\n',
    'FROM alpine:3.22\n⟦HEALTHCHECK NONE⟧\nHEALTHCHECK CMD ["check"]\n',
  ],
  good: [
    'FROM alpine:3.22\nENTRYPOINT ["app"]\nCMD ["--help"]\n',
    'FROM alpine:3.22 AS base\nCMD ["one"]\nFROM base\nCMD ["two"]\n',
  ],
  subject: { keywords: singular },
  fixable: true,
  *check(file) {
    if (singular.every((keyword) => file.byKeyword(keyword).length < 2)) return;
    // Lines above the first FROM count as a stage whose FROM is still to be written.
    yield* repeatedIn(
      file.preamble.map((instruction) => stepOf(instruction, undefined)),
      file.tree,
    );
    for (const stage of file.stages) yield* repeatedIn(file.steps(stage), file.tree);
  },
};

function* repeatedIn(steps: readonly Step[], tree: Tree): Generator<Finding> {
  const previous = new Map<string, Step>();
  for (const step of steps) {
    const { instruction } = step;
    if (!singular.includes(instruction.name)) continue;
    const earlier = previous.get(instruction.name);
    previous.set(instruction.name, step);
    if (!earlier) continue;
    yield {
      ...placeOf(earlier, earlier.instruction),
      message: `This stage has another ${instruction.keyword.text} below, and only the last one is used.`,
      tags: earlier.trigger ? [] : ['unnecessary'],
      related: [{ ...placeOf(step, instruction.keyword), message: `The next ${instruction.name} of the stage.` }],
      suppressAt: step.trigger && step.stage ? step.stage.from : instruction,
      fixes: earlier.trigger ? [] : [removal(earlier, tree)],
    };
  }
}

/** Removes the instruction with the lines that it stands on. */
function removal({ instruction }: Step, { text, lineStarts }: Tree): Fix {
  const start = lineStarts[instruction.startLine] ?? instruction.start;
  const end = lineStarts[instruction.endLine + 1] ?? text.length;
  return { title: `Remove this ${instruction.name}`, changes: [{ start, end, text: '' }], safe: true };
}
