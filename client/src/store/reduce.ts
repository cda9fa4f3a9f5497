import { isDeepStrictEqual } from 'node:util';
import type { Container } from '../engine/containers';
import type { EngineEvent } from '../engine/events';
import { containerAfter } from './happening';
import { type Change, emptyState, isSilent, type Lists, type State } from './state';

/** The state after a change. Parts that do not change keep their identity. */
export function reduce(state: State, change: Change): State {
  switch (change.type) {
    case 'connecting':
      return { ...state, connection: { status: 'connecting' } };
    case 'connected':
      return { ...withLists(state, change.lists), connection: { status: 'connected', info: change.info } };
    case 'listed':
      return withLists(state, change.lists);
    case 'container':
      return withContainer(state, change.id, change.container);
    case 'happened':
      return withEvent(state, change.event);
    case 'silent':
      return withSilence(state, change.silent);
    case 'lost':
      return { ...emptyState, connection: { status: 'down', diagnosis: change.diagnosis } };
    case 'released':
      return { ...state, connection: { status: 'idle' } };
    case 'switched':
      return emptyState;
  }
}

function withEvent(state: State, event: EngineEvent): State {
  const container = event.type === 'container' ? state.containers.get(event.id) : undefined;
  const after = container && containerAfter(container, event);
  return after && after !== container ? withContainer(state, after.id, after) : state;
}

function withSilence(state: State, silent: boolean): State {
  const { connection } = state;
  const open = connection.status === 'connecting' || connection.status === 'connected';
  return open && isSilent(state) !== silent ? { ...state, connection: { ...connection, silent } } : state;
}

function withLists(state: State, { containers, images, volumes, networks }: Partial<Lists>): State {
  return {
    ...state,
    ...(containers ? { containers: byKey(containers, ({ id }) => id) } : {}),
    ...(images ? { images: byKey(images, ({ id }) => id) } : {}),
    ...(volumes ? { volumes: byKey(volumes, ({ name }) => name) } : {}),
    ...(networks ? { networks: byKey(networks, ({ id }) => id) } : {}),
  };
}

function byKey<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [key(item), item]));
}

function withContainer(state: State, id: string, container: Container | undefined): State {
  const known = state.containers.has(id);
  if (!container && !known) {
    return state;
  }
  if (!container) {
    const containers = new Map(state.containers);
    containers.delete(id);
    return { ...state, containers };
  }
  const before = state.containers.get(id);
  if (before && isSame(before, container)) {
    return state;
  }
  // The engine lists the newest first.
  const containers = known
    ? new Map(state.containers).set(id, container)
    : new Map([[id, container], ...state.containers]);
  return { ...state, containers };
}

/** An event's time and that of the record which it announced differ by some milliseconds. */
function isSame({ since: a, ...before }: Container, { since: b, ...after }: Container): boolean {
  return Math.abs((a ?? 0) - (b ?? 0)) < 1_000 && isDeepStrictEqual(before, after);
}
