import { type Excluder, ignoreFile } from '../../context/ignore-file';
import type { BuildContext } from '../../model/build-context';
import type { Span } from '../../parser/nodes';

/** A pattern of a .dockerignore. */
export interface IgnorePattern extends Span {
  /** As written, trimmed, `!` included. */
  readonly text: string;
  /** Zero-based. */
  readonly line: number;
  /** It takes back what patterns above it exclude. */
  readonly negative: boolean;
  /** Tells whether the pattern, without its `!`, matches a path or a folder above it. */
  readonly matches: (path: string) => boolean;
}

/** The patterns of a .dockerignore, in order; comments begin in the first column. */
export function ignorePatterns(text: string): IgnorePattern[] {
  const patterns: IgnorePattern[] = [];
  let start = 0;
  for (const [line, raw] of text.split('\n').entries()) {
    const pattern = raw.replace(/^\ufeff/, '').trim();
    if (pattern !== '' && !raw.startsWith('#')) {
      const from = start + raw.indexOf(pattern);
      const negative = pattern.startsWith('!');
      const excluder: Excluder = ignoreFile(negative ? pattern.slice(1) : pattern);
      patterns.push({
        start: from,
        end: from + pattern.length,
        text: pattern,
        line,
        negative,
        matches: (path) => excluder(path) !== undefined,
      });
    }
    start += raw.length + 1;
  }
  return patterns;
}

/** What stands in a build context: paths of files and folders, and whether that is all. */
export interface Listing {
  readonly paths: readonly string[];
  readonly complete: boolean;
}

const mostPaths = 3000;

/** Lists a context, nearest to the root first. Folders for which `enter` is false are named, but not looked into. */
export function listContext(context: BuildContext, enter: (path: string) => boolean): Listing {
  const paths: string[] = [];
  const folders = ['.'];
  for (const folder of folders) {
    for (const entry of context.entries(folder)) {
      if (paths.length >= mostPaths) return { paths, complete: false };
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      paths.push(path);
      if (entry.folder && enter(path)) folders.push(path);
    }
  }
  return { paths, complete: true };
}
