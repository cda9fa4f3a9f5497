import { URI } from 'vscode-uri';

/** The part of VS Code's API that the tree and the commands use, in memory. Tests import it to press buttons. */

type Listener<T> = (event: T) => void;

export class EventEmitter<T> {
  readonly #listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) {
      listener(event);
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class Disposable {
  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) {
        disposable.dispose();
      }
    });
  }

  constructor(readonly dispose: () => unknown) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: ThemeColor,
  ) {}
}

export class MarkdownString {
  readonly isTrusted = false;

  constructor(readonly value: string) {}
}

export class DataTransferItem {
  constructor(readonly value: unknown) {}

  async asString(): Promise<string> {
    return String(this.value);
  }

  asFile(): unknown {
    return typeof this.value === 'object' ? this.value : undefined;
  }
}

export const Uri = URI;

export enum FileType {
  Unknown = 0,
  File = 1,
  Directory = 2,
  SymbolicLink = 64,
}

export enum FilePermission {
  Readonly = 1,
}

export enum FileChangeType {
  Changed = 1,
  Created = 2,
  Deleted = 3,
}

export class FileSystemError extends Error {
  static readonly FileNotFound = (said: unknown) => new FileSystemError(said, 'FileNotFound');
  static readonly FileExists = (said: unknown) => new FileSystemError(said, 'FileExists');
  static readonly NoPermissions = (said: unknown) => new FileSystemError(said, 'NoPermissions');
  static readonly Unavailable = (said: unknown) => new FileSystemError(said, 'Unavailable');

  constructor(
    said: unknown,
    readonly code = 'Unknown',
  ) {
    super(String(said));
  }
}

export class DataTransfer extends Map<string, DataTransferItem> {}

export enum TreeItemCollapsibleState {
  None = 0,
  Collapsed = 1,
  Expanded = 2,
}

export class TreeItem {
  constructor(
    readonly label: string,
    readonly collapsibleState: TreeItemCollapsibleState,
  ) {}
}

/** A view of the side bar; tests show and hide it with `show`. */
export class FakeTreeView {
  visible = false;
  description: string | undefined;
  message: string | undefined;
  badge: { readonly value: number; readonly tooltip: string } | undefined;
  selection: readonly unknown[] = [];
  readonly #visibility = new EventEmitter<{ readonly visible: boolean }>();
  readonly onDidChangeVisibility = this.#visibility.event;

  show(visible: boolean): void {
    this.visible = visible;
    this.#visibility.fire({ visible });
  }

  dispose(): void {}
}

export const window = {
  createTreeView: (_id: string, _options: unknown) => new FakeTreeView(),
};

const registered = new Map<string, (...given: readonly unknown[]) => unknown>();

export const commands = {
  registerCommand(id: string, run: (...given: readonly unknown[]) => unknown): Disposable {
    if (registered.has(id)) {
      throw new Error(`command '${id}' already exists`);
    }
    registered.set(id, run);
    return new Disposable(() => registered.delete(id));
  },
  async executeCommand(id: string, ...given: readonly unknown[]): Promise<unknown> {
    const run = registered.get(id);
    if (!run) {
      throw new Error(`command '${id}' not found`);
    }
    return run(...given);
  },
};
