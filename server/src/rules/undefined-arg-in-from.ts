import type { Dockerfile } from '../model/dockerfile';
import { pairsOf } from '../model/scope';
import { platformArguments, stepOf } from '../model/variables';
import { suggest } from '../syntax/values/suggest';
import { buildkitUrl } from './buildkit-url';
import { casingOf, inCasing } from './keyword-casing';
import { firstOfEach, renameFix } from './references';
import type { Fix, Rule } from './rule';

export const undefinedArgInFrom: Rule = {
  code: 'UndefinedArgInFrom',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Declare the ARGs that FROM uses before the first FROM',
  why:
    'FROM sees only the ARGs before the first FROM and the platform arguments such as `BUILDPLATFORM`. Any other variable is empty there, whatever ' +
    '`--build-arg` says, so the base image is not the one you mean. Declare the argument at the top of the file.',
  url: buildkitUrl('undefined-arg-in-from'),
  bad: [
    'FROM node:22⟦${VARIANT}⟧\n',
    'ARG TAG=22\nFROM --platform=linux⟦$SUFFIX⟧ node:$TAG\n',
    'FROM alpine:3.22 AS base\nARG SUFFIX\nFROM base⟦$SUFFIX⟧\n',
  ],
  good: ['ARG VARIANT\nFROM node:22${VARIANT}\n', 'FROM --platform=$BUILDPLATFORM node:22\n'],
  fixable: true,
  *check(file) {
    for (const { from } of file.stages) {
      if (!file.text.slice(from.start, from.end).includes('$')) continue;
      const declared = file.shared(declaredNames);
      for (const { word, expansion } of file.expansions(stepOf(from, undefined))) {
        for (const reference of firstOfEach(expansion.references)) {
          const { name, matched, start, end } = reference;
          if (matched || declared.has(name)) continue;
          const similar = suggest(name, [...declared, ...platformArguments]);
          yield {
            ...word.spanOf(start, end),
            message: `FROM argument '${name}' is not declared before the first FROM${similar ? `; did you mean ${similar}?` : '.'}`,
            fixes: [...renameFix(word, reference, similar), declaration(name, file)],
          };
        }
      }
    }
  },
};

function declaredNames({ preamble }: Dockerfile): ReadonlySet<string> {
  const declared = preamble.filter(({ name }) => name === 'ARG').flatMap((instruction) => pairsOf(instruction));
  return new Set(declared.map(({ name }) => name.text));
}

/** Declares an argument above the first FROM. */
function declaration(name: string, { stages, tree }: Dockerfile): Fix {
  const first = stages[0]?.from;
  const at = first ? (tree.lineStarts[first.startLine] ?? first.start) : 0;
  const keyword = inCasing('ARG', first ? casingOf(first.keyword.text) : 'upper');
  return {
    title: `Declare ARG ${name} before the first FROM`,
    changes: [{ start: at, end: at, text: `${keyword} ${name}\n` }],
    safe: false,
  };
}
