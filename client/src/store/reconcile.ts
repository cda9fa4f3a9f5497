import type { Container } from '../engine/containers';

/** Ids of the containers of which a list tells something else than what is known, or which only one of both has. */
export function outdatedContainers(
  known: ReadonlyMap<string, Container>,
  listed: readonly Container[],
): readonly string[] {
  const changed = listed.filter((container) => {
    const before = known.get(container.id);
    return before === undefined || essence(before) !== essence(container);
  });
  const ids = new Set(listed.map(({ id }) => id));
  return [...changed.map(({ id }) => id), ...[...known.keys()].filter((id) => !ids.has(id))];
}

/** What lists and single records of a container agree on; addresses and times may differ. */
function essence({ name, state, networks }: Container): string {
  return JSON.stringify([name, state, networks.map((network) => network.name).sort()]);
}
