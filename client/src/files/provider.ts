import * as vscode from 'vscode';
import { EngineError } from '../engine/errors';
import type { FileKind } from '../engine/files';
import type { EngineFiles } from './engine-files';
import { effectiveKind } from './entry';
import { type Place, placeOf, uriOf } from './place';

const types: Readonly<Record<Exclude<FileKind, 'link'>, vscode.FileType>> = {
  file: vscode.FileType.File,
  folder: vscode.FileType.Directory,
  special: vscode.FileType.Unknown,
};

const changeTypes = {
  created: vscode.FileChangeType.Created,
  changed: vscode.FileChangeType.Changed,
  deleted: vscode.FileChangeType.Deleted,
};

/** Files of containers, volumes and images as VS Code opens and saves them. */
export class EngineFileSystem implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #stop: () => void;

  constructor(private readonly files: EngineFiles) {
    this.#stop = files.onDidChange((changes) =>
      this.#changed.fire(
        changes.map(({ type, place }) => ({
          type: changeTypes[type],
          uri: vscode.Uri.from(uriOf(files.key(), place).toJSON() as vscode.Uri),
        })),
      ),
    );
  }

  /** Engines tell nothing of changes inside; what is changed from here is told without being watched. */
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return this.#caught(uri, async (place) => {
      const { kind, link, size, modified, readOnly } = await this.files.stat(place);
      return {
        type: types[kind] | (link ? vscode.FileType.SymbolicLink : 0),
        size,
        ctime: 0,
        mtime: modified ?? 0,
        ...(readOnly === undefined ? {} : { permissions: vscode.FilePermission.Readonly }),
      };
    });
  }

  readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
    return this.#caught(uri, async (place) => {
      const { entries } = await this.files.list(place);
      return entries.map((entry) => [
        entry.name,
        types[effectiveKind(entry)] | (entry.kind === 'link' ? vscode.FileType.SymbolicLink : 0),
      ]);
    });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.#caught(uri, (place) => this.files.read(place));
  }

  writeFile(
    uri: vscode.Uri,
    content: Uint8Array,
    options: { readonly create: boolean; readonly overwrite: boolean },
  ): Promise<void> {
    return this.#caught(uri, (place) => this.files.write(place, content, options));
  }

  createDirectory(uri: vscode.Uri): Promise<void> {
    return this.#caught(uri, (place) => this.files.createFolder(place));
  }

  delete(uri: vscode.Uri, options: { readonly recursive: boolean }): Promise<void> {
    return this.#caught(uri, (place) => this.files.remove(place, options));
  }

  rename(from: vscode.Uri, to: vscode.Uri, options: { readonly overwrite: boolean }): Promise<void> {
    return this.#caught(from, (place) => this.#caught(to, (target) => this.files.rename(place, target, options)));
  }

  dispose(): void {
    this.#stop();
    this.#changed.dispose();
  }

  /** Runs a task on the place of an address; failures are told as VS Code knows them. */
  async #caught<T>(uri: vscode.Uri, task: (place: Place) => Promise<T>): Promise<T> {
    const found = placeOf(uri);
    if (!found) {
      throw vscode.FileSystemError.FileNotFound(uri);
    }
    if (found.engine !== this.files.key()) {
      throw vscode.FileSystemError.Unavailable(
        'This file is on another engine than the one that this window uses now. Choose that engine again to go on.',
      );
    }
    try {
      return await task(found.place);
    } catch (error) {
      throw error instanceof EngineError ? fileSystemError(error) : error;
    }
  }
}

function fileSystemError({ kind, message, details }: EngineError): vscode.FileSystemError {
  const words = details.nextStep ? `${message} ${details.nextStep}` : message;
  switch (kind) {
    case 'not-found':
      return vscode.FileSystemError.FileNotFound(words);
    case 'name-taken':
      return vscode.FileSystemError.FileExists(words);
    case 'refused':
      return vscode.FileSystemError.NoPermissions(words);
    case 'unreachable':
    case 'timeout':
      return vscode.FileSystemError.Unavailable(words);
    default:
      return new vscode.FileSystemError(words);
  }
}
