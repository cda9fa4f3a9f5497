import type { ConnectPanel, PanelKind, PanelState } from './panels/messages';

/** One choice of a list. */
export interface Choice<T> {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** Name of a codicon. */
  readonly icon?: string;
  readonly picked?: boolean;
  readonly value: T;
}

export interface InputQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  readonly placeholder?: string;
  /** What is wrong with a value, or undefined when it will do. */
  validate?(value: string): string | undefined;
}

export interface SuggestQuestion extends InputQuestion {
  /** A button of each suggestion that finds further ones, such as over the network. */
  readonly more: {
    readonly title: string;
    /** Name of a codicon. */
    readonly icon: string;
    /** Resolves to the text to go on with; rejects with an Error whose message is shown. */
    find(value: string, signal: AbortSignal): Promise<string>;
  };
}

/** A program's terminal, seen from the editor. */
export interface TerminalSession {
  write(data: string): void;
  resize(columns: number, rows: number): void;
  /** The terminal was closed by the user. */
  close(): void;
}

export interface TerminalScreen {
  show(text: string): void;
  /** The program has ended; the terminal stays open with what it printed when `message` is given. */
  end(message?: string, exitCode?: number): void;
}

/** The editor, as commands see it. */
export interface Ui {
  /** A modal question; resolves to the chosen action, or undefined when it was cancelled. */
  confirm(question: {
    readonly message: string;
    readonly detail?: string;
    readonly actions: readonly string[];
  }): Promise<string | undefined>;
  pick<T>(
    question: { readonly title: string; readonly placeholder?: string },
    choices: readonly Choice<T>[],
  ): Promise<T | undefined>;
  /** `title` may depend on what is ticked at the moment. */
  pickMany<T>(
    question: { readonly title: string | ((ticked: readonly T[]) => string); readonly placeholder?: string },
    choices: readonly Choice<T>[],
  ): Promise<readonly T[] | undefined>;
  input(question: InputQuestion): Promise<string | undefined>;
  /** Asks for a text, and offers what `choices` has for what was typed so far. */
  suggest(
    question: SuggestQuestion,
    choices: (typed: string) => readonly Choice<string>[],
  ): Promise<string | undefined>;
  info(message: string): void;
  /** A message with buttons; resolves to the chosen one. */
  warn(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  error(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  /** Runs a task with a notification that can be cancelled. */
  progress<T>(title: string, task: (signal: AbortSignal, report: (text: string) => void) => Promise<T>): Promise<T>;
  /** Shows a read-only document; its name decides its language. */
  showDocument(name: string, content: string): Promise<void>;
  copy(text: string): Promise<void>;
  /** A notification with buttons; resolves to the chosen one. */
  tell(message: string, ...actions: readonly string[]): Promise<string | undefined>;
  openUrl(url: string): Promise<void>;
  /** Asks where to save a file; resolves to its path. */
  askSavePath(question: { readonly title: string; readonly name: string }): Promise<string | undefined>;
  /** Asks for a file that exists; resolves to its path. */
  askOpenPath(question: { readonly title: string; readonly button: string }): Promise<string | undefined>;
  /** Asks for files, or for folders, that exist; resolves to their paths, none when it was cancelled. */
  askPaths(question: {
    readonly title: string;
    readonly button: string;
    readonly kind: 'files' | 'folder' | 'folders';
  }): Promise<readonly string[]>;
  /** Opens what an address leads to in an editor. */
  openAddress(address: string): Promise<void>;
  /** Adds a folder to what is open. */
  addFolder(address: string, name: string): void;
  openTerminal(
    name: string,
    connect: (screen: TerminalScreen, size: { columns: number; rows: number }) => Promise<TerminalSession>,
  ): void;
  /** Opens a page among the editors. It comes back by its state after the window was loaded anew. */
  openPanel<K extends PanelKind>(kind: K, title: string, state: PanelState<K>, connect: ConnectPanel<K>): void;
  /** The path of a file that a menu or link passes as an address; undefined for anything else. */
  pathOf(given: unknown): string | undefined;
  /** Paths of the Dockerfile that is being edited, and of those in the workspace. */
  dockerfiles(): Promise<{ readonly active: string | undefined; readonly all: readonly string[] }>;
  /** Paths of the folders that are open. */
  workspaceFolders(): readonly string[];
  /** Shows a Markdown file as a page to read. */
  showPage(path: string): Promise<void>;
  /** Shows a file in an editor; with a line (zero-based), beside the editor that is active. */
  openFile(path: string, line?: number): Promise<void>;
  /** Writes what was changed in the editor. */
  saveFile(path: string): Promise<void>;
  /** Marks lines (zero-based) of a file, in place of those that were marked before. */
  showProblems(path: string, problems: readonly { readonly line: number; readonly message: string }[]): void;
  showLog(): void;
}
