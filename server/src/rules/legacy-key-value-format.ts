import { pairsOf } from '../model/scope';
import type { Pair, Tree } from '../parser/nodes';
import { buildkitUrl } from './buildkit-url';
import type { Fix, Rule } from './rule';
import { builtSteps, placeOf } from './steps';

export const legacyKeyValueFormat: Rule = {
  code: 'LegacyKeyValueFormat',
  aliases: [],
  source: 'buildkit',
  severity: 'warning',
  summary: 'Write ENV and LABEL as name=value',
  why:
    'The old form `ENV name value` takes the rest of the line as one value, so it can set only one name, and `ENV a=1 b` and `ENV a 1 b=2` mean ' +
    'surprising things. Write `ENV name=value`, with quotes where the value holds blanks.',
  url: buildkitUrl('legacy-key-value-format'),
  bad: [
    'FROM alpine:3.22\nENV ⟦LANG C.UTF-8⟧\n',
    'FROM alpine:3.22\nLABEL ⟦description a small image⟧\n',
    'FROM alpine:3.22\nENV ⟦NAME "Ada" Lovelace⟧\n',
    'FROM alpine:3.22\nENV ⟦TOOLS \\\n  gcc \\\n  make⟧\n',
  ],
  good: ['FROM alpine:3.22\nENV LANG=C.UTF-8 NAME="Ada Lovelace"\n', 'ARG a=1\nFROM alpine:3.22\n'],
  subject: { keywords: ['ENV', 'LABEL'] },
  fixable: true,
  *check(file) {
    for (const step of builtSteps(file)) {
      const { keyword, name } = step.instruction;
      if (name !== 'ENV' && name !== 'LABEL') continue;
      for (const pair of pairsOf(step.instruction)) {
        if (pair.form !== 'legacy') continue;
        yield {
          ...placeOf(step, pair),
          message: `Write ${keyword.text} name=value instead of the old form ${keyword.text} name value.`,
          fixes: step.trigger ? [] : toEquals(pair, file.tree),
        };
      }
    }
  },
};

/** Joins name and value so that the value stays what it is. */
function toEquals({ name, value, start, end }: Pair, tree: Tree): Fix[] {
  if (!value) return [];
  const title = 'Write name=value';
  if (value.end - value.start !== value.text.length) {
    // Quotes around all lines keep each as it is; only the first one moves up to the name.
    const between = tree.text.slice(name.end, value.start);
    if (/["']/.test(value.text) || value.text.includes(tree.escape) || between.includes('#')) return [];
    const changes = [
      { start: name.end, end: value.start, text: '="' },
      { start: value.end, end: value.end, text: '"' },
    ];
    return [{ title, changes, safe: true }];
  }
  const joined = joinable(value.text, tree.escape);
  return joined === undefined ? [] : [{ title, changes: [{ start, end, text: `${name.text}=${joined}` }], safe: true }];
}

/** The value as one word: as it is, in quotes, or with its unquoted blanks escaped. */
function joinable(text: string, token: string): string | undefined {
  if (!/\s/.test(text)) return text;
  if (!text.includes('"') && !text.includes("'") && !text.includes(token)) return `"${text}"`;
  const escaped = token === '`' ? '`[^]' : '\\\\[^]';
  const pieces = new RegExp(`'[^']*'|"(?:${escaped}|[^"])*"|${escaped}|\\s|[^]`, 'g');
  const parts = text.match(pieces) ?? [];
  if (parts.some((part) => part === '"' || part === "'" || part === token)) return undefined;
  return parts.map((part) => (/^\s$/.test(part) ? token + part : part)).join('');
}
