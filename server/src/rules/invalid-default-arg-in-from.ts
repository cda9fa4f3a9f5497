import { expandWord } from '../model/expand';
import { argumentWords } from '../model/expandable';
import { isPlaceholder } from '../model/problems/placeholder';
import { pairsOf } from '../model/scope';
import { globalScope } from '../model/variables';
import { parseReference } from '../syntax/values/reference';
import { buildkitUrl } from './buildkit-url';
import type { Rule } from './rule';

export const invalidDefaultArgInFrom: Rule = {
  code: 'InvalidDefaultArgInFrom',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Give ARGs that FROM uses defaults that make a valid image name',
  why:
    'Without `--build-arg` the name of the base image comes out empty or malformed, so a plain `docker build` fails, and tools that read the file ' +
    'cannot tell the base. Give the ARG a default, such as `ARG VERSION=3.22`.',
  url: buildkitUrl('invalid-default-arg-in-from'),
  bad: ['ARG VERSION\nFROM ⟦alpine:$VERSION⟧\n', 'ARG BASE=""\nFROM ⟦${BASE}⟧\n'],
  good: ['ARG VERSION=3.22\nFROM alpine:$VERSION\n', 'ARG VARIANT\nFROM alpine:3.22${VARIANT}\n', 'FROM alpine:3.22\n'],
  fixable: false,
  *check(file) {
    if (!file.stages.some(({ base }) => base.raw.includes('$'))) return;
    const { platform, target } = file.options;
    const options = { ...(platform !== undefined && { platform }), ...(target !== undefined && { target }) };
    const scope = globalScope(file.preamble, file.tree.escape, options, file.stages.at(-1)?.name);
    const lookup = (name: string) => scope.lookup(name);
    const defaults = file.preamble.flatMap((instruction) => pairsOf(instruction)).map(({ value }) => value?.text ?? '');
    if (defaults.some((text) => expandWord(text, { escape: file.tree.escape, lookup }).error)) return;
    for (const { from, base } of file.stages) {
      const [word] = argumentWords(from, 'base');
      if (!word) continue;
      const { text, error } = expandWord(word.raw, { escape: file.tree.escape, lookup });
      if (error) return;
      if (!word.raw.includes('$') || isPlaceholder(word.raw) || parseReference(text).ok) continue;
      const message =
        text === ''
          ? `The defaults of the ARGs make ${base.raw} empty, so there is no base image.`
          : `The defaults of the ARGs make ${base.raw} "${text}", which is no valid image name.`;
      yield { ...base.span, message };
    }
  },
};
