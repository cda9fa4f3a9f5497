import type { Dirent } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { nameMatcher } from './path-patterns';

/**
 * The paths with those that symbolic links in them lead to, so that what is linked is sent with the link (fsutil, followlinks.go). Links,
 * and paths, stay in the folder, as those of a root do. Last parts may hold wildcards.
 */
export async function followLinks(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const left = [...paths];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    left.push(...(await step(root, path, found)));
  }
  return [...found];
}

/** Goes along one path up to the first link, and returns the paths that this leads to. */
async function step(root: string, path: string, found: Set<string>): Promise<readonly string[]> {
  const parts = inRoot(path).split('/');
  for (let length = 1; length <= parts.length; length++) {
    const current = parts.slice(0, length).join('/');
    const targets = await linksAt(root, current);
    if (targets.length > 0) {
      const isNew = !found.has(current);
      found.add(current);
      return isNew ? targets.map((target) => posix.join(target, ...parts.slice(length))) : [];
    }
  }
  found.add(parts.join('/') || '.');
  return [];
}

/** Where links of that name, or of the names that match it, lead to; none when there are none. */
async function linksAt(root: string, path: string): Promise<readonly string[]> {
  const folder = posix.dirname(path);
  const name = posix.basename(path);
  if (/[*?[]/.test(name)) {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [] as Dirent[]);
    const matches = nameMatcher(name);
    const links = entries.filter((entry) => entry.isSymbolicLink() && matches(entry.name));
    return (await Promise.all(links.map((link) => targetOf(root, folder, link.name)))).flat();
  }
  return targetOf(root, folder, name);
}

async function targetOf(root: string, folder: string, name: string): Promise<readonly string[]> {
  // What is no link can't be read as one.
  const target = await readlink(join(root, folder, name)).catch(() => undefined);
  return target === undefined
    ? []
    : [posix.join('/', target.startsWith('/') ? '' : folder, target.split(sep).join('/'))];
}

/** Relative to the root, and never above it. */
function inRoot(path: string): string {
  return posix.join('/', path.split(sep).join('/')).replace(/^\/+|\/+$/g, '');
}
