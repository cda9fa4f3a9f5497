import type { State } from '../store/state';
import type { Choice } from '../ui';
import { shortId, size, status } from '../views/format';
import { imageName, namesOf } from '../views/images';
import type { TargetKind, Targets } from '../views/view';

type Catalog = { readonly [K in TargetKind]: (state: State, now: number) => readonly Choice<Targets[K]>[] };

const catalog: Catalog = {
  container: ({ containers }, now) =>
    [...containers.values()].map((container) => ({
      label: container.name,
      description: `${container.image} · ${status(container, now)}`,
      value: container,
    })),
  image: ({ images }) =>
    [...images.values()].flatMap(namesOf).map((named) => ({
      label: imageName(named),
      description: `${shortId(named.image.id)} · ${size(named.image.size)}`,
      value: named,
    })),
  volume: ({ volumes }) =>
    [...volumes.values()].map((volume) => ({ label: volume.name, description: volume.driver, value: volume })),
  // Files are chosen in the side bar.
  file: () => [],
  network: ({ networks }) =>
    [...networks.values()].map((network) => ({ label: network.name, description: network.driver, value: network })),
};

/** Everything of a kind that a picker can offer. */
export function choicesOf<K extends TargetKind>(kind: K, state: State, now: number): readonly Choice<Targets[K]>[] {
  return catalog[kind](state, now);
}
