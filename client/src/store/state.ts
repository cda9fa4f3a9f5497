import type { EngineInfo } from '../engine/connection';
import type { Container } from '../engine/containers';
import type { Diagnosis } from '../engine/diagnosis';
import type { EngineEvent } from '../engine/events';
import type { Image } from '../engine/images';
import type { Network } from '../engine/networks';
import type { Volume } from '../engine/volumes';

export type ConnectionState =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting'; readonly silent?: boolean }
  /** `silent`: it owes an answer for a while, so that what is known may be old. */
  | { readonly status: 'connected'; readonly info: EngineInfo; readonly silent?: boolean }
  | { readonly status: 'down'; readonly diagnosis: Diagnosis };

/** True while the engine takes requests and answers none. */
export function isSilent({ connection }: State): boolean {
  return (connection.status === 'connecting' || connection.status === 'connected') && connection.silent === true;
}

/** What is known of one engine. Maps keep the order of the engine's lists; keys are ids, for volumes names. */
export interface State {
  readonly connection: ConnectionState;
  readonly containers: ReadonlyMap<string, Container>;
  readonly images: ReadonlyMap<string, Image>;
  readonly volumes: ReadonlyMap<string, Volume>;
  readonly networks: ReadonlyMap<string, Network>;
}

export const emptyState: State = {
  connection: { status: 'idle' },
  containers: new Map(),
  images: new Map(),
  volumes: new Map(),
  networks: new Map(),
};

/** Whole lists, as they are read from the engine. */
export interface Lists {
  readonly containers: readonly Container[];
  readonly images: readonly Image[];
  readonly volumes: readonly Volume[];
  readonly networks: readonly Network[];
}

export type Change =
  | { readonly type: 'connecting' }
  | { readonly type: 'connected'; readonly info: EngineInfo; readonly lists: Lists }
  | { readonly type: 'listed'; readonly lists: Partial<Lists> }
  | { readonly type: 'container'; readonly id: string; readonly container: Container | undefined }
  | { readonly type: 'happened'; readonly event: EngineEvent }
  /** The engine owes an answer, or has given it. */
  | { readonly type: 'silent'; readonly silent: boolean }
  | { readonly type: 'lost'; readonly diagnosis: Diagnosis }
  /** Nobody looks any more; what is known stays, until the next list. */
  | { readonly type: 'released' }
  /** Another engine is in use. */
  | { readonly type: 'switched' };
