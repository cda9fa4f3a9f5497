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
}
