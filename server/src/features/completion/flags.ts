import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { flagSpec, instructionSpec } from '../../instructions/registry';
import { imageSuggestions, stageSuggestions } from './images';
import { type CompletionOptions, items } from './item';
import { mountItems } from './mounts';
import { type Place, wordSpan } from './place';
import { userSuggestions } from './users';

/** Flags of the instruction, or values of the flag that is being typed; nothing when the word is no flag. */
export function flagItems(place: Place, options: CompletionOptions): CompletionItem[] | undefined {
  const { instruction, word, words } = place;
  if (!instruction || words.length > 0 || !(word === '' || word.startsWith('-'))) return undefined;
  const equals = word.indexOf('=');
  if (equals >= 0) return valueItems(place, word.slice(2, equals), word.slice(equals + 1), options);
  return flagNames(place);
}

function flagNames(place: Place): CompletionItem[] {
  const { file, offset, instruction, word } = place;
  const spec = instructionSpec(instruction?.name ?? '');
  if (!spec) return [];
  const others = instruction?.flags.filter(({ start, end }) => offset <= start || end < offset) ?? [];
  const used = new Set(others.map(({ name }) => name));
  const valueFollows = /^[^\s=]*=/.test(file.text.slice(offset, offset + 100));
  const free = spec.flags.filter(
    ({ name, type }) => (type === 'list' || !used.has(name)) && !(type === 'bool' && valueFollows && word !== ''),
  );
  const before = word === '' && /\S/.test(file.text[offset] ?? ' ');
  return items(
    place,
    before ? { start: offset, end: offset } : wordSpan(place, word.length, /^[^\s=]*=?/),
    free.map(({ name, type, summary }) => ({
      label: `--${name}${type === 'bool' ? '' : '='}`,
      kind: CompletionItemKind.Property,
      detail: summary,
      ...(before && { insert: `--${name}${type === 'bool' ? ' ' : '= '}` }),
      group: 6,
      documentation: { of: 'flag', keyword: spec.keyword, flag: name },
      again: type !== 'bool' && !before,
    })),
  );
}

function valueItems(place: Place, flag: string, typed: string, options: CompletionOptions): CompletionItem[] {
  const keyword = place.instruction?.name ?? '';
  const spec = flagSpec(keyword, flag);
  if (!spec) return [];
  if (flag === 'mount') return mountItems(place, typed, options);
  const span = wordSpan(place, typed.length);
  if (flag === 'from') {
    return items(place, span, [...stageSuggestions(place, { numbers: true }), ...imageSuggestions(options)]);
  }
  if (flag === 'chown') return items(place, span, userSuggestions(place));
  const values =
    spec.values ??
    (spec.type === 'bool'
      ? [
          { value: 'true', summary: 'Yes' },
          { value: 'false', summary: 'No' },
        ]
      : []);
  return items(
    place,
    span,
    values.map(({ value, summary }) => ({ label: value, kind: CompletionItemKind.EnumMember, detail: summary })),
  );
}
