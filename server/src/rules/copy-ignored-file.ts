import { posix } from 'node:path';
import type { BuildContext } from '../model/build-context';
import type { Dockerfile } from '../model/dockerfile';
import { settled } from '../model/problems/expansion';
import { isGitSource, isHttpSource } from '../model/problems/sources';
import type { Step } from '../model/scope';
import { copyFrom } from '../model/stages';
import { buildkitUrl } from './buildkit-url';
import type { Finding, Rule } from './rule';
import { builtSteps, placeOf } from './steps';

const ignored = { '.dockerignore': 'node_modules\n*.log\n' };

export const copyIgnoredFile: Rule = {
  code: 'CopyIgnoredFile',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Do not copy files that .dockerignore excludes',
  why:
    'A path that the ignore file excludes is not sent to the builder, so COPY and ADD do not find it and the build fails. Remove the pattern from the ' +
    'ignore file, or the instruction. Ignore files with exceptions (`!pattern`) are not judged.',
  url: buildkitUrl('copy-ignored-file'),
  bad: [
    { dockerfile: 'FROM alpine:3.22\nCOPY ⟦debug.log⟧ /logs/\n', files: ignored },
    { dockerfile: 'FROM alpine:3.22\nADD ⟦node_modules/react⟧ src /app/\n', files: ignored },
  ],
  good: [
    { dockerfile: 'FROM alpine:3.22\nCOPY src /app/\n', files: ignored },
    { dockerfile: 'FROM alpine:3.22 AS a\nFROM alpine:3.22\nCOPY --from=a /debug.log /\n', files: ignored },
    { dockerfile: 'FROM alpine:3.22\nADD https://example.org/debug.log /logs/\n', files: ignored },
  ],
  subject: { keywords: ['COPY', 'ADD'] },
  fixable: false,
  *check(file) {
    const { context } = file.options;
    if (!context?.ignoreFile || /^[^#\S]*!/m.test(context.ignoreFile.text)) return;
    for (const step of builtSteps(file)) {
      const { name } = step.instruction;
      if ((name === 'COPY' || name === 'ADD') && !copyFrom(step.instruction)) yield* ignoredIn(step, context, file);
    }
  },
};

function* ignoredIn(step: Step, context: BuildContext, file: Dockerfile): Generator<Finding> {
  for (const expanded of file.expansions(step)) {
    const { word } = expanded;
    const source = word.role === 'source' ? settled(expanded) : undefined;
    if (!source || isGitSource(source) || isHttpSource(source)) continue;
    const pattern = exclusionOf(source, context);
    if (!pattern) continue;
    const ignoreFile = context.ignoreFile?.path.split('/').at(-1);
    yield {
      ...placeOf(step, word),
      message: `"${source}" is excluded by "${pattern}" in ${ignoreFile}, so ${step.instruction.name} does not find it.`,
    };
  }
}

/** The pattern that excludes a source; the whole context only counts as excluded when everything is. */
function exclusionOf(source: string, context: BuildContext): string | undefined {
  const path = posix.resolve('/', source).slice(1);
  if (path !== '') return context.excludedBy(path)?.pattern;
  return context.ignoreFile?.text
    .split(/\r?\n/)
    .find((line) => /^\s*\/?(?:\*|\*\*|\*\*\/\*)\s*$/.test(line))
    ?.trim();
}
