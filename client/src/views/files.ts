import { EngineError } from '../engine/errors';
import { compareEntries, type Entry, effectiveKind, modeWords } from '../files/entry';
import { childOf, type Place } from '../files/place';
import { code, escapeMarkdown, facts, size } from './format';
import type { Details, Row } from './view';

/** More than anybody looks through, and more than a tree shows at ease. */
const mostRows = 10_000;

/** The row under which the files of a container, volume or image are browsed. */
export function filesRow(parent: string, holder: Omit<Place, 'path'>, read: Details): Row {
  const place: Place = { ...holder, path: '/' };
  const id = `${parent}/files`;
  return {
    id,
    label: 'Files',
    icon: { name: 'files' },
    context: contextOf(place, 'root'),
    target: { kind: 'file', item: { place, kind: 'folder', size: undefined } },
    children: () => folderRows(id, place, read),
  };
}

/** The folder that a row stands for. */
export function folderOf(row: Row | undefined): Place | undefined {
  return row?.target?.kind === 'file' && row.target.item.kind === 'folder' ? row.target.item.place : undefined;
}

/** Rows of what is in a folder. A failure is a row too: the rest of the tree stays as it is. */
async function folderRows(parent: string, folder: Place, read: Details): Promise<readonly Row[]> {
  try {
    const { entries, rest, cut } = await read.files(folder);
    const rows = [...entries]
      .sort(compareEntries)
      .slice(0, mostRows)
      .map((entry) => fileRow(parent, folder, entry, read));
    return [
      ...rows,
      ...(entries.length > mostRows ? [note(parent, 'more', `${entries.length - mostRows} more are not shown`)] : []),
      ...(rest !== undefined ? [{ ...note(parent, 'rest', 'Reading the rest…', 'loading~spin'), later: rest }] : []),
      ...(cut ? [note(parent, 'cut', 'Not everything is shown: reading all of it takes too long', 'warning')] : []),
      ...(entries.length === 0 && rest === undefined && !cut ? [note(parent, 'empty', 'Empty')] : []),
    ];
  } catch (error) {
    if (error instanceof EngineError) {
      const { message, details } = error;
      return [note(parent, 'error', details.nextStep ? `${message} ${details.nextStep}` : message, 'error')];
    }
    throw error;
  }
}

function fileRow(parent: string, folder: Place, entry: Entry, read: Details): Row {
  const place = childOf(folder, entry.name);
  const kind = effectiveKind(entry);
  const id = `${parent}/${entry.name}`;
  const shown = visibleName(entry.name);
  return {
    id,
    label: shown,
    ...(description(entry) ? { description: description(entry) } : {}),
    icon: { name: icon(entry) },
    context: contextOf(place, kind),
    target: { kind: 'file', item: { place, kind, size: kind === 'folder' ? undefined : entry.size } },
    tooltip: () => tooltip(place, entry),
    ...(kind === 'folder' ? { children: () => folderRows(id, place, read) } : {}),
    spoken: `${entry.kind === 'link' ? 'link' : kind} ${shown}`,
  };
}

function contextOf({ kind }: Place, row: 'root' | 'file' | 'folder' | 'special'): string {
  return `file:${row}${kind === 'container' ? ':writable' : ''}`;
}

function description(entry: Entry): string {
  if (entry.kind === 'link') {
    return `→ ${visibleName(entry.target ?? '')}`;
  }
  return entry.kind === 'file' ? size(entry.size) : '';
}

function icon(entry: Entry): string {
  switch (effectiveKind(entry)) {
    case 'folder':
      return entry.kind === 'link' ? 'file-symlink-directory' : 'folder';
    case 'file':
      return entry.kind === 'link' ? 'file-symlink-file' : 'file';
    case 'special':
      return entry.kind === 'link' ? 'file-symlink-file' : 'circle-slash';
  }
}

function tooltip(place: Place, entry: Entry): string {
  const { modified, uid, gid, target } = entry;
  return [
    `**${escapeMarkdown(visibleName(place.path))}**`,
    '',
    facts([
      ['Link to', target === undefined ? '' : code(visibleName(target))],
      [
        'Size',
        entry.kind === 'file'
          ? escapeMarkdown(entry.size < 1000 ? size(entry.size) : `${size(entry.size)} (${entry.size} bytes)`)
          : '',
      ],
      ['Mode', code(modeWords(entry))],
      ['Owner', code(`${uid}:${gid}`)],
      ['Modified', modified === undefined ? '' : escapeMarkdown(new Date(modified).toLocaleString())],
    ]),
  ].join('\n');
}

/** Names are anything: characters that are not seen, or that turn the direction of text, are shown as a sign. */
function visibleName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return name.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function note(parent: string, id: string, label: string, icon?: string): Row {
  // A name holds no NUL, so that no file's row has this id.
  return { id: `${parent}\0${id}`, label, context: 'note', ...(icon ? { icon: { name: icon } } : {}) };
}
