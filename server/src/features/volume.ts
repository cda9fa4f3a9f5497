import type { BuildContext } from '../model/build-context';

/** A line of an ignore file, and how much it keeps out. */
export interface KeptOut {
  readonly pattern: string;
  /** Zero-based. */
  readonly line: number;
  /** Files, and folders that are kept out whole. */
  readonly entries: number;
}

/** What a folder or file of the context comes to. */
export interface Volume {
  readonly files: number;
  readonly bytes: number;
  /** In the order of the ignore file. */
  readonly excluded: readonly KeptOut[];
  /** False when there was too much to count. */
  readonly complete: boolean;
}

/** Entries looked at before counting stops. */
const mostEntries = 2000;

/** Counts the files that paths would send, and what an ignore file keeps out of them. Links count as files. */
export function volumeOf(context: BuildContext, paths: readonly string[]): Volume {
  const excluded = new Map<number, KeptOut>();
  const mayTakeBack = exceptionTest(context);
  const pending = paths.map((path) => ({ path, folder: context.sizeOf(path) === undefined }));
  let files = 0;
  let bytes = 0;
  let looked = 0;
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    looked += 1;
    if (looked > mostEntries) break;
    const { path: here, folder } = current;
    const exclusion = here === '.' ? undefined : context.excludedBy(here);
    if (folder && (!exclusion || mayTakeBack(here))) {
      for (const entry of context.entries(here)) {
        pending.push({ path: here === '.' ? entry.name : `${here}/${entry.name}`, folder: entry.folder });
      }
    } else if (exclusion) {
      const entries = (excluded.get(exclusion.line)?.entries ?? 0) + 1;
      excluded.set(exclusion.line, { ...exclusion, entries });
    } else {
      files += 1;
      bytes += context.sizeOf(here) ?? 0;
    }
  }
  const inOrder = [...excluded.values()].sort((a, b) => a.line - b.line);
  return { files, bytes, excluded: inOrder, complete: looked <= mostEntries };
}

/** A test whether a later line may take back something inside a folder that is kept out. */
function exceptionTest({ ignoreFile }: BuildContext): (folder: string) => boolean {
  const exceptions = (ignoreFile?.text ?? '').split(/\r?\n/).flatMap((line) => {
    const [, pattern] = /^\s*!\s*\/?(?:\.\/)?(.+?)\/?\s*$/.exec(line) ?? [];
    return pattern === undefined ? [] : [pattern];
  });
  return (folder) =>
    exceptions.some((pattern) => {
      const [literal = ''] = /^[^*?[\\]*/.exec(pattern) ?? [];
      if (literal === pattern) return `${pattern}/`.startsWith(`${folder}/`);
      return literal.startsWith(`${folder}/`) || `${folder}/`.startsWith(literal);
    });
}
