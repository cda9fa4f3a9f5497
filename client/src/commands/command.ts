import type { Credentials } from '../engine/credentials';
import type { Engine } from '../engine/engine';
import type { EngineFiles } from '../files/engine-files';
import type { State } from '../store/state';
import type { Ui } from '../ui';
import type { Row, TargetKind, Targets, ViewOptions } from '../views/view';

/** Remembers small values between sessions. */
export interface Memory {
  get(key: string): unknown;
  set(key: string, value: unknown): Promise<void>;
}

/** Engines to choose from and how they are watched, for the commands about engines. */
export interface Engines {
  /** Asks which engine this window uses. */
  choose(): Promise<void>;
  /** Tries again at once. */
  reconnect(): void;
  /** A report on the connection, without secrets. */
  report(): Promise<string>;
}

/** Options of the views, for the commands that change them. */
export interface ViewSettings {
  get(view: string): ViewOptions;
  set(view: string, options: Partial<ViewOptions>): Promise<void>;
  /** Reads again what open rows of the view have read from the engine. */
  redraw(view: string): void;
}

/** What a command works with. */
export interface Context {
  readonly engine: Engine;
  /** The engine's state at this moment. */
  state(): State;
  /** Calls `listener` with every further state, until the returned function is called. */
  watch(listener: (state: State) => void): () => void;
  /** Keeps the engine connected beyond the end of the command, until the returned function is called. */
  hold(): () => void;
  /** What `docker login` left for the registry that an image's name leads to. */
  credentials(reference: string): Promise<Credentials | undefined>;
  /** Files of containers, volumes and images. */
  readonly files: EngineFiles;
  readonly ui: Ui;
  /** The folder of the documents that come with the extension. */
  readonly docs: string;
  /** Writes docker's command line for an action, with its outcome, to the log. */
  log(line: readonly string[], outcome: string): void;
  readonly memory: Memory;
  readonly engines: Engines;
  readonly views: ViewSettings;
  now(): number;
  /** A host port from `from` on that nothing listens on. */
  freePort(from: number): Promise<number>;
}

interface CommandBase {
  /** `quayside.<object>.<verb>`; the file is `commands/<object>/<verb>.ts`. */
  readonly id: string;
  /** What menus show. The palette shows it after "Docker <Object>: ". */
  readonly title: string;
  /**
   * The docker command lines that do the same, long form first. Typing them in the palette finds the command; an alias that
   * begins like another command's own line would put this one before it.
   */
  readonly docker: readonly string[];
  /** A codicon, for inline buttons and view titles. */
  readonly icon?: string;
  /** Views in whose title bar it stands, and in which group (`navigation` shows the icon). */
  readonly titleOf?: { readonly views: readonly string[]; readonly group: string; readonly when?: string };
  readonly key?: { readonly key: string; readonly mac?: string };
  /** Only for rows and links; not listed in the palette. */
  readonly hidden?: boolean;
}

/** A command that acts on rows. */
export interface TargetCommand<K extends TargetKind> extends CommandBase {
  readonly target: K;
  /** First parts of the row contexts that it is offered on, such as `running`; all states of the object when absent. */
  readonly states?: readonly string[];
  /** A mark that the row's context must have, such as `ports`. */
  readonly mark?: string;
  /** Place in the context menu: `<group>@<order>`. */
  readonly menu: string;
  /** Place among the row's buttons. */
  readonly inline?: number;
  /** The picker has everything ticked at first. */
  readonly ticked?: boolean;
  /** Takes one row only. */
  readonly single?: boolean;
  /** Which objects the picker offers when no row is selected; all when absent. */
  applies?(item: Targets[K]): boolean;
  run(context: Context, items: readonly Targets[K][]): Promise<void>;
}

/** A command that acts on no particular row. */
export interface PlainCommand extends CommandBase {
  readonly target?: undefined;
  /** It needs no engine. */
  readonly offline?: boolean;
  /** It is offered on Dockerfiles in the explorer and the editor, whose address it is then given. */
  readonly onDockerfiles?: boolean;
  /** It is offered on folders in the explorer, whose address it is then given. */
  readonly onFolders?: boolean;
  /** Rows that it is offered on, by their context (a regular expression). */
  readonly rows?: { readonly context: string; readonly menu: string; readonly inline?: number };
  /** `given` is what a menu or a link passes. */
  run(context: Context, given?: readonly unknown[]): Promise<void>;
}

/** A command that acts on a row that stands for no object, such as a port. */
export interface RowCommand extends CommandBase {
  readonly target: 'row';
  /** Regular expression on the row's context. */
  readonly rows: string;
  readonly menu: string;
  readonly inline?: number;
  run(context: Context, row: Row): Promise<void>;
}

export type Command = PlainCommand | RowCommand | { [K in TargetKind]: TargetCommand<K> }[TargetKind];

/** The view in which a command's key acts: files can be changed among the containers only. */
export function viewOf(command: { readonly id: string }): string {
  const object = objectOf(command);
  return object === 'file' ? 'quayside.containers' : `quayside.${object}s`;
}

/** Object of a command's id: `container` of `quayside.container.stop`. */
export function objectOf({ id }: { readonly id: string }): string {
  return id.split('.')[1] ?? '';
}
