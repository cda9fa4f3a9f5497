import { URI } from 'vscode-uri';
import { EngineError } from '../../engine/errors';
import { childOf, isWithin, nameOf, type Place, parentOf, placeOf, sameHolder, samePlace } from '../../files/place';
import type { Context } from '../command';
import { isReady } from './running';

/** Moves files and folders, by their addresses, into another folder of their container, after asking: a mouse slips easily. */
export async function move(context: Context, folder: Place, addresses: readonly string[]): Promise<void> {
  const { files, ui, log } = context;
  const places = withoutInner(addresses.flatMap((address) => placeOn(files.key(), address) ?? []));
  if (places.length < addresses.length && places.length === 0) {
    throw new EngineError('invalid', 'These files are on another engine than the one that this window uses now.');
  }
  if (!places.every((place) => sameHolder(place, folder))) {
    throw new EngineError('invalid', 'Files can be moved within one container only.', {
      nextStep: 'Download them, and upload them to the other.',
    });
  }
  const moved = places.filter((place) => !samePlace(parentOf(place), folder) && !samePlace(place, folder));
  if (moved.length === 0 || !(await isReady(context, folder, 'moved'))) {
    return;
  }
  const [first] = moved;
  const answer = await ui.confirm({
    message: `Move ${moved.length === 1 && first ? nameOf(first) : `${moved.length} files or folders`} to ${folder.path}?`,
    ...(moved.length > 1
      ? {
          detail: moved
            .slice(0, 20)
            .map(({ path }) => path)
            .join('\n'),
        }
      : {}),
    actions: ['Move'],
  });
  if (answer !== 'Move') {
    return;
  }
  for (const place of moved) {
    const to = childOf(folder, nameOf(place));
    await files.rename(place, to, { overwrite: false });
    log(['docker', 'container', 'exec', '--user', '0', place.name, 'mv', '--', place.path, to.path], 'done');
  }
}

function placeOn(engine: string, address: string): Place | undefined {
  const found = placeOf(URI.parse(address));
  return found?.engine === engine ? found.place : undefined;
}

/** What is in a folder that is moved too goes with it. */
function withoutInner(places: readonly Place[]): readonly Place[] {
  return places.filter(
    (place) =>
      !places.some(
        (other) => sameHolder(other, place) && other.path !== place.path && isWithin(place.path, other.path),
      ),
  );
}
