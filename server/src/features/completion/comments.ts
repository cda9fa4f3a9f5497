import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { directives } from '../../instructions/directives';
import { directiveSpec } from '../../instructions/registry';
import { rules } from '../../rules/registry';
import type { Rule } from '../../rules/rule';
import { items, type Suggestion } from './item';
import { type Place, wordSpan } from './place';

/** Directives at the head of the file, and the comments that switch rules off. */
export function commentItems(place: Place): CompletionItem[] {
  const { word } = place;
  const line = word.replace(/^\ufeff/, '');
  const check = /^\s*#\s*check\s*=\s*(?:[^;]*;)*\s*(?:skip|experimental)\s*=\s*(?:[\w-]+\s*,\s*)*([\w-]*)$/i.exec(line);
  if (check) return ruleItems(place, check[1] ?? '', (rule) => rule.source === 'buildkit', true);
  const ignore = /^\s*#\s*hadolint\s+(?:global\s+|stage\s+)?ignore\s*=\s*(?:[\w-]+\s*,\s*)*([\w-]*)$/.exec(line);
  if (ignore) return ruleItems(place, ignore[1] ?? '', () => true, false);
  const value = /^\s*#\s*(syntax|escape|check)\s*=\s*(\S*)$/i.exec(line);
  if (value) return directiveValues(place, value[1]?.toLowerCase() ?? '', value[2] ?? '');
  const start = /^\s*#\s*([\w ]*)$/.exec(line);
  return start ? commentStarts(place, start[1] ?? '') : [];
}

function ruleItems(place: Place, typed: string, wanted: (rule: Rule) => boolean, codesOnly: boolean): CompletionItem[] {
  const suggestions: Suggestion[] = [];
  const seen = new Set<string>();
  for (const rule of rules.filter(wanted)) {
    for (const label of codesOnly ? [rule.code] : [rule.code, ...rule.aliases]) {
      if (seen.has(label)) continue;
      seen.add(label);
      suggestions.push({
        label,
        kind: CompletionItemKind.EnumMember,
        detail: rule.summary,
        documentation: { of: 'rule', code: rule.code },
      });
    }
  }
  if (codesOnly)
    suggestions.push({ label: 'all', kind: CompletionItemKind.EnumMember, detail: 'All checks', group: 8 });
  return items(place, wordSpan(place, typed.length, /^[\w-]*/), suggestions);
}

function directiveValues(place: Place, key: string, typed: string): CompletionItem[] {
  const values = directiveSpec(key)?.values ?? [];
  return items(
    place,
    wordSpan(place, typed.length),
    values.map(({ value, summary }) => ({
      label: value,
      kind: CompletionItemKind.Value,
      detail: summary,
      documentation: { of: 'directive', key },
      again: value.endsWith('='),
    })),
  );
}

function commentStarts(place: Place, typed: string): CompletionItem[] {
  const { file, offset } = place;
  const used = new Set(file.tree.directives.filter(({ end }) => end < offset).map(({ key }) => key));
  const suggestions: Suggestion[] = atHead(place)
    ? directives
        .filter(({ key }) => !used.has(key))
        .map(({ key, summary }) => ({
          label: `${key}=`,
          kind: CompletionItemKind.Keyword,
          detail: summary,
          group: 1,
          documentation: { of: 'directive', key },
          again: true,
        }))
    : [
        {
          label: 'check=skip=',
          kind: CompletionItemKind.Keyword,
          detail: 'Switch build checks off for the next instruction',
          group: 2,
          again: true,
        },
      ];
  suggestions.push(
    {
      label: 'hadolint ignore=',
      kind: CompletionItemKind.Keyword,
      detail: 'Switch rules off for the next instruction',
      group: 3,
      again: true,
    },
    {
      label: 'hadolint global ignore=',
      kind: CompletionItemKind.Keyword,
      detail: 'Switch rules off for the whole file',
      group: 4,
      again: true,
    },
  );
  return items(place, wordSpan(place, typed.length, /^[\w=]*/), suggestions);
}

/** True where a comment would still be a directive: nothing but directives above it. */
function atHead({ file, offset }: Place): boolean {
  const { tree, text } = file;
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  const last = tree.directives.findLast(({ start }) => start < line);
  const above = text.slice(last ? last.end : 0, line).replace(/^\ufeff/, '');
  return last ? /^\r?\n$/.test(above) : above === '';
}
