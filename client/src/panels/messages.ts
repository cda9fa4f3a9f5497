/** What a container used at a moment, ready to be drawn. */
export interface StatsPoint {
  /** Whole seconds since the epoch. */
  readonly time: number;
  /** 100 is one processor. */
  readonly cpu: number | undefined;
  /** Bytes. */
  readonly memory: number;
  /** Bytes; of the container, or of the whole machine. */
  readonly memoryLimit: number;
  /** Bytes per second; undefined until there is something to compare with. */
  readonly rates: Readonly<Record<'received' | 'sent' | 'read' | 'written', number>> | undefined;
  readonly processes: number;
}

/** A point, or a pause in which the container did not run or could not be asked. */
export type StatsEntry = StatsPoint | { readonly time: number; readonly pause: true };

export type StatsStatus = 'measuring' | 'running' | 'stopped' | 'removed' | 'unknown';

export interface StatsContainer {
  readonly name: string;
  readonly status: StatsStatus;
  /** Those since the last message, or all of them when the message says so. */
  readonly entries: readonly StatsEntry[];
}

export interface StatsMessage {
  readonly type: 'stats';
  /** The page forgets what it has been told. */
  readonly anew: boolean;
  /** The engine answers. */
  readonly connected: boolean;
  readonly containers: readonly StatsContainer[];
  /** What is not shown, in words; empty when everything is. */
  readonly note: string;
}

export interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface LayerItem {
  /** As in a Dockerfile: keyword, and what follows it. */
  readonly keyword: string;
  readonly rest: string;
  /** Bytes. */
  readonly size: number;
  /** "3 weeks ago", or empty. */
  readonly age: string;
  /** Made by the image's own Dockerfile, by that of its base image, or not known. */
  readonly origin: 'own' | 'base' | 'unknown';
  /** Zero-based lines of the Dockerfile that made it. */
  readonly lines?: Lines;
}

/** The layers of an image, in the order in which they were made. */
export interface LayersMessage {
  readonly type: 'layers';
  readonly name: string;
  readonly layers: readonly LayerItem[];
  readonly dockerfile?: { readonly name: string; readonly lines: readonly string[]; readonly why: string };
}

/** What is said in place of the picture. */
export interface LayersNote {
  readonly type: 'note';
  readonly name: string;
  readonly words: string;
}

/** The page has (again) nothing on it, and waits to be told. */
export interface ReadyMessage {
  readonly type: 'ready';
}

/** The page is to keep this, which VS Code hands over when it brings the panel back after the window was loaded anew. */
export interface RememberMessage<K extends PanelKind> {
  readonly type: 'remember';
  readonly state: PanelState<K>;
}

/** Messages by the kind of the panel, and what it is known by: names only, all else is read anew. */
export interface PanelMessages {
  readonly stats: {
    readonly state: { readonly names: readonly string[] };
    readonly toPage: StatsMessage;
    readonly fromPage: ReadyMessage;
  };
  readonly layers: {
    readonly state: { readonly reference: string };
    readonly toPage: LayersMessage | LayersNote;
    readonly fromPage:
      | ReadyMessage
      /** Shows a line (zero-based) of the Dockerfile in an editor. */
      | { readonly type: 'open'; readonly line: number }
      /** Copies the instruction of a layer. */
      | { readonly type: 'copy'; readonly layer: number };
  };
}

export type PanelKind = keyof PanelMessages;
export type ToPage<K extends PanelKind> = PanelMessages[K]['toPage'];
export type PanelState<K extends PanelKind> = PanelMessages[K]['state'];
export type FromPage<K extends PanelKind> = PanelMessages[K]['fromPage'];

/** What stands behind a panel. */
export interface PanelSession<K extends PanelKind> {
  receive(message: FromPage<K>): void;
  /** The panel was closed by the user. */
  close(): void;
}

export const panelKinds: readonly PanelKind[] = ['stats', 'layers'];

/** What VS Code calls panels of a kind. */
export function viewType(kind: PanelKind): string {
  return `quayside.${kind}`;
}

/** Puts a session behind a panel; `post` tells the page what to show. */
export type ConnectPanel<K extends PanelKind> = (post: (message: ToPage<K>) => void) => PanelSession<K>;
