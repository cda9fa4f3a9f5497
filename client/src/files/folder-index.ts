import { attributesOf, kindOfHeader, type SafeHeader, safeParts } from './archive';
import type { Entry } from './entry';

/** More entries than anybody looks through; each takes some hundred bytes. */
const mostEntries = 500_000;

/** What an archive of a folder tells about everything in it, gathered while it is read. */
export class FolderIndex {
  readonly #folders = new Map<string, Map<string, Entry>>();
  #count = 0;
  #last = '';

  /** Takes one entry, whose name counts from the archive's folder. False when there is no room for more. */
  add({ parts, header }: SafeHeader): boolean {
    const name = parts.at(-1);
    if (name === undefined) {
      return true;
    }
    const kind = kindOfHeader(header);
    const known = header.type === 'link' ? this.#named(header.linkname ?? '') : undefined;
    const { mode, uid, gid } = attributesOf(header);
    const modified = header.mtime?.getTime();
    this.#last = parts.join('/');
    this.put(parts.slice(0, -1), {
      name,
      kind,
      // A second name of a file has no content of its own in an archive.
      size: known?.size ?? header.size ?? 0,
      modified,
      mode,
      uid,
      gid,
      ...(kind === 'link' ? { target: header.linkname ?? '' } : {}),
    });
    return this.#count < mostEntries;
  }

  put(folder: readonly string[], entry: Entry): void {
    this.#entries(folder).set(entry.name, entry);
    this.#count++;
  }

  /** True when everything in a folder was read: engines go through folders one after the other, each with all that is below. */
  passed(path: string): boolean {
    return this.find(path) !== undefined && this.#last !== path && !this.#last.startsWith(`${path}/`);
  }

  get count(): number {
    return this.#count;
  }

  /** An entry by its path, relative to that of the archive. */
  find(path: string): Entry | undefined {
    const at = path.lastIndexOf('/');
    return this.#folders.get(path.slice(0, Math.max(at, 0)))?.get(path.slice(at + 1));
  }

  /** Entries of a folder, whose path is relative to that of the archive: `` for the archive's own, `a/b`. */
  list(path: string): readonly Entry[] {
    return [...(this.#folders.get(path)?.values() ?? [])];
  }

  /** An entry by the name that another entry calls it in the archive. */
  #named(name: string): Entry | undefined {
    return this.find((safeParts(name) ?? []).join('/'));
  }

  #entries(folder: readonly string[]): Map<string, Entry> {
    const key = folder.join('/');
    let entries = this.#folders.get(key);
    if (!entries) {
      entries = new Map();
      this.#folders.set(key, entries);
    }
    return entries;
  }
}
