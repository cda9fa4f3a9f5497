/** Something in a folder of the build context. */
export interface ContextEntry {
  readonly name: string;
  readonly folder: boolean;
}

/** What the server knows of the build context of a Dockerfile. Paths are POSIX, relative to `root`. */
export interface BuildContext {
  /** Absolute folder path, POSIX separators. */
  readonly root: string;
  /** Text and path of the ignore file in force (`<Dockerfile>.dockerignore` first); undefined when there is none. */
  readonly ignoreFile: { readonly path: string; readonly text: string } | undefined;
  /** The pattern line that excludes a path or one of its parents; undefined when it is sent. Zero-based line. */
  excludedBy(path: string): { readonly pattern: string; readonly line: number } | undefined;
  /** True when the file or folder exists. Synchronous, cached. */
  exists(path: string): boolean;
  /** What stands directly in a folder, by name, up to some thousands; empty when it is none. Synchronous, read anew each time. */
  entries(folder: string): readonly ContextEntry[];
  /** Bytes of a file; undefined when it is none. Synchronous, read anew each time. */
  sizeOf(path: string): number | undefined;
}
