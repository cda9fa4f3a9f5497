import { pairsOf } from '../model/scope';
import { stageNameOf } from '../model/stages';
import type { Comment, Instruction, Span } from '../parser/nodes';
import { buildkitUrl } from './buildkit-url';
import type { Rule } from './rule';

export const invalidDefinitionDescription: Rule = {
  code: 'InvalidDefinitionDescription',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  enabledByDefault: false,
  summary: 'Start the comment of an ARG or a stage with its name',
  why:
    'BuildKit shows the comment above an ARG or a named stage as its description (`docker build --call=outline`) when it starts with the name: ' +
    '`# VERSION of the base image`. Other comments directly above are taken for descriptions gone wrong; put a line with only `#` in between. The check ' +
    'is experimental: `# check=experimental=InvalidDefinitionDescription` turns it on.',
  url: buildkitUrl('invalid-definition-description'),
  bad: ['# The version.\nARG ⟦VERSION⟧=3.22\nFROM alpine:3.22\n', '# Compiles.\nFROM alpine:3.22 AS ⟦build⟧\n'],
  good: [
    '# VERSION of the base image.\nARG VERSION=3.22\nFROM alpine:$VERSION\n',
    '# build compiles.\nFROM alpine:3.22 AS build\n',
    '# Not a description.\n#\nFROM alpine:3.22 AS build\n',
    '# Without a name.\nFROM alpine:3.22\n',
  ],
  fixable: false,
  *check(file) {
    for (const instruction of [...file.byKeyword('ARG'), ...file.byKeyword('FROM')]) {
      const last = instruction.comments.at(-1);
      const [first] = instruction.parent || !last ? [] : definedNames(instruction);
      if (!last || !first) continue;
      const names = definedNames(instruction);
      if (names.some(({ name }) => name === firstWord(last))) continue;
      const shown = names.length > 1 ? '<name>' : first.name;
      yield {
        start: first.span.start,
        end: first.span.end,
        message: `The comment above should have the form "# ${shown} description", or be set apart by a line with only "#".`,
        related: [{ start: last.start, end: last.end, message: 'This comment.' }],
      };
    }
  },
};

function definedNames(instruction: Instruction): readonly { readonly name: string; readonly span: Span }[] {
  if (instruction.name === 'ARG') return pairsOf(instruction).map(({ name }) => ({ name: name.text, span: name }));
  const stage = stageNameOf(instruction);
  return stage ? [stage] : [];
}

/** BuildKit keeps the `#` of an indented comment. */
function firstWord({ text, indented }: Comment): string {
  return indented ? '#' : (text.split(' ', 1)[0] ?? '');
}
