import type { Container } from '../engine/containers';
import type { Image, Layer } from '../engine/images';
import type { Network } from '../engine/networks';
import type { DiskUsage, EngineFacts } from '../engine/system';
import type { Volume } from '../engine/volumes';
import type { Listing } from '../files/listings';
import type { Place } from '../files/place';
import type { State } from '../store/state';
import type { Used } from '../store/usage';

/** An image by one of its names, or by its id when it has none. */
export interface NamedImage {
  readonly image: Image;
  /** What docker is told: `repository:tag`, `repository@digest`, or the id. */
  readonly reference: string;
}

/** A file or folder of a container, volume or image. */
export interface FileItem {
  readonly place: Place;
  /** What it behaves like: a link does as what it leads to. */
  readonly kind: 'file' | 'folder' | 'special';
  /** Bytes; undefined for folders. */
  readonly size: number | undefined;
}

/** What a row stands for and commands act on. */
export interface Targets {
  readonly container: Container;
  readonly image: NamedImage;
  readonly volume: Volume;
  readonly network: Network;
  readonly file: FileItem;
}

export type TargetKind = keyof Targets;

export type Target = { readonly [K in TargetKind]: { readonly kind: K; readonly item: Targets[K] } }[TargetKind];

/** One line of a view: plain data. */
export interface Row {
  /** Never changes with the state of what it shows, so that selection and expansion stay. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** A codicon and a theme colour. */
  readonly icon?: { readonly name: string; readonly color?: string };
  /** Markdown; text from engines is escaped. Made when it is shown. */
  readonly tooltip?: () => string;
  /** `<kind>:<state>` and further `:<mark>`s, matched by the `when` clauses of menus. */
  readonly context?: string;
  readonly target?: Target;
  /** Rows below; a function when they are read when the row is opened. */
  readonly children?: readonly Row[] | (() => Promise<readonly Row[]>);
  /** Rows below are shown at first. */
  readonly expanded?: boolean;
  /** What "Copy" takes, for rows that stand for no object. */
  readonly copied?: string;
  /** The row above is read again when this resolves. */
  readonly later?: Promise<void>;
  /** What screen readers say, when the label alone does not tell. */
  readonly spoken?: string;
  /** Changes identity when anything that the row shows may have changed. */
  readonly source?: unknown;
}

/** What the user chose for a view. */
export interface ViewOptions {
  readonly filter: string;
  readonly groupBy: string;
  readonly sortBy: string;
  /** Stopped containers, dangling images, anonymous volumes. */
  readonly hideMinor: boolean;
}

export const defaultViewOptions: ViewOptions = { filter: '', groupBy: '', sortBy: '', hideMinor: false };

/** What rows show besides the state: most of it is read from the engine when a row is opened. */
export interface Details {
  layers(reference: string): Promise<readonly Layer[]>;
  /** `NAME=value` of a container. */
  environment(id: string): Promise<readonly string[]>;
  /** Entries of a folder, or what of them is known soon. */
  files(folder: Place): Promise<Listing>;
  /** Address that the editor opens a file by. */
  fileUri(place: Place): string;
  /** What a running container uses, where it is measured. */
  usage(id: string): Used | undefined;
  facts(): Promise<EngineFacts>;
  diskUsage(): Promise<DiskUsage>;
}

/** A named choice of how rows are arranged. */
export interface Arrangement {
  readonly id: string;
  readonly title: string;
}

/** One view of the side bar. */
export interface View {
  /** `quayside.<objects>`. */
  readonly id: string;
  readonly name: string;
  /** Shown while the engine answers and there are no rows: Markdown with command links on lines of their own. */
  readonly welcome: string;
  readonly collapsed?: boolean;
  /** How rows can be grouped, besides not at all. */
  readonly groupings: readonly Arrangement[];
  /** How rows can be sorted, besides the usual order. */
  readonly sortings: readonly Arrangement[];
  /** What can be hidden: "stopped containers". */
  readonly minor?: string;
  rows(state: State, options: ViewOptions, now: number, details: Details): readonly Row[];
  /** A few words beside the title. */
  summary(state: State): string;
  /** How many objects need attention, and in what words. */
  alarm?(state: State): { readonly count: number; readonly words: string };
}
