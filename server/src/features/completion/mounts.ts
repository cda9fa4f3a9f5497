import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { toolCaches } from '../../instructions/caches';
import { mountOption, mountOptions, mountTypes } from '../../instructions/mounts';
import { mountTypeOf } from '../mount-parts';
import { imagePathItems } from './image-paths';
import { imageSuggestions, stageSuggestions } from './images';
import { type CompletionOptions, items, type Suggestion } from './item';
import { pathItems } from './paths';
import { type Place, wordSpan } from './place';

const behind = /^[^\s,]*/;

/** Types, options and values of `--mount=`; `typed` is its value up to the cursor. */
export function mountItems(place: Place, typed: string, options: CompletionOptions): CompletionItem[] {
  const comma = typed.lastIndexOf(',');
  const field = typed.slice(comma + 1);
  const fields = typed
    .slice(0, Math.max(comma, 0))
    .split(',')
    .filter((text) => text !== '')
    .map((text) => ({ key: text.split('=', 1)[0]?.toLowerCase() ?? '', value: /=(.*)$/.exec(text)?.[1] }));
  const equals = field.indexOf('=');
  if (equals >= 0) {
    const value = field.slice(equals + 1);
    const key = field.slice(0, equals);
    const option = mountOption(key)?.name;
    if (option === 'source') return sourceItems(place, value, fields);
    if (option === 'target' && mountTypeOf(fields) === 'cache') {
      return items(place, wordSpan(place, value.length, behind), cacheFolders(place));
    }
    return items(place, wordSpan(place, value.length, behind), values(place, key, options));
  }
  const alone = /^(\s|$)/.test(place.file.text.slice(place.offset, place.offset + 1));
  const wholeTypes = comma < 0 && alone ? typeSuggestions(options) : [];
  const names = optionSuggestions(fields);
  return items(place, wordSpan(place, field.length, /^[^\s,=]*=?/), [...wholeTypes, ...names]);
}

/** Paths of the build context, or of the stage that `from` names. */
function sourceItems(place: Place, value: string, fields: readonly Field[]): CompletionItem[] {
  const from = fields.find(({ key }) => key === 'from')?.value;
  if (from !== undefined) return imagePathItems(place, from, value, behind);
  return isContext(fields) ? pathItems(place, value, /^[^\s,/]*/) : [];
}

/** Where package managers keep their downloads; first those that the command calls. */
function cacheFolders({ file, instruction }: Place): Suggestion[] {
  const commands = (instruction && file.scriptOf(instruction)?.commands) ?? [];
  return toolCaches.flatMap(({ commands: tools, folders }) =>
    folders.map((label) => ({
      label,
      kind: CompletionItemKind.Folder,
      detail: `Downloads of ${tools[0]}`,
      group: commands.some(({ name }) => tools.includes(name)) ? 1 : 2,
    })),
  );
}

interface Field {
  readonly key: string;
  readonly value: string | undefined;
}

/** Only bind mounts without `from` take their source from the build context. */
function isContext(fields: readonly Field[]): boolean {
  return mountTypeOf(fields) === 'bind' && !fields.some(({ key }) => key === 'from');
}

function typeSuggestions({ snippets }: CompletionOptions): Suggestion[] {
  return mountTypes.map(({ type, summary, insert }) => ({
    label: `type=${type}`,
    kind: CompletionItemKind.EnumMember,
    detail: summary,
    insert: snippets ? insert : `type=${type}`,
    snippet: snippets,
    group: 1,
    documentation: { of: 'mount-type', type },
  }));
}

function optionSuggestions(fields: readonly Field[]): Suggestion[] {
  const type = mountTypeOf(fields);
  const used = new Set(fields.map(({ key }) => mountOption(key)?.name));
  return mountOptions
    .filter(({ name, types }) => types.includes(type) && !used.has(name))
    .map(({ name, kind, summary }) => ({
      label: kind === 'bool' ? name : `${name}=`,
      kind: CompletionItemKind.Property,
      detail: summary,
      documentation: { of: 'mount-option', option: name },
      again: kind === 'enum' || kind === 'stage',
    }));
}

function values(place: Place, key: string, options: CompletionOptions): Suggestion[] {
  const option = mountOption(key);
  if (option?.kind === 'stage') return [...stageSuggestions(place, { numbers: false }), ...imageSuggestions(options)];
  return (option?.values ?? []).map(({ value, summary }) => ({
    label: value,
    kind: CompletionItemKind.EnumMember,
    detail: summary,
    ...(option?.name === 'type' && { documentation: { of: 'mount-type', type: value } as const }),
  }));
}
