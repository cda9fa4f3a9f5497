import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver-types';
import { isRemote, relative } from '../context-paths';
import { imagePathItems } from './image-paths';
import { items, type Suggestion } from './item';
import { type Place, wordSpan } from './place';

/** Files and folders of the build context, or of the stage that is copied from, for a source of COPY or ADD. */
export function sourceItems(place: Place): CompletionItem[] {
  const { file, instruction, flags, word } = place;
  if (!instruction || instruction.name === 'RUN') return [];
  const json = instruction.rest.text.startsWith('[');
  const typed = json ? jsonString(place) : word;
  const from = flags.findLast((flag) => flag.startsWith('--from='))?.slice('--from='.length);
  if (from !== undefined) {
    return typed === undefined ? [] : imagePathItems(place, from, typed, json ? /^[^"]*/ : /^\S*/);
  }
  if (typed === undefined || isRemote(typed) || typed.includes('$') || !file.options.context) return [];
  return pathItems(place, typed, json ? /^[^/"]*/ : /^[^\s/]*/);
}

/**
 * What stands in the folder that the typed path leads to; only its last part is replaced. Names with blanks or quotes are
 * offered in JSON form only, since the other form cannot hold them.
 */
export function pathItems(place: Place, typed: string, behind: RegExp): CompletionItem[] {
  const { context } = place.file.options;
  const slash = typed.lastIndexOf('/') + 1;
  const folder = relative(typed.slice(0, slash) || '.');
  if (!context || folder === undefined) return [];
  const json = behind.source.includes('"');
  const suggestions: Suggestion[] = [];
  for (const entry of context.entries(folder)) {
    if (!json && /[\s"'\\$]/.test(entry.name)) continue;
    const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
    const exclusion = context.excludedBy(path);
    const label = entry.folder ? `${entry.name}/` : entry.name;
    suggestions.push({
      label,
      kind: entry.folder ? CompletionItemKind.Folder : CompletionItemKind.File,
      detail: exclusion ? `Not sent: .dockerignore has ${exclusion.pattern} in line ${exclusion.line + 1}` : undefined,
      insert: json ? JSON.stringify(label).slice(1, -1) : label,
      deprecated: exclusion !== undefined,
      group: exclusion ? 8 : entry.folder ? 2 : 3,
      again: entry.folder,
    });
  }
  return items(place, wordSpan(place, typed.length - slash, behind), suggestions);
}

/** The part before the cursor of the JSON string that it stands in; undefined outside of strings. */
function jsonString({ file, instruction, offset }: Place): string | undefined {
  const before = file.text.slice(instruction?.rest.start ?? offset, offset);
  const parts = before.replace(/\\./g, '  ').split('"');
  return parts.length % 2 === 0 ? before.slice(before.length - (parts.at(-1)?.length ?? 0)) : undefined;
}
