import { posix } from 'node:path';
import type { Dockerfile } from '../model/dockerfile';
import type { Instruction } from '../parser/nodes';
import type { ShellCommand } from '../shell/script';
import { hadolintUrl } from './hadolint-url';
import { type PathArgument, pathArguments } from './path-arguments';
import type { Rule } from './rule';

/** What ADD unpacks: tar archives, plain or compressed (Dockerfile reference, "Adding local tar archives"). */
const archive = /\.(?:tar(?:\.(?:gz|bz2|xz|Z|lz|lzma|zst))?|tgz|tbz2?|tb2|txz|tlz|tZ|tpz)$/;

const unpackers = [
  'tar',
  'bsdtar',
  'gunzip',
  'zcat',
  'gzcat',
  'bunzip2',
  'unxz',
  'unlzma',
  'uncompress',
  'zgz',
] as const;

export const dl3010: Rule = {
  code: 'DL3010',
  aliases: [],
  source: 'hadolint',
  severity: 'info',
  summary: 'Use ADD to unpack an archive',
  why:
    'COPY puts the archive into a layer of its own, where it stays even when the RUN that unpacks it deletes it. `ADD archive.tar.gz /folder/` ' +
    'unpacks a local tar archive as it copies, in one layer and without the archive.',
  url: hadolintUrl('DL3010'),
  bad: [
    'FROM debian:13\nCOPY ⟦app.tar.gz⟧ /tmp/\nRUN tar -xzf /tmp/app.tar.gz -C /opt\n',
    'FROM debian:13\nWORKDIR /opt\nCOPY ⟦dist/app.tgz⟧ x.tgz\nRUN tar xf x.tgz && rm x.tgz\nFROM scratch\n',
  ],
  good: [
    'FROM debian:13\nADD app.tar.gz /opt/\n',
    'FROM debian:13\nCOPY app.zip /tmp/\nRUN unzip /tmp/app.zip\n',
    'FROM debian:13\nCOPY app.tar.gz /srv/downloads/\nRUN tar -cf /tmp/x.tar --exclude app.tar.gz /etc\n',
  ],
  subject: { keywords: ['COPY'], commands: unpackers },
  fixable: false,
  *check(file) {
    for (const copy of file.byKeyword('COPY')) {
      if (!copy.rest.text.includes('.t') || copy.heredocs.length > 0) continue;
      if (copy.flags.some(({ name }) => name === 'from')) continue;
      for (const [source, name] of copiedArchives(file, copy)) {
        const unpacked = file.shared(lastUnpacked);
        if ((unpacked.get(`${file.stageOf(copy)?.index} ${name}`) ?? -1) <= copy.index) continue;
        const { start, end } = source;
        yield { start, end, message: 'COPY keeps this archive in a layer of its own; ADD unpacks it without.' };
      }
    }
  },
};

/** Index of the last instruction that unpacks a file, by stage and name of the file. */
function lastUnpacked(file: Dockerfile): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const command of file.commands(...unpackers)) {
    if (!unpacks(command)) continue;
    const { args, instruction } = command;
    const stage = file.stageOf(instruction)?.index;
    for (const { text, start, end } of args) {
      // The backslashes of a Windows path are no escapes there, so the raw word counts, too.
      for (const path of [text, file.text.slice(start, end)]) last.set(`${stage} ${baseName(path)}`, instruction.index);
    }
  }
  return last;
}

/** The sources of a COPY that are archives, and the name that each has in the image. */
function* copiedArchives(file: Dockerfile, copy: Instruction): Iterable<readonly [PathArgument, string]> {
  const paths = pathArguments(file, copy);
  const target = baseName(paths?.destination.raw ?? '');
  for (const source of paths?.sources ?? []) {
    const name = baseName(source.raw);
    if (archive.test(target)) yield [source, target];
    else if (archive.test(name)) yield [source, name];
  }
}

function baseName(path: string): string {
  return posix.basename(path.replace(/["']/g, '').replaceAll('\\', '/'));
}

function unpacks({ name, args }: ShellCommand): boolean {
  if (name !== 'tar' && name !== 'bsdtar') return true;
  return args.some(
    ({ text }, i) => /^(?:--extract|--get|-[A-Za-z]*x[A-Za-z]*)$/.test(text) || (i === 0 && /^[A-Za-z]*x/.test(text)),
  );
}
