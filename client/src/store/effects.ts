import type { EngineEvent } from '../engine/events';

/** What is only read as a whole list. */
export type ListKind = 'images' | 'volumes' | 'networks';

/** What has to be read again, or is gone, after an event. */
export type Effect =
  | { readonly type: 'look'; readonly id: string; readonly again: readonly number[] }
  | { readonly type: 'gone'; readonly id: string }
  | { readonly type: 'list'; readonly kind: ListKind; readonly again?: readonly number[] };

/** Milliseconds after which something is looked at once more: the engine announces it before its records show it. */
const soon: readonly number[] = [50, 500];

const containerActions: Readonly<Record<string, readonly number[]>> = {
  create: [],
  start: [],
  restart: [],
  stop: [],
  kill: [],
  oom: [],
  rename: [],
  update: [],
  health_status: [],
  die: soon,
  died: soon,
  pause: soon,
  unpause: soon,
  cleanup: soon,
};

const ignoredImageActions = new Set(['push', 'save']);

/** Decides what an event changes. Events that change no row (exec, attach, top, archive…) have no effect. */
export function effectsOf({ type, action, id, attributes }: EngineEvent): readonly Effect[] {
  switch (type) {
    case 'container':
      return containerEffects(action, id);
    case 'image':
      return ignoredImageActions.has(action)
        ? []
        : [{ type: 'list', kind: 'images', ...(action === 'delete' ? { again: soon } : {}) }];
    case 'volume':
      return action === 'create' || action === 'destroy' || action === 'remove' || action === 'prune'
        ? [{ type: 'list', kind: 'volumes' }]
        : [];
    case 'network': {
      const member = attributes['container'];
      return action === 'connect' || action === 'disconnect'
        ? member
          ? [{ type: 'look', id: member, again: [] }]
          : []
        : [{ type: 'list', kind: 'networks' }];
    }
    default:
      return [];
  }
}

function containerEffects(action: string, id: string): readonly Effect[] {
  if (action === 'destroy' || action === 'remove') {
    return [{ type: 'gone', id }];
  }
  if (action === 'commit') {
    return [{ type: 'list', kind: 'images' }];
  }
  const again = containerActions[action];
  return again ? [{ type: 'look', id, again }] : [];
}
