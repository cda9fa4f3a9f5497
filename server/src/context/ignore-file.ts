import ignore, { type Ignore } from '@balena/dockerignore';

/** A pattern of an ignore file that decides about a path. */
export interface Exclusion {
  /** As written, trimmed. */
  readonly pattern: string;
  /** Zero-based line. */
  readonly line: number;
}

/** Tells by which line of an ignore file a path is excluded; undefined when it is sent. Paths are relative and POSIX. */
export type Excluder = (path: string) => Exclusion | undefined;

/**
 * Reads the text of a .dockerignore. The last line that matches a path, or a folder above it, decides; lines with `!` take
 * back what those above excluded. Patterns are compared with case. A pattern that cannot be compiled matches nothing.
 */
export function ignoreFile(text: string): Excluder {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rules = lines.flatMap((written, line) => {
    const pattern = written.trim();
    if (pattern === '' || written.startsWith('#')) return [];
    const negative = pattern.startsWith('!');
    return [{ pattern, line, negative, matches: matcher(negative ? pattern.slice(1) : pattern) }];
  });
  return (path) => {
    const last = rules.findLast(({ matches }) => matches(path));
    return last && !last.negative ? { pattern: last.pattern, line: last.line } : undefined;
  };
}

/** A test for one pattern, compiled at its first use. */
function matcher(pattern: string): (path: string) => boolean {
  let compiled: Ignore | undefined;
  return (path) => {
    try {
      compiled ??= ignore({ ignorecase: false }).add([pattern]);
      return compiled.ignores(path);
    } catch {
      return false;
    }
  };
}
