import type { Container } from '../../client/src/engine/containers';
import type { Image } from '../../client/src/engine/images';
import { reduce } from '../../client/src/store/reduce';
import { emptyState, type Lists, type State } from '../../client/src/store/state';

export const now = Date.UTC(2024, 5, 1, 12);
const minute = 60_000;

export function container(changes: Partial<Container> = {}): Container {
  return {
    id: `${changes.name ?? 'db'}-id`,
    name: 'db',
    image: 'redis:7',
    imageId: 'sha256:r',
    command: 'redis-server',
    state: 'running',
    created: now - 60 * minute,
    since: now - 5 * minute,
    ports: [],
    labels: {},
    networks: [],
    mounts: [],
    ...changes,
  };
}

export function image(changes: Partial<Image> = {}): Image {
  return {
    id: 'sha256:r',
    tags: ['redis:7'],
    digests: [],
    size: 133_000_000,
    created: now - 21 * 24 * 60 * minute,
    labels: {},
    ...changes,
  };
}

/** A connected engine with these objects. */
export function stateWith(lists: Partial<Lists>): State {
  const all: Lists = { containers: [], images: [], volumes: [], networks: [], ...lists };
  return reduce(emptyState, {
    type: 'connected',
    info: { apiVersion: '1.41', product: 'Docker', endpoint: 'test', os: 'linux' },
    lists: all,
  });
}
