import type { Dirent } from 'node:fs';
import { readdir, readlink } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import { nameMatcher } from './path-patterns';

/** Links on the way of one path, more than which are taken for a loop, as Linux does. */
const mostLinks = 40;

/**
 * The paths with those that symbolic links in them lead to, so that what is linked is sent with the link (fsutil, followlinks.go). Links,
 * and paths, stay in the folder, as those of a root do. Last parts may hold wildcards.
 */
export async function followLinks(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const left = paths.map((path) => ({ path: inRoot(path), links: 0 }));
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { path, links } = next;
    if (!seen.has(path)) {
      seen.add(path);
      const { at, targets } = await step(root, path);
      found.add(at);
      left.push(...(links < mostLinks ? targets.map((target) => ({ path: inRoot(target), links: links + 1 })) : []));
    }
  }
  return [...found];
}

/** Goes along one path up to the first link, and tells the paths that this leads to. */
async function step(root: string, path: string) {
  const parts = path.split('/').filter(Boolean);
  for (let length = 1; length <= parts.length; length++) {
    const at = parts.slice(0, length).join('/');
    const targets = await linksAt(root, at);
    if (targets.length > 0) {
      return { at, targets: targets.map((target) => posix.join(target, ...parts.slice(length))) };
    }
  }
  return { at: path || '.', targets: [] };
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
