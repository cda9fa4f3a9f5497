import type { Stats } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from '@balena/dockerignore';
import { EngineError } from '../engine/errors';

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
  const rules: Ignore = ignore({ ignorecase: false }).add(lines);
  const exceptions = lines.filter((line) => line.trim().startsWith('!')).map((line) => literalStart(line.trim()));
  return {
    ignores: (path) => !always.includes(path) && rules.ignores(path),
    mayHoldMore: (folder) =>
      exceptions.some((start) => `${start}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(start)) ||
      always.some((path) => path.startsWith(`${folder}/`)),
  };
}

/** The part of `!pattern` before its first wildcard: only below it can the pattern match. */
function literalStart(line: string): string {
  const pattern = line
    .slice(1)
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(\.?\/)+/, '');
  const wildcard = pattern.search(/[*?[]/);
  return wildcard < 0 ? pattern.replace(/\/+$/, '') : pattern.slice(0, pattern.lastIndexOf('/', wildcard) + 1);
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
  const found = names.sort().map((name) => (folder ? `${folder}/${name}` : name));
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
