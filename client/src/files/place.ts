import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { URI } from 'vscode-uri';

/** What holds files: they can be changed in containers only. */
export type HolderKind = 'container' | 'volume' | 'image';

/** A file or folder of an engine. */
export interface Place {
  readonly kind: HolderKind;
  /** Name of the container or volume, reference of the image. */
  readonly name: string;
  /** Absolute and normal: no `..`, no slash at the end, `/` for the root. */
  readonly path: string;
}

export const filesScheme = 'quayside-files';

/** What an engine is called in addresses: its name as far as it may stand there, and what tells it from others of that name. */
export function engineKey({ name, url }: { readonly name: string; readonly url: string }): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? ['engine'];
  return `${words.join('-')}-${createHash('sha256').update(`${name}\0${url}`).digest('hex').slice(0, 8)}`;
}

const kinds: readonly string[] = ['container', 'volume', 'image'];

/** References of images hold slashes, which an address would take for folders. No name that an engine allows holds this one. */
const slash = '∕';

/**
 * `quayside-files://<engine>/<kind>/<name>/<path>`. The engine is part of it, so that a file that is open is never saved to another engine
 * that has a container of the same name.
 */
export function uriOf(engine: string, { kind, name, path }: Place): URI {
  return URI.from({
    scheme: filesScheme,
    authority: engine,
    path: `/${kind}/${name.replaceAll('/', slash)}${path === '/' ? '' : path}`,
  });
}

/** Undefined for addresses that are not of a file of an engine. */
export function placeOf(uri: {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}): { readonly engine: string; readonly place: Place } | undefined {
  const [, kind = '', name = '', ...rest] = uri.path.split('/');
  if (uri.scheme !== filesScheme || !kinds.includes(kind) || name === '' || name === '.' || name === '..') {
    return undefined;
  }
  return {
    engine: uri.authority,
    place: { kind: kind as HolderKind, name: name.replaceAll(slash, '/'), path: normalPath(rest.join('/')) },
  };
}

/** An absolute path without `.`, `..` and doubled slashes; nothing is above the root. */
export function normalPath(path: string): string {
  const normal = posix.normalize(`/${path}`);
  return normal.length > 1 && normal.endsWith('/') ? normal.slice(0, -1) : normal;
}

/** A path that was typed: why it will not do, or undefined. */
export function pathProblem(path: string): string | undefined {
  if (!path.startsWith('/')) {
    return 'Give the whole path, from "/".';
  }
  return hasControls(path) ? 'A path holds no control characters.' : undefined;
}

/** A name for a new file: why it will not do, or undefined. */
export function nameProblem(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') {
    return 'Give a name.';
  }
  if (name.includes('/')) {
    return 'A name holds no slash.';
  }
  return hasControls(name) ? 'A name holds no control characters.' : undefined;
}

export function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return /[\u0000-\u001f\u007f]/.test(text);
}

export function parentOf(place: Place): Place {
  return { ...place, path: posix.dirname(place.path) };
}

export function childOf(place: Place, name: string): Place {
  return { ...place, path: normalPath(`${place.path}/${name}`) };
}

/** The last part of the path; the holder's name for the root. */
export function nameOf({ name, path }: Place): string {
  return path === '/' ? name : posix.basename(path);
}

export function samePlace(a: Place, b: Place): boolean {
  return sameHolder(a, b) && a.path === b.path;
}

export function sameHolder(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.name === b.name;
}

/** True for a path in a folder, at any depth, and for the folder itself. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** As `docker cp` names it: `container:/path`. */
export function dockerName({ name, path }: Place): string {
  return `${name}:${path}`;
}
