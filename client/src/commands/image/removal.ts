import type { Container } from '../../engine/containers';
import type { State } from '../../store/state';
import { isUp } from '../../views/containers';
import { size } from '../../views/format';
import { imageName, usersOf } from '../../views/images';
import type { NamedImage } from '../../views/view';

/** What removing one name of an image does. */
export interface Removal {
  readonly named: NamedImage;
  /** Names that the image keeps; with none the image itself goes. */
  readonly staysAs: readonly string[];
  /** Containers that keep the engine from removing the image; empty when only a name goes. */
  readonly users: readonly Container[];
}

/** Works out, for names of images that are removed together, what goes and what stands in the way. */
export function planRemovals(images: readonly NamedImage[], state: State): readonly Removal[] {
  const removed = new Set(images.map(({ reference }) => reference));
  return images.map((named) => {
    const staysAs = named.image.tags.filter((tag) => !removed.has(tag));
    return { named, staysAs, users: staysAs.length > 0 ? [] : usersOf(named.image, state) };
  });
}

/** One line for a confirmation. */
export function describeRemoval({ named, staysAs, users }: Removal): string {
  const name = imageName(named);
  if (staysAs.length > 0) {
    return `${name}: only this name; the image stays as ${staysAs.join(', ')}`;
  }
  const used = users.map((user) => `${user.name} (${isUp(user) ? 'running' : 'stopped'})`).join(', ');
  return `${name}: the image, ${size(named.image.size)}${used ? `; used by ${used}` : ''}`;
}
