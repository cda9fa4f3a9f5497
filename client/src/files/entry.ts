import type { FileKind } from '../engine/files';

/** One line of a folder's listing. */
export interface Entry {
  readonly name: string;
  readonly kind: FileKind;
  /** Bytes; of a link, the length of its target. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number | undefined;
  /** Permission bits with set-user-id, set-group-id and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of a link: what is written in it. */
  readonly target?: string;
  /** Of a link: what it leads to, undefined when that is not there. */
  readonly follows?: Exclude<FileKind, 'link'>;
}

/** What an entry behaves like: a link does as what it leads to. */
export function effectiveKind({ kind, follows }: Pick<Entry, 'kind' | 'follows'>): Exclude<FileKind, 'link'> {
  return kind === 'link' ? (follows ?? 'special') : kind;
}

/** Folders first, then by name. */
export function compareEntries(a: Entry, b: Entry): number {
  const folders = Number(effectiveKind(b) === 'folder') - Number(effectiveKind(a) === 'folder');
  return folders || collator.compare(a.name, b.name);
}

// Much faster than localeCompare, which looks its rules up for every pair.
const collator = new Intl.Collator(undefined, { numeric: true });

/** Type and permissions as `ls -l` shows them: `-rwxr-xr-x`. */
export function modeWords({ kind, mode }: Pick<Entry, 'kind' | 'mode'>): string {
  const triple = (bits: number, special: boolean, letter: string) =>
    `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${special ? (bits & 1 ? letter : letter.toUpperCase()) : bits & 1 ? 'x' : '-'}`;
  return [
    { file: '-', folder: 'd', link: 'l', special: '?' }[kind],
    triple((mode >> 6) & 7, (mode & 0o4000) !== 0, 's'),
    triple((mode >> 3) & 7, (mode & 0o2000) !== 0, 's'),
    triple(mode & 7, (mode & 0o1000) !== 0, 't'),
  ].join('');
}
