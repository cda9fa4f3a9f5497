import type { Stats } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../engine/errors';
import { PathPatterns } from './path-patterns';

/** A file, folder or symbolic link that goes into the build context. */
export interface ContextEntry {
  /** Relative to the context, with slashes. */
  readonly path: string;
  readonly absolute: string;
  readonly stats: Stats;
}

/** What the rules of an ignore file leave out. */
export interface IgnoreRules {
  ignores(path: string): boolean;
  /** Whether something in an ignored folder may be taken back by a line with `!`. */
  mayHoldMore(folder: string): boolean;
}

/** Reads the text of a .dockerignore. `always` are paths that are sent in any case: the Dockerfile, and the file itself. */
export function ignoreRules(text: string, always: readonly string[]): IgnoreRules {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const patterns = new PathPatterns(lines.filter((line) => !line.startsWith('#')));
  return {
    ignores: (path) => !always.includes(path) && patterns.matches(path),
    mayHoldMore: (folder) => patterns.mayMatchIn(folder, true) || always.some((path) => path.startsWith(`${folder}/`)),
  };
}

/** The text of the ignore file that counts: the one of the Dockerfile, else that of the context; empty when there is none. */
export async function readIgnoreFile(context: string, dockerfile: string): Promise<string> {
  const read = (path: string) => readFile(path, 'utf8');
  return read(`${dockerfile}.dockerignore`).catch(() => read(join(context, '.dockerignore')).catch(() => ''));
}

/** Everything in a folder that the rules let through, folders before what is in them. Links are not followed. */
export async function* contextEntries(root: string, rules: IgnoreRules, folder = ''): AsyncGenerator<ContextEntry> {
  const names = await readdir(join(root, folder)).catch((error) => {
    throw unreadable(folder || root, error);
  });
  const found = inOrder(names).map((name) => (folder ? `${folder}/${name}` : name));
  const looked = await Promise.all(found.map((path) => look(root, path, rules)));
  for (const { path, absolute, ignored, stats } of looked) {
    if (!stats) {
      continue;
    }
    if (!ignored && (stats.isFile() || stats.isDirectory() || stats.isSymbolicLink())) {
      yield { path, absolute, stats };
    }
    if (stats.isDirectory() && (!ignored || rules.mayHoldMore(path))) {
      yield* contextEntries(root, rules, path);
    }
  }
}

/** By their bytes, as Go sorts them. That is JavaScript's order, too, but for characters beyond those that begin at U+D800. */
function inOrder(names: string[]): string[] {
  return names.some((name) => /[\ud800-\uffff]/.test(name))
    ? names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    : names.sort();
}

async function look(root: string, path: string, rules: IgnoreRules) {
  const absolute = join(root, path);
  const ignored = rules.ignores(path);
  const stats = await lstat(absolute).catch((error) => {
    // What was removed a moment ago is not part of the context.
    if (ignored || error.code === 'ENOENT') {
      return undefined;
    }
    throw unreadable(path, error);
  });
  return { path, absolute, ignored, stats };
}

export function unreadable(path: string, error: unknown): EngineError {
  return new EngineError(
    'failed',
    `Could not read ${path}: ${error instanceof Error ? error.message : String(error)}.`,
    { nextStep: 'List it in .dockerignore if the build does not need it.', cause: error },
  );
}
