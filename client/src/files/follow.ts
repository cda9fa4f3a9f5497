import { posix } from 'node:path';
import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/errors';
import type { PathStat } from '../engine/files';
import { firstHeader } from './archive';
import type { Access } from './holders';
import { isWithin, type Place, parentOf } from './place';

const mostLinks = 40;

export interface Followed {
  readonly path: string;
  readonly stat: PathStat;
  /** A link led there. */
  readonly link: boolean;
}

/** What a path finally leads to. A link never leads out of the place's root. */
export async function follow({ engine, container, root }: Access, place: Place): Promise<Followed> {
  let path = place.path;
  for (let links = 0; links <= mostLinks; links++) {
    const stat = await engine.files.stat(container, root + path);
    if (stat.kind !== 'link') {
      return { path, stat, link: links > 0 };
    }
    // Podman tells a link's own path.
    const known = stat.leadsTo !== undefined && stat.leadsTo !== root + path ? stat.leadsTo : undefined;
    const to =
      known ?? posix.resolve(posix.dirname(root + path), (await linkTarget(engine, container, root + path)) ?? '.');
    if (!isWithin(to, root || '/')) {
      throw new EngineError('not-found', `Could not follow the link ${path}: it leads out of ${place.name}.`);
    }
    path = to.slice(root.length) || '/';
  }
  throw new EngineError('invalid', `Could not follow the link ${place.path}: it leads to itself.`);
}

/** Where a path leads that need not be there: links are followed as far as there are any. */
export async function realPath(access: Access, place: Place): Promise<string> {
  if (place.path === '/') {
    return '/';
  }
  const found = await follow(access, place).catch(orMissing);
  return found?.path ?? posix.join(await realPath(access, parentOf(place)), posix.basename(place.path));
}

async function linkTarget(engine: Engine, container: string, path: string): Promise<string | undefined> {
  const archive = await engine.files.read(container, path);
  return (await firstHeader(archive))?.linkname ?? undefined;
}

/** For catching: undefined when a thing is not there. */
export function orMissing(error: unknown): undefined {
  if (error instanceof EngineError && error.kind === 'not-found') {
    return undefined;
  }
  throw error;
}
