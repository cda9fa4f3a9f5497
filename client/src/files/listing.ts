import type { FileKind } from '../engine/files';
import type { Entry } from './entry';

/** A way to list one folder with the programs of a running container. */
export interface Lister {
  /** The program and its arguments; the folder is an argument of its own, never part of a shell's text. */
  command(folder: string): readonly string[];
  parse(output: Buffer, folder: string): readonly Entry[];
}

/** GNU find prints everything in one go, ended by NUL, which no name can hold. */
const gnuFind: Lister = {
  command: (folder) => [
    'find',
    `${folder}/.`,
    '-mindepth',
    '1',
    '-maxdepth',
    '1',
    '-printf',
    '%y %Y %m %s %T@ %U %G %f\\0%l\\0',
  ],
  parse: (output) => {
    const fields = output.toString('utf8').split('\0');
    const entries: Entry[] = [];
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const found = /^(\S) (\S) ([0-7]+) (\d+) (-?[\d.]+) (\d+) (\d+) ([\s\S]+)$/.exec(fields[at] ?? '');
      if (found) {
        const [, type = '', follows = '', mode = '', size, modified, uid, gid, name = ''] = found;
        const kind = kindOfLetter(type);
        const leadsTo = followed(kindOfLetter(follows), follows);
        entries.push({
          name,
          kind,
          size: Number(size),
          modified: Math.round(Number(modified) * 1000),
          mode: Number.parseInt(mode, 8),
          uid: Number(uid),
          gid: Number(gid),
          ...(kind === 'link' ? { target: fields[at + 1] ?? '', ...(leadsTo ? { follows: leadsTo } : {}) } : {}),
        });
      }
    }
    return entries;
  },
};

function kindOfLetter(letter: string): FileKind {
  return letter === 'f' ? 'file' : letter === 'd' ? 'folder' : letter === 'l' ? 'link' : 'special';
}

/** find says N, L or ? of a link that leads nowhere, in a circle, or to what can not be seen. */
function followed(kind: FileKind, letter: string): Exclude<FileKind, 'link'> | undefined {
  return kind === 'link' || /[NL?]/.test(letter) ? undefined : kind;
}

const statFormat = 'E %f %s %Y %u %g %n';
const followFormat = 'L %f %n';
const linkFormat = 'T %N';

/** BusyBox's find has no -printf, so that stat prints: once for all, once for links, once for what these lead to. */
const findAndStat: Lister = {
  command: (folder) => [
    ...['find', `${folder}/.`, '-mindepth', '1', '-maxdepth', '1'],
    ...['-exec', 'stat', '-c', statFormat, '{}', '+'],
    ...['-type', 'l', '-exec', 'stat', '-c', linkFormat, '{}', '+'],
    ...['-exec', 'stat', '-L', '-c', followFormat, '{}', '+'],
  ],
  parse: parseStat,
};

/** Small images of the Red Hat family have a shell and stat, but no find. */
const shellAndStat: Lister = {
  command: (folder) => [
    'sh',
    '-c',
    [
      'command -v stat >/dev/null || exit 127',
      '[ -d "$1/." ] || { echo "$1/.: no such file or directory" >&2; exit 2; }',
      'set -- "$1"/./* "$1"/./.[!.]* "$1"/./..?*',
      `stat -c '${statFormat}' -- "$@" 2>/dev/null`,
      'for name do shift; [ -L "$name" ] && set -- "$@" "$name"; done',
      `[ $# -eq 0 ] || stat -c '${linkFormat}' -- "$@"`,
      `[ $# -eq 0 ] || stat -L -c '${followFormat}' -- "$@" 2>/dev/null`,
      'true',
    ].join('\n'),
    'sh',
    folder,
  ],
  parse: parseStat,
};

/** In the order in which they are tried. */
export const listers: readonly Lister[] = [gnuFind, findAndStat, shellAndStat];

/** Reads lines of the three formats. A name may hold a line break: what does not look like a new line goes on with the last. */
function parseStat(output: Buffer, folder: string): readonly Entry[] {
  const prefix = `${folder}/./`.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  const start = `(?:E [0-9a-f]+ \\d+ -?\\d+ \\d+ \\d+ |L [0-9a-f]+ |T ')${prefix}`;
  const entries = new Map<string, Entry>();
  const link = new RegExp(`^T '${prefix}([\\s\\S]+)' -> '([\\s\\S]*)'$`);
  const any = new RegExp(`^([EL]) ([0-9a-f]+) (?:(\\d+) (-?\\d+) (\\d+) (\\d+) )?${prefix}([\\s\\S]+)$`);
  for (const line of output
    .toString('utf8')
    .trimEnd()
    .split(new RegExp(`\\n(?=${start})`))) {
    const [, linkName = '', target = ''] = link.exec(line) ?? [];
    const [, letter, bits = '', size, modified, uid, gid, name = ''] = any.exec(line) ?? [];
    const mode = Number.parseInt(bits, 16);
    const known = entries.get(linkName || name);
    if (linkName && known) {
      entries.set(linkName, { ...known, target });
    } else if (letter === 'L' && known?.kind === 'link') {
      const kind = kindOfMode(mode);
      entries.set(name, { ...known, ...(kind === 'link' ? {} : { follows: kind }) });
    } else if (letter === 'E') {
      entries.set(name, {
        name,
        kind: kindOfMode(mode),
        size: Number(size),
        modified: Number(modified) * 1000,
        mode: mode & 0o7777,
        uid: Number(uid),
        gid: Number(gid),
      });
    }
  }
  return [...entries.values()];
}

/** From the type bits of a POSIX mode. */
function kindOfMode(mode: number): FileKind {
  switch (mode & 0o170000) {
    case 0o100000:
      return 'file';
    case 0o040000:
      return 'folder';
    case 0o120000:
      return 'link';
    default:
      return 'special';
  }
}
