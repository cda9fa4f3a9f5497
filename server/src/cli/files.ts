import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Terminal } from './terminal';

/** A Dockerfile to work on. */
export interface InputFile {
  /** As the user knows it. */
  readonly name: string;
  /** Absolute. For standard input the path that it stands for. */
  readonly path: string;
  readonly text: string;
  /** False for text of which nobody knows where it would stand. */
  readonly inFolder: boolean;
}

export interface Inputs {
  readonly files: readonly InputFile[];
  /** True when some path could not be read; that was told on standard error. */
  readonly failed: boolean;
}

const skippedFolders = new Set(['node_modules', '.git']);
const notDockerfiles = /\.(dockerignore|md|txt|html?|json|ya?ml|sh|swp|rej|svg|png)$/i;
const fileNames = /^(dockerfile([._-].+)?|.+\.dockerfile|containerfile([._-].+)?|.+\.containerfile)$/i;

/** True for the names that Dockerfiles have: `Dockerfile`, `Dockerfile.dev`, `web.Dockerfile`, `Containerfile`… */
export function isDockerfileName(name: string): boolean {
  return fileNames.test(name) && !notDockerfiles.test(name);
}

/**
 * Reads what the paths of a command line name, in their order; folders are searched, their files sorted by name. `-` is
 * standard input, which goes by `stdinName`.
 */
export async function readInputs(paths: readonly string[], terminal: Terminal, stdinName?: string): Promise<Inputs> {
  const files: InputFile[] = [];
  let failed = false;
  const fail = (name: string, error: unknown) => {
    failed = true;
    terminal.err(`quayside: cannot read ${name}: ${reason(error)}`);
  };
  for (const path of paths) {
    if (path === '-') {
      const name = stdinName ?? 'Dockerfile';
      const text = await terminal.stdin();
      files.push({
        name: stdinName ?? '-',
        path: resolve(terminal.folder, name),
        text,
        inFolder: stdinName !== undefined,
      });
      continue;
    }
    for (const name of dockerfilesAt(path, terminal.folder, fail)) {
      const absolute = resolve(terminal.folder, name);
      try {
        files.push({ name, path: absolute, text: readFileSync(absolute, 'utf8'), inFolder: true });
      } catch (error) {
        fail(name, error);
      }
    }
  }
  return { files, failed };
}

function dockerfilesAt(path: string, base: string, fail: (name: string, error: unknown) => void): string[] {
  try {
    return statSync(resolve(base, path)).isDirectory() ? searchFolder(path, base, fail) : [path];
  } catch (error) {
    fail(path, error);
    return [];
  }
}

/** Links to folders are not followed, so that a loop of links ends. */
function searchFolder(folder: string, base: string, fail: (name: string, error: unknown) => void): string[] {
  try {
    const entries = readdirSync(resolve(base, folder), { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return entries.flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : searchFolder(path, base, fail);
      return isDockerfileName(entry.name) && !entry.isDirectory() ? [path] : [];
    });
  } catch (error) {
    fail(folder, error);
    return [];
  }
}

/** What a system error means, in words. */
function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Record<string, string> = {
    ENOENT: 'no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    ELOOP: 'too many links',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}
